"""Who has a file open for changing: a small file beside it, shared by window and command line."""

import getpass
import json
import os
import platform
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from partnertracker.storage.processes import runs, start_of

SUFFIX = ".lock"
"""What the lock file's name adds to the name of the file."""

_MOST_BYTES = 10_000
_SECONDS_UNTIL_JUNK = 1.0
"""A lock file that says nothing for so long is not just being written."""


@dataclass(frozen=True)
class Holder:
    """Who holds a file.

    Attributes:
        user: the person's name on that machine.
        host: the machine's name.
        pid: the process on that machine.
        started: when that process started, as the machine counts; tells it from a later one with its number.
        since: UTC, ISO.
        token: unlike any other holder's.
    """

    user: str
    host: str
    pid: int
    started: str
    since: str
    token: str

    @classmethod
    def this_process(cls, since: str) -> "Holder":
        """Return this process as a holder."""
        pid = os.getpid()
        return cls(_user(), platform.node(), pid, start_of(pid), since, _token())

    @property
    def words(self) -> str:
        """Who it is, for a sentence."""
        return f"{self.user} on {self.host} since {self.since.replace('T', ' ')[:16]} UTC"

    def is_gone(self) -> bool:
        """Tell whether the process has certainly ended, which can be known of one's own machine only."""
        if self.host != platform.node():
            return False
        return not runs(self.pid) or (bool(self.started) and self.started != start_of(self.pid))


class FileLock:
    """Holds the lock file of one path until released."""

    def __init__(self, path: Path, holder: Holder) -> None:
        """Remember what ``take`` wrote."""
        self._path = path
        self._holder = holder

    def release(self) -> None:
        """Remove the lock file, if it is still ours."""
        if _read(self._path) == self._holder:
            self._path.unlink(missing_ok=True)


def take(path: Path, holder: Holder) -> FileLock | Holder:
    """Take the lock of a file, or return who holds it; a lock whose holder has ended counts as free.

    Args:
        path: the file, with links resolved, so that everyone meets at the same lock.
        holder: who wants it.

    Raises:
        OSError: no lock file can be made in that folder.
    """
    lock_path = path.with_name(path.name + SUFFIX)
    deadline = time.monotonic() + _SECONDS_UNTIL_JUNK
    while True:
        if _written(lock_path, holder):
            return FileLock(lock_path, holder)
        other = _read(lock_path)
        if other is not None and not other.is_gone():
            return other
        if other is not None or time.monotonic() > deadline:
            _remove(lock_path, other)
        else:
            time.sleep(0.02)


def _written(lock_path: Path, holder: Holder) -> bool:
    """Make the lock file; False if there is one.

    It appears with its content at once where the disk knows links, so that nobody reads half of it.
    """
    content = json.dumps(asdict(holder)).encode()
    draft = lock_path.with_name(f"{lock_path.name}.{holder.token}")
    _write_new(draft, content)
    try:
        os.link(draft, lock_path)
    except FileExistsError:
        return False
    except OSError:  # a disk without links, such as a memory stick
        return _written_directly(lock_path, content)
    finally:
        draft.unlink(missing_ok=True)
    return True


def _written_directly(lock_path: Path, content: bytes) -> bool:
    try:
        _write_new(lock_path, content)
    except FileExistsError:
        return False
    return True


def _write_new(path: Path, content: bytes) -> None:
    """Make a file with this content; leaves none behind where the disk has no room for it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _read(lock_path: Path) -> Holder | None:
    """Return who holds a lock; None when there is no such file or it says nothing that can be read."""
    with suppress(OSError, ValueError, TypeError):
        with lock_path.open(encoding="utf-8") as file:
            content = json.loads(file.read(_MOST_BYTES))
        if isinstance(content, Mapping) and isinstance(content.get("pid"), int):
            return Holder(**content)
    return None


def _remove(lock_path: Path, expected: Holder | None) -> None:
    """Remove the lock of a holder that is gone; of several processes that try at the same time one does."""
    aside = lock_path.with_name(f"{lock_path.name}.{_token()}")
    try:
        lock_path.rename(aside)
    except FileNotFoundError:
        return
    if _read(aside) != expected:  # someone took it over between our look and our move: give it back
        with suppress(OSError):
            os.link(aside, lock_path)
    aside.unlink(missing_ok=True)


def _token() -> str:
    """Return a name unlike any other process's."""
    return os.urandom(16).hex()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return "someone"
