"""The numbered steps from an empty file to the newest schema; ``user_version`` names the last one."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from sqlite_utils import Database, Migrations

from partnertracker.storage.migrations.first import create_first
from partnertracker.storage.migrations.second import add_judging
from partnertracker.storage.migrations.third import add_own

Migration: TypeAlias = Callable[[Database], None]

MIGRATIONS: tuple[Migration, ...] = (create_first, add_judging, add_own)
"""Every migration in order: number 1 first. A released one never changes."""

_RECORD = (
    """CREATE TABLE _sqlite_migrations (
  id INTEGER PRIMARY KEY,
  migration_set TEXT NOT NULL,
  name TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT""",
    "CREATE UNIQUE INDEX _sqlite_migrations_by_name ON _sqlite_migrations (migration_set, name)",
)


def apply(db: Database, upto: int, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a database to a schema version; the caller holds the write transaction.

    sqlite-utils records what was applied. Its table for that is made here, so that the wording of its DDL,
    which the opening check compares, doesn't change with the library's version.

    Args:
        db: the database; inside the caller's transaction each migration is a savepoint.
        upto: the version to reach, that is how many of the migrations to apply.
        migrations: every migration in order.
    """
    planned = Migrations("partnertracker")
    for migration in migrations[:upto]:
        planned(name=migration.__name__)(migration)
    if not db["_sqlite_migrations"].exists():
        for statement in _RECORD:
            db.execute(statement)
    planned.apply(db)
    db.execute(f"PRAGMA user_version = {int(upto)}")
