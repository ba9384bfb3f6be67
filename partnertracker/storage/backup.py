"""Verified copies of one file: made, named by time and step, kept for a while."""

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from partnertracker.domain.errors import DamagedFileError, UnusableFileError
from partnertracker.storage import log
from partnertracker.storage.durable import OWNER_ONLY, OWNER_ONLY_FOLDER, sync_folder

DUE_AFTER = timedelta(minutes=30)
SECONDS_ALLOWED = 120.0
"""A copy that takes longer is given up: SQLite itself would wait for ever."""

_STAMP = "%Y%m%dT%H%M%SZ"
_PAGES_AT_A_TIME = 4096
_KEPT_WHOLLY = timedelta(hours=48)
_KEPT = (("%Y-%m-%d", 10), ("%G-W%V", 8), ("%Y-%m", 12))
"""After that the newest of each of 10 days, 8 weeks and 12 months."""


class _NotWrittenError(UnusableFileError):
    """There is no place to write a copy to; of the file itself this says nothing."""


def now() -> datetime:
    """Return the time now, UTC."""
    return datetime.now(tz=UTC)


class Backup(NamedTuple):
    """One verified copy.

    Attributes:
        path: where it lies; its SHA-256 stands beside it.
        at: when it was made, UTC, to the second.
        step: the number of the last step it holds.
    """

    path: Path
    at: datetime
    step: int


class Backups:
    """The verified copies of one file, in a folder of their own inside the program's data folder."""

    def __init__(self, source: Path, root: Path | None, clock: Callable[[], datetime] = now) -> None:
        """Take the file's path; copies of files of one name in different folders are kept apart by it.

        Args:
            source: the file.
            root: the program's folder for backups; None where there are none (a database in memory).
            clock: tells the time, UTC.
        """
        self._source = source
        self._clock = clock
        place = hashlib.sha256(os.fsencode(os.path.abspath(source))).hexdigest()[:12]  # noqa: PTH100
        self.folder = None if root is None else root / f"{source.stem}-{place}"

    def all(self) -> list[Backup]:
        """Return the verified copies, oldest first."""
        try:
            paths = [] if self.folder is None else list(self.folder.iterdir())
        except OSError:  # not made yet, or somebody else's
            return []
        found = (_backup_at(path) for path in paths)
        return sorted((each for each in found if each is not None), key=lambda each: (each.at, each.step))

    def newest_at(self) -> str:
        """Return when the newest copy was made, ISO UTC, or an empty text."""
        copies = self.all()
        return copies[-1].at.isoformat().replace("+00:00", "Z") if copies else ""

    def damaged(self, sentence: str, next_step: str = "") -> DamagedFileError:
        """Return the failure of a damaged file, with the newest copy that is still what was verified.

        Args:
            sentence: what is wrong with the file.
            next_step: what can be done before the copy is taken.
        """
        source = str(self._source)
        for each in reversed(self.all()):
            if is_as_verified(each.path, each.path):
                words = f"{next_step} The newest verified backup is {each.path}.".strip()
                return DamagedFileError(sentence, words, source, str(each.path), each.at.isoformat())
        words = f"{next_step} There is no backup of it in this program's data folder.".strip()
        return DamagedFileError(sentence, words, source)

    def make_if_due(self, conn: sqlite3.Connection) -> None:
        """Copy the file if it changed since the newest copy and that is older than half an hour.

        A full disk under the backups is no reason against opening: the state tells how old the newest is.

        Raises:
            UnusableFileError: the copy is not sound, so the file may not be either.
        """
        step, copies = log.last_step(conn), self.all()
        changed = copies[-1].step != step if copies else step > 0
        if changed and (not copies or self._clock() - copies[-1].at >= DUE_AFTER):
            with suppress(_NotWrittenError):
                self.make(conn)

    def make(self, conn: sqlite3.Connection, folder: Path | None = None) -> Path:
        """Copy the open file, verify the copy, and let old copies go.

        Args:
            conn: the connection to the file; nothing else may open the live file.
            folder: where to; None for the program's own folder, which alone is tidied up.

        Raises:
            UnusableFileError: the copy could not be made or is not sound; nothing is left of it.
        """
        target = folder or self.folder
        if target is None:
            raise UnusableFileError("There is no folder for backups.", "Name one.")
        step = log.last_step(conn)
        at = self._clock()
        final = target / f"{self._source.stem}-{at.strftime(_STAMP)}-{step}.sqlite3"
        part = final.with_suffix(".part")
        try:
            for each in (target.parent, target):
                each.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY_FOLDER)
            part.unlink(missing_ok=True)
            _copy(conn, part)
            _write_beside(final, sha256_of(part))
            part.replace(final)
            sync_folder(target)
        except (OSError, sqlite3.Error) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            sentence = f"A backup can't be written to {target}: {reason}."
            raise _NotWrittenError(sentence, "Choose another folder.") from error
        finally:
            with suppress(OSError):
                part.unlink()
        if folder is None:
            self._tidy_up()
        return final

    def _tidy_up(self) -> None:
        copies = self.all()
        kept = kept_of(copies, self._clock())
        for each in copies:
            if each not in kept:
                each.path.unlink(missing_ok=True)
                _beside(each.path).unlink(missing_ok=True)


def kept_of(copies: Iterable[Backup], at: datetime) -> set[Backup]:
    """Return the copies to keep: all of 48 hours, then 10 daily, 8 weekly and 12 monthly ones."""
    newest_first = sorted(copies, key=lambda each: (each.at, each.step), reverse=True)
    kept = {each for each in newest_first if at - each.at <= _KEPT_WHOLLY}
    older = [each for each in newest_first if each not in kept]
    for form, most in _KEPT:
        newest_of: dict[str, Backup] = {}
        for each in older:
            newest_of.setdefault(each.at.strftime(form), each)
        kept.update(list(newest_of.values())[:most])
    return kept


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file that is not the live one."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_as_verified(backup: Path, copy: Path) -> bool:
    """Tell whether a copy of a backup, or it itself, is what was verified when the backup was made."""
    return _sum_beside(backup) == sha256_of(copy)


def _copy(conn: sqlite3.Connection, part: Path) -> None:
    """Copy the database page by page, check the copy from end to end and make it durable."""
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))
    deadline = time.monotonic() + SECONDS_ALLOWED

    def stop_in_time(_status: int, _remaining: int, _total: int) -> None:
        if time.monotonic() > deadline:
            raise UnusableFileError("The backup took too long and was given up.", "Try again.")

    copy = sqlite3.connect(part, isolation_level=None)
    try:
        conn.backup(copy, pages=_PAGES_AT_A_TIME, progress=stop_in_time, sleep=0.05)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        faults = _faults_of(copy)
    finally:
        copy.close()
    if faults:
        raise UnusableFileError("The backup was not kept: the copy is damaged, so the file may be too.")
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _faults_of(copy: sqlite3.Connection) -> list[str]:
    return [row[0] for row in copy.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]


def _write_beside(final: Path, digest: str) -> None:
    with _beside(final).open("w", encoding="utf-8") as file:
        file.write(f"{digest}  {final.name}\n")
        file.flush()
        os.fsync(file.fileno())


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _sum_beside(path: Path) -> str:
    try:
        return _beside(path).read_text(encoding="utf-8").partition(" ")[0]
    except OSError:
        return ""


def _backup_at(path: Path) -> Backup | None:
    """Return the copy that a path names, or None when the name is none of ours or its sum is missing."""
    _, _, rest = path.stem.rpartition("-")
    stamp = path.stem.removesuffix(f"-{rest}").rpartition("-")[2]
    if path.suffix != ".sqlite3" or not rest.isdecimal() or not _beside(path).is_file():
        return None
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return Backup(path, at, int(rest)) if at.strftime(_STAMP) == stamp else None
