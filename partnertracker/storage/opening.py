"""Opening a file: it is let in, and becomes a store."""

from pathlib import Path

from partnertracker.storage.admission import Admitted, admit
from partnertracker.storage.store import SqliteStore


def open_file(path: Path, *, read_only: bool = False, backups: Path) -> SqliteStore:
    """Open a file of this program; arguments, result and errors as of ``admit``."""
    return store_of(admit(path, read_only=read_only, backups=backups))


def store_of(admitted: Admitted) -> SqliteStore:
    """Return the store of a file that was let in; from now on that closes it."""
    return SqliteStore(
        admitted.conn, admitted.state, admitted.copies, identity=admitted.identity, lock=admitted.lock
    )
