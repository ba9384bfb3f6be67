"""Letting a file in: through the gates, under the lock, for writing where that is possible.

A start looks a file over while the rest of the program is still being loaded; so nothing that takes long to
load is wanted here.
"""

import os
import sqlite3
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from partnertracker.domain.errors import UnusableFileError
from partnertracker.services.ports import FileState
from partnertracker.storage import failures, gates, lock
from partnertracker.storage.backup import Backups, now
from partnertracker.storage.connection import close_reading, connect, prepare_for_writing
from partnertracker.storage.identity import FileIdentity
from partnertracker.storage.version import NEWEST, loaded

_ASKED = "It was opened for reading only."
_NEEDS_RECOVERY = ("SQLITE_READONLY_RECOVERY", "SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_CANTINIT")


class Admitted(NamedTuple):
    """A file that was let in.

    Attributes:
        conn: the connection to it, used by one thread.
        state: how it is open.
        copies: its backups.
        identity: what tells whether the path still leads to it.
        lock: what keeps others from changing it; None where it is only read.
    """

    conn: sqlite3.Connection
    state: FileState
    copies: Backups
    identity: FileIdentity
    lock: lock.FileLock | None


def admit(path: Path, *, read_only: bool = False, backups: Path) -> Admitted:
    """Let a file of this program in.

    Where it can't be changed (asked so, no permission, someone else has it open) it is let in for reading and
    ``state.read_only`` says why.

    Args:
        path: the file.
        read_only: only to read; takes no lock and leaves another's alone.
        backups: the program's folder for backups; a backup is made now when one is due.

    Raises:
        UnusableFileError: it can't be used at all, with one sentence why and what to do.
    """
    path = path.absolute()
    identity = gates.is_a_file_with_content(path)
    copies = Backups(path, backups)
    try:
        with ExitStack() as undone_on_failure:
            why, held = (_ASKED, None) if read_only else _reserve(path)
            if held is not None:
                undone_on_failure.callback(held.release)
            conn = _connected(path, "ro" if why else "rw")
            undone_on_failure.callback(*((close_reading, conn, path) if why else (conn.close,)))
            if not identity.holds():
                raise UnusableFileError(identity.sentence, "Open it again.")
            _pass_gates(conn, path, copies, may_write=not why)
            undone_on_failure.pop_all()
            return Admitted(conn, FileState(path, why, schema=NEWEST), copies, identity, held)
    except sqlite3.Error as error:
        known = failures.in_words(error, path, copies)
        if known is None:
            raise
        raise known from error


def _pass_gates(conn: sqlite3.Connection, path: Path, copies: Backups, *, may_write: bool) -> None:
    """Let a file through that is ours, sound and of the newest version; back it up where that is due."""
    version = gates.is_ours(conn, path)
    gates.is_sound(conn, path, copies)
    if not may_write:
        gates.is_newest(version, path)
        return
    if prepare_for_writing(conn) != "truncate":
        raise UnusableFileError(f"Another program is using {path.name}.", "Close that program and try again.")
    if version < NEWEST:
        copies.make(conn)
        loaded("migrating").migrate(conn, path)
    else:
        copies.make_if_due(conn)


def _reserve(path: Path) -> tuple[str, lock.FileLock | None]:
    """Return the sentence why a file can only be read, or the lock that lets it be changed."""
    real = path.resolve()  # the journal and the lock lie beside the file itself, not beside a link to it
    if not os.access(real, os.W_OK):
        return f"{path.name} may only be read.", None
    if not os.access(real.parent, os.W_OK):
        return f"The folder of {path.name} may only be read.", None
    try:
        held = lock.take(real, lock.Holder.this_process(now().isoformat()))
    except OSError as error:
        return f"The folder of {path.name} can't be written: {error.strerror}.", None
    if isinstance(held, lock.Holder):
        return f"{path.name} is open: {held.words}.", None
    return "", held


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection that has read a page; what a crash left half done is taken back first."""
    conn = connect(path, mode)
    try:
        conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        conn.close()
        if getattr(error, "sqlite_errorname", "") not in _NEEDS_RECOVERY:
            raise
        recovering = connect(path, "rw")
        try:
            recovering.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            recovering.close()
        return connect(path, mode)
    except sqlite3.Error:
        conn.close()
        raise
    return conn
