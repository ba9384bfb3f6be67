"""What a file must pass before any of it is used, each gate with its own sentence."""

import sqlite3
import stat
from pathlib import Path

from partnertracker.domain.errors import UnusableFileError
from partnertracker.storage import checks
from partnertracker.storage.backup import Backups
from partnertracker.storage.identity import FileIdentity
from partnertracker.storage.version import APPLICATION_ID, NEWEST

_HEADER_BYTES = 100


def is_a_file_with_content(path: Path) -> FileIdentity:
    """Refuse what isn't there, a folder, and an empty file (which SQLite would take for a new database).

    Looks at the path with ``stat`` alone, and returns which file it saw.

    Raises:
        UnusableFileError: with the sentence of the gate.
    """
    try:
        seen = path.stat()
    except FileNotFoundError:
        raise UnusableFileError(f"{path} is not there.", "Check the name, or create a new file.") from None
    except OSError as error:
        raise UnusableFileError(f"{path} can't be reached: {error.strerror}.") from error
    if stat.S_ISDIR(seen.st_mode):
        raise UnusableFileError(f"{path} is a folder.", "Choose a Partner Tracker file in it.")
    if not stat.S_ISREG(seen.st_mode):
        raise UnusableFileError(f"{path} is no ordinary file.", "Choose a Partner Tracker file.")
    if seen.st_size == 0:
        raise UnusableFileError(f"{path.name} is empty.", "Take another copy of it, or create a new file.")
    if seen.st_size < _HEADER_BYTES:
        raise UnusableFileError(f"{path.name} is not a Partner Tracker file.", "Choose another one.")
    return FileIdentity(path, seen.st_dev, seen.st_ino)


def is_ours(conn: sqlite3.Connection, path: Path) -> int:
    """Return the file's schema version, once it is known for a file of this program and not a newer one.

    Raises:
        UnusableFileError: another program's database, or one that a newer version wrote.
    """
    application = conn.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        sentence = f"{path.name} is a database of another program."
        raise UnusableFileError(sentence, "Choose a Partner Tracker file.")
    version = int(conn.execute("PRAGMA user_version").fetchone()[0])
    if version > NEWEST:
        sentence = f"{path.name} was written by a newer version of Partner Tracker (file version {version})."
        raise UnusableFileError(sentence, f"Install that version; this one knows files up to {NEWEST}.")
    if version < 1:
        raise UnusableFileError(f"{path.name} has no file version.", "Take another copy of it.")
    return version


def is_newest(version: int, path: Path) -> None:
    """Refuse an earlier version where it can't be brought to the newest one, that is when only reading.

    Raises:
        UnusableFileError: with what to do.
    """
    if version < NEWEST:
        sentence = f"{path.name} was written by an earlier version of Partner Tracker."
        raise UnusableFileError(sentence, "Open it once where it can be changed; that brings it up to date.")


def is_sound(conn: sqlite3.Connection, path: Path, copies: Backups) -> None:
    """Refuse a file whose pages, values, schema or references are not as this program leaves them.

    Args:
        conn: the connection.
        path: the file.
        copies: its backups; the newest sound one is offered.

    Raises:
        UnusableFileError: with the first fault found.
    """
    foreign = checks.schema_faults(conn)
    if foreign:
        sentence = f"The structure of {path.name} was changed by another program. {foreign[0]}"
        raise copies.damaged(sentence)
    content = checks.content_faults(conn, "quick_check")
    if content.pages:
        raise copies.damaged(f"{path.name} is damaged. {content.pages[0]}")
    if content.values:
        sentence = f"{path.name} can't be opened for changes. {content.values[0]}"
        next_step = f"“partnertracker check {path.name}” names each."
        raise copies.damaged(sentence, next_step)
    dangling = checks.reference_faults(conn)
    if dangling:
        raise copies.damaged(f"{path.name} contradicts itself. {dangling[0]}")
