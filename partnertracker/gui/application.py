"""The window's program: one application, its lanes, its window, from start to exit code."""

import logging
import sys
import tempfile
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtWidgets import QApplication

from partnertracker.gui.lane import Lane
from partnertracker.gui.memory import Memory
from partnertracker.gui.opening import Files, Opener
from partnertracker.gui.preferences import Preferences, load_preferences, save_preferences
from partnertracker.gui.settings import remembered_scheme
from partnertracker.gui.smoke import Smoke
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.window import Window
from partnertracker.services.importing import MappingLibrary

_LOG_BYTES, _LOGS = 1_000_000, 3


@dataclass(frozen=True)
class Application:
    """What ``app`` starts when no command was given.

    Attributes:
        files: how files are opened.
        settings: the folder of preferences and window state.
        log: the file for what went wrong; it holds no values.
        demo: where the demo file lies, or shall lie.
        mappings: the folder of the saved import mappings.
    """

    files: Files
    settings: Path
    log: Path
    demo: Path
    mappings: Path

    def open(self, path: Path | None) -> int:
        """Show the window with a file, or the one that was open last; return the exit code."""
        chosen = self.settings / "preferences.json"
        preferences = load_preferences(chosen)
        running = _Running(self, Memory(self.settings / "window.ini"), preferences)
        running.window.preferred.connect(lambda latest: save_preferences(chosen, latest))
        last = Path(preferences.last) if preferences.last else None
        wanted = path or (last if last is not None and last.is_file() else None)
        running.window.show()
        if wanted is not None:
            running.window.open_path(wanted)
        return running.finish()

    def smoke(self) -> int:
        """Open every view on a made-up file in a temporary folder; return 0 when nothing failed."""
        with tempfile.TemporaryDirectory() as folder:
            here = Path(folder)
            running = _Running(self, Memory(here / "window.ini"), Preferences())
            smoke = Smoke(running.window)
            running.window.show()
            running.opener.demo(here / "demo.sqlite3")
            return running.finish() or smoke.failures


class _Running:
    """The parts that live as long as the process shows a window."""

    def __init__(self, application: Application, memory: Memory, preferences: Preferences) -> None:
        _log_to(application.log)
        self._app = QApplication(sys.argv[:1])
        self._app.setApplicationName("partnertracker")
        self._app.setApplicationDisplayName("Partner Tracker")
        self._app.setDesktopFileName("partnertracker")
        self._lanes = (Lane("file"), Lane("figures"))
        theme = Theme(self._app, remembered_scheme(memory))
        self.opener = Opener(application.files, *self._lanes, self._app)
        self.window = Window(
            self.opener, theme, memory, preferences, application.demo, MappingLibrary(application.mappings)
        )
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
