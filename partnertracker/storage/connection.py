"""The one connection to a file: opened by address, told what is forbidden before anything else is read."""

import os
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from partnertracker.storage import authorizer, wholerows

BUSY_SECONDS = 5.0
"""How long a statement waits while another program holds the file."""

_BEFORE_ANYTHING_ELSE = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "foreign_keys = ON",
    "mmap_size = 0",
    "recursive_triggers = ON",
    "temp_store = MEMORY",
    "secure_delete = ON",
)
_FOR_WRITING = ("journal_mode = TRUNCATE", "synchronous = EXTRA", "fullfsync = ON")


def address(path: Path, mode: str) -> str:
    """Return the URI of a file: every character of the name is taken as it is, and the file is never created.

    Args:
        path: the file.
        mode: ``rw`` or ``ro``.
    """
    name = os.path.abspath(path).replace(os.sep, "/")  # noqa: PTH100  # resolve() would follow links
    return f"file:{'' if name.startswith('/') else '/'}{quote(name)}?mode={mode}"


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a file; reads nothing of it yet.

    Args:
        path: the file; must exist.
        mode: ``rw`` or ``ro``.
    """
    conn = sqlite3.connect(
        address(path, mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=256
    )
    prepare(conn)
    return conn


def prepare(conn: sqlite3.Connection) -> None:
    """Set what every connection of ours has: guards, limits, functions and the authorizer."""
    for pragma in _BEFORE_ANYTHING_ELSE:
        conn.execute(f"PRAGMA {pragma}")
    conn.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    if sys.version_info >= (3, 12):
        conn.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        conn.setconfig(sqlite3.SQLITE_DBCONFIG_DQS_DML, False)
        conn.setconfig(sqlite3.SQLITE_DBCONFIG_DQS_DDL, False)
    wholerows.prepare(conn)
    authorizer.forbid(conn)


def prepare_for_writing(conn: sqlite3.Connection) -> str:
    """Choose the journal and the syncs that survive a power cut; return the journal mode reached."""
    for pragma in _FOR_WRITING:
        conn.execute(f"PRAGMA {pragma}").fetchall()
    return str(conn.execute("PRAGMA journal_mode").fetchone()[0])


def close_reading(conn: sqlite3.Connection, path: Path) -> None:
    """Close a connection that only read, and leave one file.

    Reading a file in WAL mode makes ``-wal`` and ``-shm`` beside it, which only who may write takes away, as
    the last one to close it. Where somebody else has it open, or nobody may write there, they stay.
    """
    mode = ""
    with suppress(sqlite3.Error):
        mode = str(conn.execute("PRAGMA journal_mode").fetchone()[0])
    conn.close()
    if mode == "wal":
        with suppress(sqlite3.Error), closing(connect(path, "rw")) as last:
            last.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def leave_one_file(conn: sqlite3.Connection) -> None:
    """Take the journal away, so that closing leaves one file."""
    conn.execute("PRAGMA journal_mode = DELETE").fetchall()
