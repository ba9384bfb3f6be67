"""What SQLite reports, in one sentence for a person with what to do next."""

import os
import sqlite3
from pathlib import Path

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.errors import InvalidRowsError, PartnerTrackerError, UnusableFileError
from partnertracker.domain.fields import Entity
from partnertracker.domain.problems import Problem
from partnertracker.storage.backup import Backups

_PRIMARY = 0xFF


def is_io(error: sqlite3.Error) -> bool:
    """Tell whether the disk itself failed."""
    return _code(error) == sqlite3.SQLITE_IOERR


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether the file's content can't be what was written."""
    return _code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def in_words(
    error: sqlite3.Error, path: Path, copies: Backups, *, writing: bool = False
) -> PartnerTrackerError | None:
    """Return the known failure that an error of SQLite stands for, or None when it is a bug of ours.

    Args:
        error: what was raised.
        path: the file it is about.
        copies: its backups; the newest sound one is offered for a damaged file.
        writing: whether a step was being written, so that its fate has to be told.
    """
    if isinstance(error, sqlite3.IntegrityError):
        return InvalidRowsError((_broken_rule(str(error)),))
    name = path.name
    if is_damage(error):
        damaged = _code(error) == sqlite3.SQLITE_CORRUPT
        known = "is damaged" if damaged else "is not a Partner Tracker file, or it is damaged"
        return copies.damaged(f"{name} {known}.")
    fate = "; nothing of this step was stored" if writing else ""
    sentences: dict[int, tuple[str, str]] = {
        sqlite3.SQLITE_BUSY: (
            f"Another program is using {name}{fate}.",
            "Try again in a moment.",
        ),
        sqlite3.SQLITE_LOCKED: (
            f"Another program is using {name}{fate}.",
            "Try again in a moment.",
        ),
        sqlite3.SQLITE_FULL: (
            f"The disk that holds {name} is full{fate}.",
            "Free some space, or save a copy elsewhere.",
        ),
        sqlite3.SQLITE_IOERR: (
            f"The disk that holds {name} reported an error{fate}.",
            "Try again, or save a copy elsewhere.",
        ),
        sqlite3.SQLITE_READONLY: (f"{name} can't be written.", "Save a copy elsewhere to change it."),
        sqlite3.SQLITE_CANTOPEN: _not_opened(path),
        sqlite3.SQLITE_PERM: (f"{name} can't be opened with your permissions.", "Ask its owner."),
        sqlite3.SQLITE_TOOBIG: ("A text is too long to be stored.", "Shorten it."),
    }
    found = sentences.get(_code(error))
    return UnusableFileError(*found) if found else None


def _not_opened(path: Path) -> tuple[str, str]:
    """Tell a file that can't be opened from a folder that its journal can't be made in."""
    if os.access(path, os.R_OK):
        return f"The folder of {path.name} can't be written.", "Save a copy elsewhere to change it."
    return f"{path.name} can't be opened with your permissions.", "Ask its owner."


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY


def _broken_rule(message: str) -> Problem:
    """Name the place of a broken constraint: ours are called after the column beside which they show."""
    kind, _, place = message.partition(" constraint failed: ")
    column = place.split(",")[0].rpartition(".")[2].removeprefix("index ").strip("'")
    words = {
        "CHECK": f"{_label(column)} holds a value that the file doesn't allow.",
        "NOT NULL": f"{_label(column)} is needed.",
        "UNIQUE": f"{_label(_seen(column))} is there already and must be unique.",
    }
    if "FOREIGN KEY" in message:
        return Problem("", "", "A row refers to another one that is not in the file.")
    if kind not in words:
        return Problem("", "", f"A value has the wrong type: {message}.")
    return Problem(_seen(column), "", words[kind])


def _seen(column: str) -> str:
    return "name" if column == "search_key" else column


def _label(column: str) -> str:
    """Return the words on screen for a column; the first table that has it will do."""
    return next((_label_in(each, column) for each in ENTITIES if _label_in(each, column)), column)


def _label_in(each: Entity, column: str) -> str:
    return next((field.label for field in each.fields if field.name == column), "")
