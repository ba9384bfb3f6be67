"""Schema version 3: custom fields and their values, saved views, pairs that are not the same.

As released: never change it, write the next migration. A CHECK is named after the column beside which a
person sees it.
"""

from sqlite_utils import Database

_HEAD = """key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CONSTRAINT id CHECK (length(id) = 36),
  created_step INTEGER NOT NULL"""


def _text(name: str) -> str:
    return f"{name} TEXT NOT NULL CONSTRAINT {name} CHECK ({name} <> '')"


TABLES: tuple[str, ...] = (
    f"""CREATE TABLE custom_fields (
  {_HEAD},
  {_text("table_name")},
  name TEXT NOT NULL CONSTRAINT name CHECK (name GLOB '[a-z]*' AND NOT name GLOB '*[^a-z0-9_]*'),
  {_text("label")},
  kind TEXT NOT NULL CONSTRAINT kind CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes_no')),
  choices TEXT,
  position INTEGER CONSTRAINT position CHECK (position BETWEEN 1 AND 9007199254740992),
  UNIQUE (table_name, name),
  CONSTRAINT choices CHECK (kind <> 'choice' OR coalesce(choices, '') <> '')
) STRICT""",
    "CREATE INDEX custom_fields_by_created_step ON custom_fields (created_step)",
    f"""CREATE TABLE custom_values (
  {_HEAD},
  field TEXT NOT NULL REFERENCES custom_fields (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  record TEXT NOT NULL CONSTRAINT record CHECK (length(record) = 36),
  {_text("value")},
  UNIQUE (field, record)
) STRICT""",
    "CREATE INDEX custom_values_by_created_step ON custom_values (created_step)",
    "CREATE INDEX custom_values_by_record ON custom_values (record)",
    f"""CREATE TABLE saved_views (
  {_HEAD},
  {_text("table_name")},
  {_text("name")},
  {_text("definition")},
  UNIQUE (table_name, name)
) STRICT""",
    "CREATE INDEX saved_views_by_created_step ON saved_views (created_step)",
    f"""CREATE TABLE distinct_pairs (
  {_HEAD},
  {_text("table_name")},
  {_text("one")},
  {_text("other")},
  UNIQUE (table_name, one, other),
  CONSTRAINT other CHECK (one < other)
) STRICT""",
    "CREATE INDEX distinct_pairs_by_created_step ON distinct_pairs (created_step)",
)


def add_own(db: Database) -> None:
    """Create the tables of what a team adds of its own."""
    for statement in TABLES:
        db.execute(statement)
