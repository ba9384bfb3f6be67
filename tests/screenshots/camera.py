"""A window on a file, and what takes pictures of it."""

import shutil
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QThread
from PySide6.QtGui import QFontDatabase, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from partnertracker.domain.settings import Settings
from partnertracker.gui.charts.chart import Chart
from partnertracker.gui.desk import Desk
from partnertracker.gui.frame import Frame
from partnertracker.gui.memory import Memory
from partnertracker.gui.opening import Files, Opener
from partnertracker.gui.preferences import Preferences
from partnertracker.gui.shell.workspace import Workspace
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.window import Window
from partnertracker.services.ports import Clock
from partnertracker.services.session import Session
from partnertracker.storage.create import create_file
from partnertracker.storage.opening import open_file
from partnertracker.storage.rescue import copy_backup
from tests.gui.inplace import InPlace

TODAY = date(2026, 11, 21)
"""The day it is in the demo."""

_TURNS, _PATIENCE = 10, 200
"""How often the window is let work before a picture: at least, and while a chart is still to come."""

W = TypeVar("W", bound=QWidget)


class Camera:
    """Shows the window with a file, and draws what is on the screen, light and dark.

    Attributes:
        here: a folder for what a picture needs.
        frame: the window.
        made: the pictures taken.
    """

    def __init__(
        self, app: QApplication, here: Path, goal: Path, size: tuple[int, int], font: str, today: date = TODAY
    ) -> None:
        """Keep the demo file in ``here`` and write the pictures to ``goal``, on a day."""
        self.here = here
        self._today = today
        self.made: list[Path] = []
        self._app = app
        self._goal = goal
        self._theme = Theme(app, "light", font if font in QFontDatabase.families() else "")
        self._opener = Opener(Files(self._open, self._create, self._copy), InPlace(), InPlace(), app)
        memory = Memory(here / "window.ini")
        self.frame = Frame(self._theme, memory)
        self._window = Window(
            self.frame, self._opener, Preferences(), here / "channel-team.sqlite3", here / "mappings"
        )
        self._window.begin(None)
        self.frame.resize(*size)
        self.frame.show()
        self.frame.activateWindow()
        QTest.qWaitForWindowActive(self.frame)

    @property
    def workspace(self) -> Workspace:
        """What stands around the open file."""
        workspace = self._window.workspace
        assert workspace is not None
        return workspace

    @property
    def desk(self) -> Desk:
        """The open file's desk."""
        return self.workspace.desk

    def open_demo(self) -> None:
        """Make the demo and open it."""
        self._window.open_demo()
        self.settle()

    def open_copy(self, path: Path) -> None:
        """Open a copy of a file."""
        self._window.open_path(Path(shutil.copy(path, self.here)))
        self.settle()

    def show(self, page: str) -> None:
        """Turn to a page."""
        self.workspace.show_page(page)
        self.settle()

    def choose_last(self, table: str, back: int) -> None:
        """Choose in the view on screen the row that many from a table's end, if it has that many."""
        keys = self.desk.facts[table].keys
        if len(keys) >= back:
            self.workspace.view.show_record(table, int(keys[-back]))

    def view(self, kind: type[W]) -> W:
        """Return the view on screen, of which one knows what it is."""
        view = self.workspace.view
        assert isinstance(view, kind)
        return view

    def do(self, command: str) -> None:
        """Do a command by its name in ``ACTIONS``."""
        action = self._window.commands.by_name[command]
        assert action.isEnabled(), f"{command} is disabled"
        action.trigger()
        self.settle()

    def opened(self, kind: type[W]) -> W:
        """Return the window of a kind that is open."""
        (found,) = (
            each
            for top in self._others()
            for each in (top, *top.findChildren(kind))
            if isinstance(each, kind)
        )
        return found

    def shoot(self, name: str) -> None:
        """Draw the window and all that lies over it, in both schemes."""
        for scheme, path in (("light", f"{name}.png"), ("dark", f"{name}-dark.png")):
            self._theme.choose(scheme)
            self.settle()
            self._draw().save(str(self._goal / path))
            self.made.append(self._goal / path)
        self._theme.choose("light")

    def tidy(self) -> None:
        """Close what lies over the window, which then has the keyboard again."""
        for each in self._others():
            each.close()
        self.frame.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Let timers fire, layouts come to rest and charts be drawn."""
        for turn in range(_PATIENCE):
            if turn >= _TURNS and not any(map(_is_awaited, self._app.allWidgets())):
                return
            self._app.processEvents()
            QThread.msleep(25)

    def _others(self) -> list[QWidget]:
        """Return what lies over the window, each after what it lies over."""
        over = (each for each in self._app.topLevelWidgets() if each.isVisible() and each is not self.frame)
        return sorted(over, key=_depth)

    def _draw(self) -> QPixmap:
        picture = self.frame.grab()
        painter = QPainter(picture)
        for each in self._others():
            painter.drawPixmap(each.pos() - self.frame.pos(), each.grab())
        painter.end()
        return picture

    def _open(self, path: Path) -> Session:
        now = f"{self._today.isoformat()}T14:02:00.000000Z"
        clock = Clock(today=lambda: self._today, now=lambda: now)
        return Session(open_file(path, backups=self.here / "backups"), clock, "AK")

    def _create(self, path: Path, settings: Settings) -> Session:
        create_file(path, settings)
        return self._open(path)

    def _copy(self, backup: Path, path: Path) -> Session:
        copy_backup(backup, path)
        return self._open(path)


def _is_awaited(widget: QWidget) -> bool:
    """Tell whether a chart is on screen without its data, whose library is still being loaded."""
    if not isinstance(widget, Chart) or not widget.isVisible():
        return False
    return widget.data is not None and not widget.data.empty and not widget.drawn


def _depth(widget: QWidget) -> int:
    """Return how many widgets a widget lies in or over."""
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent)
