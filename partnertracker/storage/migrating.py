"""Bringing a file of an earlier version to the newest schema: all of it or nothing, with a backup before."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from partnertracker.domain.errors import UnusableFileError
from partnertracker.storage import authorizer, checks
from partnertracker.storage.migrations import MIGRATIONS, Migration, apply
from partnertracker.storage.schema import wrapped
from partnertracker.storage.transaction import Transaction


def migrate(conn: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Apply the migrations that a file lacks; the caller has made a backup and holds the file's lock.

    Raises:
        UnusableFileError: references no longer hold afterwards; the file is as it was.
    """
    authorizer.allow(conn)
    conn.execute("PRAGMA foreign_keys = OFF")  # a table that is made anew may be gone for a moment
    try:
        with Transaction(conn, path.name):
            apply(wrapped(conn), len(migrations), migrations)
            dangling = checks.reference_faults(conn)
            if dangling:
                sentence = f"{path.name} could not be brought to the newest version. {dangling[0]}"
                raise UnusableFileError(sentence, "Nothing was changed; please report this.")
    finally:
        conn.execute("PRAGMA foreign_keys = ON")
        authorizer.forbid(conn)
