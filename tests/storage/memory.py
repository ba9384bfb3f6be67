"""A file in memory."""

import sqlite3
from pathlib import Path

from partnertracker.domain.settings import Settings
from partnertracker.services.ports import FileState
from partnertracker.storage.backup import Backups
from partnertracker.storage.connection import prepare
from partnertracker.storage.create import new_database
from partnertracker.storage.store import SqliteStore
from partnertracker.storage.version import NEWEST


def new_connection(settings: Settings) -> sqlite3.Connection:
    """Return a prepared database in memory with the usual stages and these settings."""
    conn = new_database(settings)
    prepare(conn)
    return conn


def store_over(conn: sqlite3.Connection) -> SqliteStore:
    """Return a store over a prepared database in memory."""
    path = Path(":memory:")
    return SqliteStore(conn, FileState(path, schema=NEWEST), Backups(path, None))


def open_memory(settings: Settings) -> SqliteStore:
    """Return a store in memory with the usual stages and these settings."""
    return store_over(new_connection(settings))
