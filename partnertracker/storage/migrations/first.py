"""Schema version 1: every table of the contract, and the change log."""

from sqlite_utils import Database

from partnertracker.storage.migrations.first_tables import TABLES

LOG: tuple[str, ...] = (
    """CREATE TABLE steps (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  who TEXT NOT NULL,
  device TEXT NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo')),
  reverses INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('applied', 'undone', 'abandoned'))
) STRICT""",
    "CREATE INDEX steps_by_state ON steps (state) WHERE kind = 'edit'",
    """CREATE TABLE changes (
  number INTEGER PRIMARY KEY,
  step INTEGER NOT NULL REFERENCES steps (number) ON DELETE RESTRICT ON UPDATE RESTRICT,
  table_name TEXT NOT NULL,
  row INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('insert', 'update', 'delete')),
  field TEXT NOT NULL DEFAULT '',
  before ANY,
  after ANY
) STRICT""",
    "CREATE INDEX changes_by_step ON changes (step, table_name, what, row)",
    "CREATE INDEX changes_by_row ON changes (table_name, row)",
)


def create_first(db: Database) -> None:
    """Create every table, index and the change log in an empty database."""
    for statement in (*TABLES, *LOG):
        db.execute(statement)
