"""The half of the program that has commands."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

from partnertracker.app.screen import has_screen
from partnertracker.app.sessions import open_session, system_clock
from partnertracker.cli.presenter import run
from partnertracker.cli.program import Program
from partnertracker.domain.errors import ReadOnlyError, UnusableArgumentError
from partnertracker.services.folders import Folders, system_folders
from partnertracker.services.importing import Errand, Message
from partnertracker.services.ports import Clock
from partnertracker.services.session import Session
from partnertracker.storage.create import create_file


def main() -> int:
    """Run the command of the process's arguments and return its exit code."""
    return run(program_of(system_folders()), sys.argv[1:])


def program_of(folders: Folders, clock: Clock | None = None) -> Program:
    """Return what the command line works with; ``clock`` is another one than this computer's."""
    clock = clock or system_clock()

    @contextmanager
    def reading(path: Path) -> Iterator[Session]:
        session = open_session(path, folders, clock, read_only=True)
        try:
            yield session
        finally:
            session.store.close()

    @contextmanager
    def writing(path: Path) -> Iterator[Session]:
        session = open_session(path, folders, clock)
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
        window=lambda path: _show(folders, path),
        smoke=lambda: int(_window_half().smoke(folders)),
        aside=_sent_out,
        clock=clock,
        mappings=folders.mappings,
        log=folders.log,
    )


def _show(folders: Folders, path: Path | None) -> int:
    """Show the window; raises UnusableArgumentError where there is no screen."""
    if not has_screen():
        raise UnusableArgumentError(
            "There is no screen to show the window on.",
            "Start it on a desktop; the commands that partnertracker --help lists work without one.",
        )
    return int(_window_half().open_window(folders, path))


def _sent_out(errand: Errand) -> AbstractContextManager[Iterator[Message]]:
    """Judge a file in a second process; what starts one is loaded late: no other command pays for it."""
    late = import_module("partnertracker.app.aside")
    messages: AbstractContextManager[Iterator[Message]] = late.sent_out(errand)
    return messages


def _window_half() -> ModuleType:
    """Load all that has Qt in it: late, so that no command pays for a window."""
    return import_module("partnertracker.app.window")
