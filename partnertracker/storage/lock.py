"""Who has a file open for changing: a small file beside it, shared by window and command line."""

import json
import os
import platform
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from partnertracker.domain.identifiers import new_id

_SUFFIX = ".lock"
_MOST_BYTES = 10_000


@dataclass(frozen=True)
class Holder:
    """Who holds a file.

    Attributes:
        user, host: the person's and the machine's name.
        pid: the process on that machine.
        started: when that process started, in the machine's own count; tells a process from a later one
            that got its number. Empty where the system doesn't say.
        since: UTC, ISO.
        token: unlike any other holder's.
    """

    user: str
    host: str
    pid: int
    started: str
    since: str
    token: str

    @property
    def words(self) -> str:
        """Who it is, for a sentence."""
        return f"{self.user} on {self.host} since {self.since.replace('T', ' ')[:16]} UTC"

    def is_gone(self) -> bool:
        """Tell whether the process has certainly ended, which can be known of one's own machine only."""
        if self.host != platform.node():
            return False
        return not _runs(self.pid) or (bool(self.started) and self.started != _start_of(self.pid))


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


def take(path: Path, user: str, since: str) -> "FileLock | Holder":
    """Take the lock of a file, or return who holds it; a lock whose holder has ended counts as free.

    Raises:
        OSError: no lock file can be made in that folder.
    """
    lock_path = path.with_name(path.name + _SUFFIX)
    pid = os.getpid()
    mine = Holder(user, platform.node(), pid, _start_of(pid), since, new_id())
    while True:
        if _written(lock_path, mine):
            return FileLock(lock_path, mine)
        holder = _read(lock_path)
        if holder is None:
            if lock_path.exists() and not _removed_if(lock_path, None):
                continue
        elif not holder.is_gone():
            return holder
        else:
            _removed_if(lock_path, holder)


def _written(lock_path: Path, holder: Holder) -> bool:
    """Make the lock file with its content at once, so that nobody reads half of it; False if it is there."""
    draft = lock_path.with_name(f"{lock_path.name}.{holder.token}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(holder), file)
    try:
        os.link(draft, lock_path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def _read(lock_path: Path) -> Holder | None:
    """Return who holds a lock; None when there is no such file or it says nothing that can be read."""
    with suppress(OSError, ValueError, TypeError):
        with lock_path.open(encoding="utf-8") as file:
            content = json.loads(file.read(_MOST_BYTES))
        if isinstance(content, Mapping):
            return Holder(**content)
    return None


def _removed_if(lock_path: Path, holder: Holder | None) -> bool:
    """Remove the lock of a holder that is gone; of several that try at the same time one does."""
    aside = lock_path.with_name(f"{lock_path.name}.{new_id()}")
    try:
        lock_path.rename(aside)
    except FileNotFoundError:
        return False
    try:
        if _read(aside) != holder:  # another took it over between our look and our move: give it back
            with suppress(FileExistsError):
                os.link(aside, lock_path)
            return False
    finally:
        aside.unlink()
    return True


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _start_of(pid: int) -> str:
    """Return when a process started, as Linux counts it; empty elsewhere."""
    with suppress(OSError, IndexError):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return stat.rpartition(")")[2].split()[19]
    return ""
