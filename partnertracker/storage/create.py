"""A new file, and a database in memory that starts the same way."""

import os
import sqlite3
from dataclasses import fields
from pathlib import Path

from partnertracker.domain.errors import UnusableFileError
from partnertracker.domain.fields import Value
from partnertracker.domain.identifiers import new_ids
from partnertracker.domain.settings import DEFAULT_STAGES, Settings
from partnertracker.storage.durable import OWNER_ONLY, sync_folder
from partnertracker.storage.layout import layout
from partnertracker.storage.version import loaded


def create_file(path: Path, settings: Settings) -> None:
    """Make a new file with the usual stages and these settings, readable by its owner alone.

    Raises:
        UnusableFileError: something of that name is there already, or the folder can't be written.
    """
    conn = new_database(settings)
    try:
        content = conn.serialize()
    finally:
        conn.close()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY)
    except FileExistsError:
        raise UnusableFileError(f"{path.name} is there already.", "Choose another name.") from None
    except OSError as error:
        sentence = f"{path.name} can't be created in {path.parent}: {error.strerror}."
        raise UnusableFileError(sentence, "Choose another folder.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        sentence = f"{path.name} can't be written: {error.strerror}."
        raise UnusableFileError(sentence, "Choose another folder.") from error
    sync_folder(path.parent)


def new_database(settings: Settings) -> sqlite3.Connection:
    """Return a database in memory with the newest schema, the usual stages and these settings.

    These rows belong to step 0, before the log begins, so that no undo takes them away.
    """
    conn = sqlite3.connect(":memory:", isolation_level=None, cached_statements=256)
    conn.deserialize(loaded("schema").empty_database())
    conn.execute("BEGIN IMMEDIATE")
    _insert(conn, "stages", [(s.key, s.label, s.order, s.probability, s.outcome) for s in DEFAULT_STAGES])
    _insert(conn, "settings", [(each.name, str(getattr(settings, each.name))) for each in fields(settings)])
    conn.execute("COMMIT")
    return conn


def _insert(conn: sqlite3.Connection, table: str, rows: list[tuple[Value, ...]]) -> None:
    place = layout(table)
    numbered = zip(new_ids(len(rows)), rows, strict=True)
    values = [(key, row_id, 0, *row) for key, (row_id, row) in enumerate(numbered, 1)]
    conn.executemany(place.insert(place.physical), values)
