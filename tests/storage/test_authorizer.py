"""Outside a migration no statement changes the schema or reaches another file."""

import sqlite3

import pytest

from partnertracker.domain.fields import Row
from partnertracker.storage.schema import wrapped
from partnertracker.storage.store import SqliteStore


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE x (a)",
        "CREATE TEMP TABLE x (a)",
        "CREATE INDEX x ON deals (name)",
        "CREATE VIEW x AS SELECT 1",
        "CREATE TRIGGER x AFTER DELETE ON deals BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE x USING fts5(a)",
        "DROP TABLE deals",
        "DROP INDEX deals_by_external_id",
        "ALTER TABLE deals RENAME TO x",
        "ALTER TABLE deals ADD COLUMN x",
        "ATTACH ':memory:' AS x",
        "ANALYZE",
        "REINDEX",
        "VACUUM INTO '/nowhere/x'",
        "PRAGMA writable_schema = ON",
        "PRAGMA trusted_schema = ON",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA journal_mode = OFF",
        "PRAGMA synchronous = OFF",
        "PRAGMA user_version = 9",
        "PRAGMA application_id = 9",
        "PRAGMA ignore_check_constraints = ON",
        "PRAGMA temp_store_directory = '/'",
        "SELECT load_extension('x')",
    ],
)
def test_it_is_refused(store: SqliteStore, statement: str) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        store._conn.execute(statement)
    assert store.check() == []


def test_the_library_can_not_make_a_table_of_a_mistyped_name(store: SqliteStore) -> None:
    row: Row = {"name": "x"}
    with pytest.raises(sqlite3.DatabaseError):
        wrapped(store._conn).table("deels").insert(row)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("temp_store", 2),
        ("secure_delete", 1),
    ],
)
def test_the_guards_are_up(store: SqliteStore, pragma: str, value: int) -> None:
    store._conn.set_authorizer(None)
    assert store._conn.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_no_other_file_can_be_attached(store: SqliteStore) -> None:
    assert store._conn.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED) == 0
