"""Drives the window as a person would, so that tests read as sentences."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from partnertracker.domain.settings import Settings
from partnertracker.gui.dialogs import NewFileDialog
from partnertracker.gui.frame import Frame
from partnertracker.gui.lane import Runner
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


class Driver:
    """A window in a folder of its own, on which everything happens at once.

    Attributes:
        today: the day it is, which a test may change.
    """

    def __init__(self, theme: Theme, folder: Path, lanes: tuple[Runner, Runner] | None = None) -> None:
        """Show the window of somebody who starts for the first time.

        Args:
            theme: what the window wears.
            folder: where files are made.
            lanes: those of the file and of the figures; None: all happens at once.
        """
        self.folder = folder
        self._lanes = lanes or (InPlace(), InPlace())
        self.preferences = Preferences()
        self._theme = theme
        self._moments = 0
        self.today = TODAY
        self.start()

    def start(self) -> None:
        """Start the program anew, with what it remembers."""
        app = QApplication.instance()
        assert app is not None
        self.opener = Opener(Files(self._open, self._create, self._copy), *self._lanes, app)
        memory = Memory(self.folder / "window.ini")
        demo, mappings = self.folder / "demo.sqlite3", self.folder / "mappings"
        self.frame = Frame(self._theme, memory)
        self.window = Window(self.frame, self.opener, self.preferences, demo, mappings)
        self.window.preferred.connect(self._prefer)
        self.frame.show()
        last = Path(self.preferences.last)
        self.window.begin(last if last.is_file() else None)
        QTest.qWaitForWindowActive(self.frame)

    def leave(self) -> None:
        """Close the window and take it apart."""
        self.frame.close()
        self.frame.deleteLater()
        self.opener.deleteLater()
        QApplication.processEvents()

    def restart(self) -> None:
        """Close the window and start again with the file that was open last."""
        self.leave()
        self.start()

    def make_file(self, name: str = "programme", *, currency: str = "USD") -> Path:
        """Make a new file by the dialog."""
        self.press("Ctrl+Shift+N")
        dialog = self.frame.findChild(NewFileDialog)
        assert dialog is not None
        path = self.folder / f"{name}.sqlite3"
        dialog.where.setText(str(path))
        dialog.currency.setCurrentText(currency)
        QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        return path

    def press(self, keys: str) -> None:
        """Press keys together in whatever has the focus, as in ``Ctrl+Z``."""
        if QApplication.activeWindow() is None:  # the offscreen platform hands the focus to nobody
            self.frame.activateWindow()
            QTest.qWaitForWindowActive(self.frame)
        target = QApplication.focusWidget() or self.frame
        QTest.keySequence(target, QKeySequence(keys))
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)
        QApplication.processEvents()

    def stops(self, most: int = 80, keys: str = "Tab") -> list[QWidget]:
        """Press Tab until it comes round to where it began; return where it came to on the way."""
        began, found = self.focus, list[QWidget]()
        while len(found) < most and (not found or found[-1] is not began):
            self.press(keys)
            assert self.focus is not None
            found.append(self.focus)
        return found

    def find(self, text: str) -> list[str]:
        """Search for a text and return what is offered."""
        self.press("Ctrl+K")
        self.type(text)
        self.workspace.search.search()
        return self.workspace.search.found

    @property
    def workspace(self) -> Workspace:
        """What stands around the open file."""
        workspace = self.window.workspace
        assert workspace is not None, "no file is open"
        return workspace

    @property
    def focus(self) -> QWidget | None:
        """What has the focus."""
        return QApplication.focusWidget()

    @property
    def notice(self) -> str:
        """The sentence over the page; empty when there is none."""
        QApplication.processEvents()
        notice = self.window.page.notice
        return notice.text if notice.isVisible() else ""

    def do(self, command: str) -> None:
        """Do a command that is enabled, by its name in ``ACTIONS``."""
        action = self.window.commands.by_name[command]
        assert action.isEnabled(), f"{command} is disabled"
        action.trigger()
        QApplication.processEvents()

    def rows(self, table: str) -> int:
        """Return how many rows a table has."""
        return len(self.workspace.desk.facts[table])

    def _prefer(self, preferences: Preferences) -> None:
        self.preferences = preferences

    def _open(self, path: Path) -> Session:
        return Session(open_file(path, backups=self.folder / "backups"), self._clock(), "AK")

    def _create(self, path: Path, settings: Settings) -> Session:
        create_file(path, settings)
        return self._open(path)

    def _copy(self, backup: Path, path: Path) -> Session:
        copy_backup(backup, path)
        return self._open(path)

    def _clock(self) -> Clock:
        def now() -> str:
            self._moments += 1
            return f"{self.today.isoformat()}T12:00:00.{self._moments:06d}Z"

        return Clock(today=lambda: self.today, now=now)
