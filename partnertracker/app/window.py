"""The half of the program that has a window; loaded only when one is opened."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

from partnertracker.app.sessions import open_session
from partnertracker.domain.facts import Facts
from partnertracker.domain.settings import Settings
from partnertracker.gui.frame import Beginning, begin
from partnertracker.gui.headstart import Headstart
from partnertracker.services.folders import Folders, system_folders
from partnertracker.services.session import Session
from partnertracker.storage.create import create_file


def go_on(begun: Beginning) -> int:
    """Fill the window that is on screen; return the exit code when it is closed.

    The file is opened while the views are loaded.
    """
    folders = system_folders()
    headstart = None if begun.path is None else Headstart(begun.lane, _opening(begun.path, folders))
    gui = _views()
    return int(gui.go_on(_files(gui, folders), folders, begun, headstart))


def open_window(folders: Folders, path: Path | None) -> int:
    """Show the window with a file, or the one that was open last; return the exit code when it is closed."""
    gui = _views()
    return int(gui.go_on(_files(gui, folders), folders, begin(folders.settings, path), None))


def smoke(folders: Folders) -> int:
    """Open every view once on made-up data; return 0 when nothing failed."""
    gui = _views()
    return int(gui.smoke(_files(gui, folders), folders))


def _views() -> ModuleType:
    """Load every view: late, so that the file can be opened in the meantime."""
    return import_module("partnertracker.gui.application")


def _opening(path: Path, folders: Folders) -> Callable[[Callable[[float], None]], tuple[Session, Facts]]:
    def opened(progress: Callable[[float], None]) -> tuple[Session, Facts]:
        session = open_session(path, folders)
        return session, session.load(progress)

    return opened


def _files(gui: ModuleType, folders: Folders) -> object:
    """Return the ways to open a file, as the window is told them."""

    def opened(path: Path) -> Session:
        return open_session(path, folders)

    def created(path: Path, settings: Settings) -> Session:
        create_file(path, settings)
        return open_session(path, folders)

    files: object = gui.Files(opened, created)
    return files
