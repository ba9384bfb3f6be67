"""The tables of schema version 1 as they were released: never change these, write the next migration.

A CHECK is named after the column beside which a person sees it, so that a failure can say where it is.
"""

_HEAD = """key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CONSTRAINT id CHECK (length(id) = 36),
  created_step INTEGER NOT NULL"""
_PARTNER = "REFERENCES partners (id) ON DELETE RESTRICT ON UPDATE RESTRICT"
_DEAL = "REFERENCES deals (id) ON DELETE RESTRICT ON UPDATE RESTRICT"
_CURRENCY = "CONSTRAINT currency CHECK (currency GLOB '[A-Z][A-Z][A-Z]')"


def _date(name: str) -> str:
    """Return the CHECK of a date column: without '+0 days' SQLite takes 30 February, and 'now' is no date."""
    in_range = f"{name} BETWEEN '0001' AND '9999-12-31'"
    return f"CONSTRAINT {name} CHECK ({in_range} AND {name} IS date({name}, '+0 days'))"


def _month(name: str) -> str:
    """Return the CHECK of a month column, YYYY-MM."""
    first = f"{name} || '-01'"
    in_range = f"{name} BETWEEN '0001' AND '9999-12'"
    return f"CONSTRAINT {name} CHECK ({in_range} AND {first} IS date({first}, '+0 days'))"


def _one_of(name: str, words: str) -> str:
    """Return the CHECK of a choice; IN would build its list anew for every row."""
    allowed = " OR ".join(f"{name} = '{word}'" for word in words.split())
    return f"CONSTRAINT {name} CHECK ({allowed})"


TABLES: tuple[str, ...] = (
    f"""CREATE TABLE partners (
  {_HEAD},
  name TEXT NOT NULL CONSTRAINT name CHECK (name <> ''),
  type TEXT {_one_of("type", "reseller referral technology services distributor agency other")},
  tier TEXT,
  region TEXT,
  manager TEXT,
  stage TEXT {_one_of("stage", "prospect onboarding active inactive offboarded")},
  joined_on TEXT {_date("joined_on")},
  offboarded_on TEXT {_date("offboarded_on")},
  website TEXT,
  contact_name TEXT,
  contact_email TEXT,
  contact_phone TEXT,
  notes TEXT,
  search_key TEXT NOT NULL UNIQUE,
  CONSTRAINT offboarded_on CHECK (offboarded_on >= joined_on)
) STRICT""",
    "CREATE INDEX partners_by_created_step ON partners (created_step)",
    f"""CREATE TABLE deals (
  {_HEAD},
  name TEXT NOT NULL CONSTRAINT name CHECK (name <> ''),
  customer TEXT NOT NULL CONSTRAINT customer CHECK (customer <> ''),
  customer_is_new INTEGER CONSTRAINT customer_is_new CHECK (customer_is_new BETWEEN 0 AND 1),
  source_partner TEXT {_PARTNER},
  stage TEXT NOT NULL CONSTRAINT stage CHECK (stage <> ''),
  value INTEGER NOT NULL CONSTRAINT value CHECK (value BETWEEN 0 AND 999999999999999999),
  currency TEXT {_CURRENCY},
  created_on TEXT NOT NULL {_date("created_on")},
  qualified_on TEXT {_date("qualified_on")},
  expected_close_on TEXT {_date("expected_close_on")},
  closed_on TEXT {_date("closed_on")},
  probability REAL CONSTRAINT probability CHECK (probability BETWEEN 0 AND 100),
  registration_status TEXT {_one_of("registration_status", "none pending approved rejected expired")},
  registered_on TEXT {_date("registered_on")},
  term_months INTEGER CONSTRAINT term_months CHECK (term_months BETWEEN 0 AND 9007199254740992),
  lost_reason TEXT,
  manager TEXT,
  external_id TEXT,
  notes TEXT,
  CONSTRAINT qualified_on CHECK (qualified_on >= created_on),
  CONSTRAINT closed_on CHECK (closed_on >= created_on)
) STRICT""",
    "CREATE INDEX deals_by_created_step ON deals (created_step)",
    "CREATE UNIQUE INDEX deals_by_external_id ON deals (external_id) WHERE external_id IS NOT NULL",
    f"""CREATE TABLE deal_influences (
  {_HEAD},
  deal TEXT NOT NULL {_DEAL},
  partner TEXT NOT NULL {_PARTNER},
  role TEXT {_one_of("role", "co-sell referral technical delivery other")},
  influenced_on TEXT {_date("influenced_on")},
  notes TEXT,
  UNIQUE (deal, partner)
) STRICT""",
    "CREATE INDEX deal_influences_by_created_step ON deal_influences (created_step)",
    "CREATE INDEX deal_influences_by_partner ON deal_influences (partner)",
    f"""CREATE TABLE deal_stage_events (
  {_HEAD},
  deal TEXT NOT NULL {_DEAL},
  stage TEXT NOT NULL CONSTRAINT stage CHECK (stage <> ''),
  entered_on TEXT NOT NULL {_date("entered_on")}
) STRICT""",
    "CREATE INDEX deal_stage_events_by_created_step ON deal_stage_events (created_step)",
    "CREATE INDEX deal_stage_events_by_deal ON deal_stage_events (deal)",
    f"""CREATE TABLE health_reviews (
  {_HEAD},
  partner TEXT NOT NULL {_PARTNER},
  status TEXT NOT NULL {_one_of("status", "green yellow red")},
  reviewed_on TEXT NOT NULL {_date("reviewed_on")},
  reason TEXT,
  next_review_on TEXT {_date("next_review_on")},
  reviewer TEXT,
  CONSTRAINT next_review_on CHECK (next_review_on >= reviewed_on),
  CONSTRAINT reason CHECK (status = 'green' OR coalesce(reason, '') <> '')
) STRICT""",
    "CREATE INDEX health_reviews_by_created_step ON health_reviews (created_step)",
    "CREATE INDEX health_reviews_by_partner ON health_reviews (partner)",
    f"""CREATE TABLE actions (
  {_HEAD},
  partner TEXT NOT NULL {_PARTNER},
  title TEXT NOT NULL CONSTRAINT title CHECK (title <> ''),
  owner TEXT,
  due_on TEXT {_date("due_on")},
  done_on TEXT {_date("done_on")},
  notes TEXT
) STRICT""",
    "CREATE INDEX actions_by_created_step ON actions (created_step)",
    "CREATE INDEX actions_by_partner ON actions (partner)",
    f"""CREATE TABLE certifications (
  {_HEAD},
  partner TEXT NOT NULL {_PARTNER},
  person TEXT NOT NULL CONSTRAINT person CHECK (person <> ''),
  certificate TEXT NOT NULL CONSTRAINT certificate CHECK (certificate <> ''),
  issued_on TEXT NOT NULL {_date("issued_on")},
  expires_on TEXT {_date("expires_on")},
  CONSTRAINT expires_on CHECK (expires_on >= issued_on)
) STRICT""",
    "CREATE INDEX certifications_by_created_step ON certifications (created_step)",
    "CREATE INDEX certifications_by_partner ON certifications (partner)",
    f"""CREATE TABLE tier_requirements (
  {_HEAD},
  tier TEXT NOT NULL CONSTRAINT tier CHECK (tier <> ''),
  certificate TEXT NOT NULL CONSTRAINT certificate CHECK (certificate <> ''),
  people INTEGER NOT NULL CONSTRAINT people CHECK (people BETWEEN 1 AND 9007199254740992),
  UNIQUE (tier, certificate)
) STRICT""",
    "CREATE INDEX tier_requirements_by_created_step ON tier_requirements (created_step)",
    f"""CREATE TABLE surveys (
  {_HEAD},
  partner TEXT NOT NULL {_PARTNER},
  kind TEXT NOT NULL {_one_of("kind", "nps support")},
  score REAL NOT NULL CONSTRAINT score CHECK (score BETWEEN -1e300 AND 1e300),
  scale_min REAL CONSTRAINT scale_min CHECK (scale_min BETWEEN -1e300 AND 1e300),
  scale_max REAL CONSTRAINT scale_max CHECK (scale_max BETWEEN -1e300 AND 1e300),
  answered_on TEXT NOT NULL {_date("answered_on")},
  respondent TEXT,
  comment TEXT,
  CONSTRAINT scale_max CHECK (scale_min < scale_max),
  CONSTRAINT score CHECK (
    score BETWEEN coalesce(scale_min, iif(kind = 'nps', 0, 1))
      AND coalesce(scale_max, iif(kind = 'nps', 10, 5))
  )
) STRICT""",
    "CREATE INDEX surveys_by_created_step ON surveys (created_step)",
    "CREATE INDEX surveys_by_partner ON surveys (partner)",
    f"""CREATE TABLE customer_stages (
  {_HEAD},
  customer TEXT NOT NULL CONSTRAINT customer CHECK (customer <> ''),
  partner TEXT NOT NULL {_PARTNER},
  stage TEXT NOT NULL {_one_of("stage", "onboarding implementation early_adoption")},
  started_on TEXT NOT NULL {_date("started_on")},
  planned_days INTEGER CONSTRAINT planned_days CHECK (planned_days BETWEEN 0 AND 9007199254740992),
  finished_on TEXT {_date("finished_on")},
  outcome TEXT {_one_of("outcome", "succeeded failed abandoned")},
  notes TEXT,
  CONSTRAINT finished_on CHECK (finished_on >= started_on),
  CONSTRAINT outcome CHECK ((finished_on IS NULL) = (outcome IS NULL))
) STRICT""",
    "CREATE INDEX customer_stages_by_created_step ON customer_stages (created_step)",
    "CREATE INDEX customer_stages_by_partner ON customer_stages (partner)",
    f"""CREATE TABLE costs (
  {_HEAD},
  month TEXT NOT NULL {_month("month")},
  category TEXT NOT NULL {_one_of("category", "partner_managers marketing customer_success commission")},
  partner TEXT {_PARTNER},
  amount INTEGER NOT NULL
    CONSTRAINT amount CHECK (amount BETWEEN -999999999999999999 AND 999999999999999999),
  currency TEXT {_CURRENCY},
  people REAL CONSTRAINT people CHECK (people BETWEEN 0 AND 1e300),
  notes TEXT
) STRICT""",
    "CREATE INDEX costs_by_created_step ON costs (created_step)",
    "CREATE INDEX costs_by_partner ON costs (partner)",
    f"""CREATE TABLE company_revenue (
  {_HEAD},
  month TEXT NOT NULL {_month("month")},
  amount INTEGER NOT NULL
    CONSTRAINT amount CHECK (amount BETWEEN -999999999999999999 AND 999999999999999999),
  currency TEXT {_CURRENCY},
  UNIQUE (month)
) STRICT""",
    "CREATE INDEX company_revenue_by_created_step ON company_revenue (created_step)",
    f"""CREATE TABLE targets (
  {_HEAD},
  metric TEXT NOT NULL CONSTRAINT metric CHECK (metric <> ''),
  scope TEXT
    CONSTRAINT scope CHECK (
      scope = 'all' OR scope GLOB 'partner:?*' OR scope GLOB 'manager:?*' OR scope GLOB 'tier:?*'
    ),
  period TEXT NOT NULL CONSTRAINT period CHECK (period <> ''),
  comparison TEXT NOT NULL
    {_one_of("comparison", "at_least more_than at_most less_than between growth growing")},
  value REAL CONSTRAINT value CHECK (value BETWEEN -1e300 AND 1e300),
  value_high REAL CONSTRAINT value_high CHECK (value_high BETWEEN -1e300 AND 1e300),
  yellow_at REAL CONSTRAINT yellow_at CHECK (yellow_at BETWEEN 0 AND 1e300),
  red_below REAL CONSTRAINT red_below CHECK (red_below BETWEEN 0 AND 1e300),
  spread TEXT {_one_of("spread", "evenly last_year")},
  reason TEXT,
  effective_on TEXT {_date("effective_on")},
  CONSTRAINT value CHECK (comparison = 'growing' OR value IS NOT NULL),
  CONSTRAINT value_high CHECK (
    iif(comparison = 'between', coalesce(value_high >= value, 0), value_high IS NULL)
  ),
  CONSTRAINT red_below CHECK (red_below <= yellow_at),
  UNIQUE (metric, scope, period, effective_on)
) STRICT""",
    "CREATE INDEX targets_by_created_step ON targets (created_step)",
    f"""CREATE TABLE exchange_rates (
  {_HEAD},
  currency TEXT NOT NULL {_CURRENCY},
  from_date TEXT NOT NULL {_date("from_date")},
  rate REAL NOT NULL CONSTRAINT rate CHECK (rate > 0 AND rate <= 1e300),
  UNIQUE (currency, from_date)
) STRICT""",
    "CREATE INDEX exchange_rates_by_created_step ON exchange_rates (created_step)",
    f"""CREATE TABLE notes (
  {_HEAD},
  date TEXT NOT NULL {_date("date")},
  partner TEXT {_PARTNER},
  metric TEXT,
  text TEXT NOT NULL CONSTRAINT text CHECK (text <> ''),
  CONSTRAINT partner CHECK ((partner IS NULL) <> (metric IS NULL))
) STRICT""",
    "CREATE INDEX notes_by_created_step ON notes (created_step)",
    "CREATE INDEX notes_by_partner ON notes (partner)",
    f"""CREATE TABLE stages (
  {_HEAD},
  name TEXT NOT NULL CONSTRAINT name CHECK (name <> ''),
  label TEXT NOT NULL CONSTRAINT label CHECK (label <> ''),
  position INTEGER NOT NULL CONSTRAINT position CHECK (position BETWEEN 1 AND 9007199254740992),
  probability REAL NOT NULL CONSTRAINT probability CHECK (probability BETWEEN 0 AND 100),
  outcome TEXT NOT NULL {_one_of("outcome", "open won lost")},
  UNIQUE (name)
) STRICT""",
    "CREATE INDEX stages_by_created_step ON stages (created_step)",
    f"""CREATE TABLE settings (
  {_HEAD},
  name TEXT NOT NULL CONSTRAINT name CHECK (name <> ''),
  value TEXT NOT NULL CONSTRAINT value CHECK (value <> ''),
  UNIQUE (name)
) STRICT""",
    "CREATE INDEX settings_by_created_step ON settings (created_step)",
)
"""DDL of every table that people fill, with its indexes, in the order of creation."""
