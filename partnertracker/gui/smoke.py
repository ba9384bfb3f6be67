"""Opens every page once, each when the lanes have done the work of the one before; then the program ends."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from partnertracker.gui.late import ASKED_FOR, PARTS, WHEN_NEEDED, part
from partnertracker.gui.shell.workspace import Workspace
from partnertracker.gui.views import SETTINGS, VIEWS
from partnertracker.gui.window import Window

_PATIENCE = 60_000
_PAINT = 50


class Smoke(QObject):
    """Shows that the built program has all its parts.

    Attributes:
        failures: how many failures were told; 0 when all went well.
    """

    def __init__(self, window: Window) -> None:
        """Wait for the window to have a file."""
        super().__init__(window)
        self._window = window
        self._left = [page.name for page in (*VIEWS, SETTINGS)]
        self.failures = 1  # until the last page was shown
        window.opener.opened.connect(lambda *_file: QTimer.singleShot(0, self, self._next))
        window.opener.failed.connect(lambda _error: self._end())
        QTimer.singleShot(_PATIENCE, self, self._end)

    def _next(self) -> None:
        workspace = self._window.workspace
        if workspace is None or not self._left:
            for name in (*PARTS, *ASKED_FOR, *WHEN_NEEDED):
                part(name)
            self.failures = self._window.presenter.unexpected + len(self._left)
            self._end()
            return
        workspace.show_page(self._left.pop(0))
        self._wait_for_lanes(workspace)

    def _wait_for_lanes(self, workspace: Workspace) -> None:
        """Go on when all that the page asked for has come back and was painted."""
        desk = workspace.desk

        def paint(_nothing: object) -> None:
            QTimer.singleShot(_PAINT, self, self._next)

        def compute(_nothing: object) -> None:
            desk.compute(lambda _facts: None, paint)

        desk.ask(lambda _session: None, compute)

    def _end(self) -> None:
        self._window.frame.close()
        QApplication.quit()
