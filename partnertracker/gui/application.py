"""The window's program: its lanes, its window, from start to exit code."""

import logging
import tempfile
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtWidgets import QApplication

from partnertracker.gui.frame import Beginning, Frame, application, begin, preferences_path
from partnertracker.gui.lane import Lane
from partnertracker.gui.memory import Memory
from partnertracker.gui.opening import Files, Opener
from partnertracker.gui.preferences import Preferences, save_preferences
from partnertracker.gui.smoke import Smoke
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.window import Window
from partnertracker.services.folders import Folders
from partnertracker.services.importing import MappingLibrary

_LOG_BYTES, _LOGS = 1_000_000, 3


@dataclass(frozen=True)
class Application:
    """What ``app`` starts when no command was given.

    Attributes:
        files: how files are opened.
        folders: where the program keeps its own things.
    """

    files: Files
    folders: Folders

    def open(self, path: Path | None, begun: Beginning | None = None) -> int:
        """Show the window with a file, or the one that was open last; return the exit code.

        Args:
            path: the file that was named.
            begun: the window that is on screen already.
        """
        start = begun or begin(self.folders.settings, path)
        running = _Running(self, start.app, start.frame, start.preferences)
        goal = preferences_path(self.folders.settings)
        running.window.preferred.connect(lambda latest: save_preferences(goal, latest))
        running.window.begin(start.path)
        return running.finish()

    def smoke(self) -> int:
        """Open every view on a made-up file in a temporary folder; return 0 when nothing failed."""
        with tempfile.TemporaryDirectory() as folder:
            here = Path(folder)
            app = application()
            frame = Frame(Theme(app), Memory(here / "window.ini"))
            running = _Running(self, app, frame, Preferences())
            smoke = Smoke(running.window)
            running.window.begin(None)
            frame.show()
            running.window.opener.demo(here / "demo.sqlite3")
            return running.finish() or smoke.failures


class _Running:
    """The parts that live as long as the process shows a window."""

    def __init__(
        self, application: Application, app: QApplication, frame: Frame, preferences: Preferences
    ) -> None:
        folders = application.folders
        _log_to(folders.log)
        self._app = app
        self._lanes = (Lane("file"), Lane("figures"))
        opener = Opener(application.files, *self._lanes, app)
        library = MappingLibrary(folders.mappings)
        self.window = Window(frame, opener, preferences, folders.demo, library)
        self.window.presenter.watch()

    def finish(self) -> int:
        """Run until the window is closed, then let the lanes finish their work."""
        code = self._app.exec()
        for lane in self._lanes:
            lane.close()
        return code


def _log_to(path: Path) -> None:
    """Log to a file of limited size; a folder that can't be written to costs only the log."""
    handler: logging.Handler = logging.NullHandler()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_LOG_BYTES, backupCount=_LOGS, encoding="utf-8", delay=True
        )
    except OSError:
        pass
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("partnertracker")
    logger.addHandler(handler)
    logger.propagate = False
