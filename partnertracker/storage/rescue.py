"""A copy of a backup in the place of a damaged file's, beside which it can lie."""

import os
import shutil
from pathlib import Path

from partnertracker.domain.errors import UnusableFileError
from partnertracker.storage.backup import is_as_verified
from partnertracker.storage.durable import OWNER_ONLY, sync_folder

_BESIDE = ("", "-journal", "-wal", "-shm")


def copy_backup(backup: Path, path: Path) -> None:
    """Copy a backup to a place where there is nothing yet: SQLite would take up an old journal there.

    Args:
        backup: the verified copy; it stays as it is.
        path: where to.

    Raises:
        UnusableFileError: something of that name is there, nothing can be written there, or the backup is no
            longer what was verified; nothing is left of the copy.
    """
    if any(os.path.lexists(f"{path}{ending}") for ending in _BESIDE):
        raise UnusableFileError(f"{path.name} is there already.", "Choose another name.")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY)
    except OSError as error:
        raise _not_written(path, error) from error
    try:
        _fill(handle, backup)
        _verify(backup, path)
        sync_folder(path.parent)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _not_written(path, error) from error
    except UnusableFileError:
        path.unlink(missing_ok=True)
        raise


def _fill(handle: int, backup: Path) -> None:
    with os.fdopen(handle, "wb") as copy, backup.open("rb") as source:
        shutil.copyfileobj(source, copy)
        copy.flush()
        os.fsync(copy.fileno())


def _not_written(path: Path, error: OSError) -> UnusableFileError:
    sentence = f"{path.name} can't be written to {path.parent}: {error.strerror}."
    return UnusableFileError(sentence, "Choose another folder.")


def _verify(backup: Path, copy: Path) -> None:
    if not is_as_verified(backup, copy):
        raise UnusableFileError(f"{backup} is no longer what was verified.", "Take another backup.")
