"""A file of an earlier version is brought up to date, wholly or not at all."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from partnertracker.domain.errors import UnusableFileError
from partnertracker.storage.connection import prepare
from partnertracker.storage.migrating import migrate
from partnertracker.storage.migrations import MIGRATIONS
from partnertracker.storage.schema import empty_database, expected_schema
from partnertracker.storage.version import schema_of

PATH = Path("programme.sqlite3")


def add_a_column(db: Database) -> None:
    db.execute("ALTER TABLE partners ADD COLUMN rating INTEGER CONSTRAINT rating CHECK (rating > 0)")


def fail_in_the_middle(db: Database) -> None:
    db.execute("ALTER TABLE deals ADD COLUMN more TEXT")
    db.execute("nonsense")


def break_a_reference(db: Database) -> None:
    partner = "01a200c8-0000-7000-8000-000000000000"
    db.execute("INSERT INTO actions (id, created_step, partner, title) VALUES (?, 0, ?, 'x')", [partner] * 2)


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    conn = sqlite3.connect(":memory:", isolation_level=None)
    conn.deserialize(empty_database(1))
    prepare(conn)
    yield conn
    conn.close()


def version(conn: sqlite3.Connection) -> int:
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def test_what_is_lacking_is_applied_once(conn: sqlite3.Connection) -> None:
    planned = (*MIGRATIONS, add_a_column)
    migrate(conn, PATH, planned)
    migrate(conn, PATH, planned)
    assert version(conn) == len(planned)
    assert schema_of(conn) == expected_schema(len(planned), planned)
    recorded = conn.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
    assert recorded == [(each.__name__,) for each in planned]


def test_one_that_fails_leaves_the_file_as_it_was(conn: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError):
        migrate(conn, PATH, (*MIGRATIONS, add_a_column, fail_in_the_middle))
    assert version(conn) == 1
    assert schema_of(conn) == expected_schema(1)


def test_one_that_leaves_a_reference_dangling_is_taken_back(conn: sqlite3.Connection) -> None:
    with pytest.raises(UnusableFileError, match="newest version"):
        migrate(conn, PATH, (*MIGRATIONS, break_a_reference))
    assert version(conn) == 1
    assert conn.execute("SELECT count(*) FROM actions").fetchone() == (0,)


def test_afterwards_the_guards_are_up_again(conn: sqlite3.Connection) -> None:
    migrate(conn, PATH, (*MIGRATIONS, add_a_column))
    assert conn.execute("PRAGMA foreign_keys").fetchall() == [(1,)]
    with pytest.raises(sqlite3.DatabaseError):
        conn.execute("CREATE TABLE x (a)")
