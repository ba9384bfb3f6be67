"""The half of the program that has a window; loaded only when one is opened."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from partnertracker.gui.frame import Beginning, begin
from partnertracker.gui.headstart import Headstart
from partnertracker.services.folders import Folders, system_folders
from partnertracker.storage.admission import admit
from partnertracker.storage.version import loaded

if TYPE_CHECKING:  # loaded while the file is looked over
    from partnertracker.domain.facts import Facts
    from partnertracker.domain.settings import Settings
    from partnertracker.services.session import Session


def go_on(begun: Beginning) -> int:
    """Fill the window that is on screen; return the exit code when it is closed.

    The file is opened while the views are loaded.
    """
    folders = system_folders()
    headstart = None if begun.path is None else Headstart(begun.lane, _opening(begun.path, folders))
    files = _files(folders)
    return int(_views().go_on(files, folders, begun, headstart))


def open_window(folders: Folders, path: Path | None) -> int:
    """Show the window with a file, or the one that was open last; return the exit code when it is closed."""
    files = _files(folders)
    return int(_views().go_on(files, folders, begin(folders.settings, path), None))


def smoke(folders: Folders) -> int:
    """Open every view once on made-up data; return 0 when nothing failed."""
    return int(_views().smoke(_files(folders), folders))


def _sessions() -> ModuleType:
    """Load what works on a file: late, so that one can be looked over in the meantime."""
    return import_module("partnertracker.app.sessions")


def _views() -> ModuleType:
    """Load every view: late, so that the file can be opened in the meantime."""
    return import_module("partnertracker.gui.application")


def _opening(path: Path, folders: Folders) -> Callable[[Callable[[float], None]], "tuple[Session, Facts]"]:
    def opened(progress: Callable[[float], None]) -> "tuple[Session, Facts]":
        admitted = admit(path, backups=folders.backups)
        session: Session = _sessions().session_of(admitted)
        return session, session.load(progress)

    return opened


def _files(folders: Folders) -> object:
    """Return the ways to open a file, as the window is told them."""
    sessions = _sessions()

    def opened(path: Path) -> "Session":
        session: Session = sessions.open_session(path, folders)
        return session

    def created(path: Path, settings: "Settings") -> "Session":
        loaded("create").create_file(path, settings)
        return opened(path)

    def copied(backup: Path, path: Path) -> "Session":
        loaded("rescue").copy_backup(backup, path)
        return opened(path)

    files: object = _views().Files(opened, created, copied)
    return files
