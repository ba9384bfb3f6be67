"""A file in memory."""

from pathlib import Path

from partnertracker.domain.settings import Settings
from partnertracker.services.ports import FileState
from partnertracker.storage.backup import Backups
from partnertracker.storage.connection import prepare
from partnertracker.storage.create import new_database
from partnertracker.storage.store import SqliteStore
from partnertracker.storage.version import NEWEST


def open_memory(settings: Settings) -> SqliteStore:
    """Return a store in memory with the usual stages and these settings."""
    conn = new_database(settings)
    prepare(conn)
    path = Path(":memory:")
    return SqliteStore(conn, FileState(path, schema=NEWEST), Backups(path, None))
