"""Schema version 2: capacities, scorecards, the team's own metrics and closed periods.

As released: never change it, write the next migration. A CHECK is named after the column beside which a
person sees it.
"""

from sqlite_utils import Database

_HEAD = """key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CONSTRAINT id CHECK (length(id) = 36),
  created_step INTEGER NOT NULL"""


def _date(name: str) -> str:
    in_range = f"{name} BETWEEN '0001' AND '9999-12-31'"
    return f"CONSTRAINT {name} CHECK ({in_range} AND {name} IS date({name}, '+0 days'))"


def _text(name: str) -> str:
    return f"{name} TEXT NOT NULL CONSTRAINT {name} CHECK ({name} <> '')"


def _above_zero(name: str) -> str:
    return f"{name} REAL CONSTRAINT {name} CHECK ({name} > 0 AND {name} <= 1e300)"


def _between(name: str, low: int, high: int | str, need: str = " NOT NULL") -> str:
    return f"{name} REAL{need} CONSTRAINT {name} CHECK ({name} BETWEEN {low} AND {high})"


TABLES: tuple[str, ...] = (
    f"""CREATE TABLE capacities (
  {_HEAD},
  {_text("role")},
  {_between("people", 0, "1e300", "")},
  {_above_zero("partners_per_person")},
  {_above_zero("bookings_per_person")},
  {_above_zero("onboardings_per_person")},
  {_between("ramp_up_months", 0, 60, "")},
  reason TEXT,
  effective_on TEXT {_date("effective_on")},
  UNIQUE (role, effective_on)
) STRICT""",
    "CREATE INDEX capacities_by_created_step ON capacities (created_step)",
    f"""CREATE TABLE scorecards (
  {_HEAD},
  {_between("revenue", 0, 1000)},
  {_between("pipeline", 0, 1000)},
  {_between("engagement", 0, 1000)},
  {_between("certification", 0, 1000)},
  {_between("satisfaction", 0, 1000)},
  {_between("green_from", 0, 100)},
  {_between("yellow_from", 0, 100)},
  reason TEXT,
  effective_on TEXT {_date("effective_on")},
  UNIQUE (effective_on),
  CONSTRAINT revenue CHECK (revenue + pipeline + engagement + certification + satisfaction > 0),
  CONSTRAINT yellow_from CHECK (yellow_from < green_from)
) STRICT""",
    "CREATE INDEX scorecards_by_created_step ON scorecards (created_step)",
    f"""CREATE TABLE custom_metrics (
  {_HEAD},
  name TEXT NOT NULL CONSTRAINT name CHECK (name GLOB '[a-z]?*' AND NOT name GLOB '*[^a-z0-9_]*'),
  {_text("label")},
  {_text("formula")},
  unit TEXT NOT NULL
    CONSTRAINT unit CHECK (unit IN ('money', 'share', 'days', 'count', 'people', 'points', 'times')),
  direction TEXT NOT NULL CONSTRAINT direction CHECK (direction IN ('higher', 'lower')),
  definition TEXT,
  UNIQUE (name)
) STRICT""",
    "CREATE INDEX custom_metrics_by_created_step ON custom_metrics (created_step)",
    f"""CREATE TABLE closed_periods (
  {_HEAD},
  {_text("period")},
  {_text("label")},
  closed_on TEXT NOT NULL {_date("closed_on")},
  {_text("moment")},
  notes TEXT,
  UNIQUE (period)
) STRICT""",
    "CREATE INDEX closed_periods_by_created_step ON closed_periods (created_step)",
)


def add_judging(db: Database) -> None:
    """Create the tables that figures are judged and forecast by."""
    for statement in TABLES:
        db.execute(statement)
