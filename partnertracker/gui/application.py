"""The window's program: its lanes, its window, from start to exit code."""

import tempfile
from pathlib import Path

from shiboken6 import delete

from partnertracker.gui.frame import Beginning, begin, preferences_path
from partnertracker.gui.headstart import Headstart
from partnertracker.gui.lane import Lane
from partnertracker.gui.logfile import keep_log
from partnertracker.gui.opening import Files, Opener
from partnertracker.gui.preferences import save_preferences
from partnertracker.gui.rubbish import Rubbish
from partnertracker.gui.smoke import Smoke
from partnertracker.gui.views import remembered_page
from partnertracker.gui.window import Window
from partnertracker.services.folders import Folders


def go_on(files: Files, folders: Folders, begun: Beginning, headstart: Headstart | None) -> int:
    """Fill the window that is on screen; return the exit code when it is closed.

    Args:
        files: how files are opened.
        folders: where the program keeps its own things.
        begun: the window.
        headstart: its file, being opened already.
    """
    running = _Running(files, folders, begun)
    goal = preferences_path(folders.settings)
    running.window.preferred.connect(lambda latest: save_preferences(goal, latest))
    running.window.begin(begun.path, headstart)
    if headstart is not None:
        remembered_page(begun.frame.memory).load()  # while the file is read
    return running.finish()


def smoke(files: Files, folders: Folders) -> int:
    """Open every view on a made-up file in a temporary folder; return 0 when nothing failed."""
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        running = _Running(files, folders, begin(here, None))
        smoke = Smoke(running.window)
        running.window.begin(None)
        running.window.opener.demo(here / "demo.sqlite3")
        return running.finish() or smoke.failures


class _Running:
    """The parts that live as long as the process shows a window."""

    def __init__(self, files: Files, folders: Folders, begun: Beginning) -> None:
        keep_log(folders.log)
        self._app = begun.app
        self._frame = begun.frame
        self._lanes = (begun.lane, Lane("figures"))
        opener = Opener(files, *self._lanes, begun.app)
        self.window = Window(begun.frame, opener, begun.preferences, folders.demo, folders.mappings)
        self.window.presenter.watch()
        self._rubbish = Rubbish(begun.app)
        opener.opened.connect(self._settle)

    def finish(self) -> int:
        """Run until the window is closed, then let the lanes finish their work."""
        code = self._app.exec()
        for lane in self._lanes:
            lane.close()
        self._rubbish.stop()
        delete(
            self._frame
        )  # while Python is whole: Qt would do it at its end, and call widgets' code in vain
        return code

    def _settle(self) -> None:
        self._rubbish.settle()
