"""The window itself and its first painting, before anything heavy is loaded.

Nothing here may import numpy, storage or a view: what a person sees first must not wait for them.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QEventLoop, QSize, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from partnertracker.gui.lane import Lane
from partnertracker.gui.memory import Memory
from partnertracker.gui.midnight import Midnight
from partnertracker.gui.preferences import Preferences, load_preferences
from partnertracker.gui.start import OpeningPage, StartPage
from partnertracker.gui.theme.icons import resources
from partnertracker.gui.theme.places import within
from partnertracker.gui.theme.schemes import remembered_scheme
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.undokeys import UndoKeys

TITLE = "Partner Tracker"

_GEOMETRY = "window/geometry"
_SIZE = (1440, 900)
_SMALLEST = (960, 600)
_PATIENCE = 1.0


class Frame(QMainWindow):
    """The window without what is in it; remembers its geometry.

    Attributes:
        painted: whether it was seen.
        may_close: asked when the person closes the window; who says no closes it later.
    """

    day_may_differ = Signal()
    """The person comes back to the window, or it is past midnight."""

    def __init__(self, theme: Theme, memory: Memory) -> None:
        """Take how everything looks and what the window remembers."""
        super().__init__()
        self.theme = theme
        self.memory = memory
        self.painted = False
        self.may_close: Callable[[], bool] = lambda: True
        UndoKeys(self)
        Midnight(self).passed.connect(self.day_may_differ)
        self.setWindowTitle(TITLE)
        self.setWindowIcon(QIcon(str(resources() / "icon.svg")))
        room = self.screen().availableGeometry().size()
        self.setMinimumSize(QSize(*map(scaled, _SMALLEST)).boundedTo(room))
        self.resize(*_SIZE)
        kept = self.restoreGeometry(memory.state(_GEOMETRY))
        if not self.isMaximized() and not self.isFullScreen():
            self._fit(move=kept)

    def _fit(self, *, move: bool) -> None:
        """Keep within the screen, which may be a smaller one than at the last time."""
        place = within(self.geometry(), self.screen().availableGeometry())
        self.resize(place.size())
        if move:  # else the system finds the place
            self.move(place.topLeft())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Note that the window can be seen."""
        super().paintEvent(event)
        self.painted = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close unless something must be finished first; keep the geometry."""
        if not self.may_close():
            event.ignore()
            return
        self.memory.keep_state(_GEOMETRY, self.saveGeometry())
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Tell when the person comes back: a day may have passed meanwhile."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.day_may_differ.emit()


class Beginning(NamedTuple):
    """A window on screen, with nothing behind it yet.

    Attributes:
        app: the application.
        frame: the window.
        preferences: the person's preferences.
        path: the file to open; None: the choices of a start.
        lane: the file lane, at work already.
    """

    app: QApplication
    frame: Frame
    preferences: Preferences
    path: Path | None
    lane: Lane


def preferences_path(settings: Path) -> Path:
    """Return where preferences are kept in the folder of settings."""
    return settings / "preferences.json"


def begin(settings: Path, asked: Path | None) -> Beginning:
    """Show the window and return when it was painted.

    Args:
        settings: the folder of preferences and window state.
        asked: the file that was named; None: the one that was open last, if it is still there.
    """
    preferences = load_preferences(preferences_path(settings))
    last = Path(preferences.last) if preferences.last else None
    path = asked or (last if last is not None and last.is_file() else None)
    app = application()
    memory = Memory(settings / "window.ini")
    theme = Theme(app, remembered_scheme(memory))
    frame = Frame(theme, memory)
    frame.setCentralWidget(OpeningPage(path, theme) if path else StartPage(theme, preferences.recent))
    frame.show()
    deadline = time.monotonic() + _PATIENCE
    while not frame.painted and time.monotonic() < deadline:
        # clicks wait until there is something that can answer them
        app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return Beginning(app, frame, preferences, path, Lane("file"))


def application() -> QApplication:
    """Return a new application under the program's name."""
    # as an argument: an object for the style takes Python longer to make than Qt needs for the first picture
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("partnertracker")
    app.setApplicationDisplayName(TITLE)
    app.setDesktopFileName("partnertracker")
    return app
