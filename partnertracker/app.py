"""Introduces the parts to each other: storage to the services, and the program to its two faces."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Protocol

from partnertracker.cli.presenter import run
from partnertracker.cli.program import Program
from partnertracker.domain.errors import ReadOnlyError
from partnertracker.domain.settings import Settings
from partnertracker.services.folders import Folders, system_folders
from partnertracker.services.ports import Clock
from partnertracker.services.session import Session
from partnertracker.storage.create import create_file
from partnertracker.storage.opening import open_file


def system_clock() -> Clock:
    """Return the clock of this computer."""
    return Clock(today=_today, now=_now)


def who() -> str:
    """Return the name that the change log records."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name in the environment nor for the user's number
        return "unknown"


def open_session(path: Path, folders: Folders, *, read_only: bool = False) -> Session:
    """Open a file of this program; close it by ``session.store.close()``.

    Raises:
        UnusableFileError: it can't be used.
    """
    return Session(open_file(path, read_only=read_only, backups=folders.backups), system_clock(), who())


def main(begun: object = None) -> int:
    """Start the program with the process's arguments and return its exit code.

    Args:
        begun: the window that is on screen already (``gui.frame.Beginning``); None: the arguments decide.
    """
    if begun is not None:
        return _window_half(system_folders()).open(None, begun)
    return run(program_of(system_folders()), sys.argv[1:])


def program_of(folders: Folders) -> Program:
    """Return what the command line works with."""

    @contextmanager
    def reading(path: Path) -> Iterator[Session]:
        session = open_session(path, folders, read_only=True)
        try:
            yield session
        finally:
            session.store.close()

    @contextmanager
    def writing(path: Path) -> Iterator[Session]:
        session = open_session(path, folders)
        try:
            if session.store.state.read_only:
                raise ReadOnlyError(session.store.state.read_only, "Nothing was changed.")
            yield session
        finally:
            session.store.close()

    return Program(
        reading,
        writing,
        create_file,
        window=lambda path: _window_half(folders).open(path),
        smoke=lambda: _window_half(folders).smoke(),
        clock=system_clock(),
        mappings=folders.mappings,
        log=folders.log,
    )


class WindowHalf(Protocol):
    """What this module needs of ``partnertracker.gui.application.Application``."""

    def open(self, path: Path | None, begun: object = None) -> int:
        """Show the window until it is closed; return the exit code."""

    def smoke(self) -> int:
        """Open every view once on made-up data; return 0 when nothing failed."""


def _window_half(folders: Folders) -> WindowHalf:
    """Load all that has Qt in it: the one late import, so that no command pays for a window."""
    gui = import_module("partnertracker.gui.application")

    def opened(path: Path) -> Session:
        return open_session(path, folders)

    def created(path: Path, settings: Settings) -> Session:
        create_file(path, settings)
        return open_session(path, folders)

    window: WindowHalf = gui.Application(gui.Files(opened, created), folders)
    return window


def _today() -> date:
    return datetime.now().astimezone().date()


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
