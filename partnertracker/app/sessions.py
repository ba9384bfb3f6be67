"""Opening a file for somebody who works with it now."""

import getpass
from datetime import UTC, date, datetime
from pathlib import Path

from partnertracker.services.folders import Folders
from partnertracker.services.ports import Clock
from partnertracker.services.session import Session
from partnertracker.storage.admission import Admitted, admit
from partnertracker.storage.opening import store_of


def system_clock() -> Clock:
    """Return the clock of this computer."""
    return Clock(today=_today, now=_now)


def who() -> str:
    """Return the name that the change log records."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name in the environment nor for the user's number
        return "unknown"


def open_session(
    path: Path, folders: Folders, clock: Clock | None = None, *, read_only: bool = False
) -> Session:
    """Open a file of this program; close it by ``session.store.close()``.

    Args:
        path: the file.
        folders: where its backups lie.
        clock: None: that of this computer.
        read_only: open it for reading alone.

    Raises:
        UnusableFileError: it can't be used.
    """
    return session_of(admit(path, read_only=read_only, backups=folders.backups), clock)


def session_of(admitted: Admitted, clock: Clock | None = None) -> Session:
    """Return the session over a file that was let in; the clock is as in ``open_session``."""
    return Session(store_of(admitted), clock or system_clock(), who())


def _today() -> date:
    return datetime.now().astimezone().date()


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
