"""A window on a large file, opened as the program opens it, for measuring what a person does in it."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from shiboken6 import delete

from benchmarks.pauses import Pauses
from benchmarks.report import middle
from partnertracker.domain.periods import Period
from partnertracker.domain.settings import Settings
from partnertracker.gui.deals import DealsView
from partnertracker.gui.forms.form import RecordForm
from partnertracker.gui.frame import Frame, application
from partnertracker.gui.lane import Lane
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.opening import Files, Opener
from partnertracker.gui.preferences import Preferences
from partnertracker.gui.rubbish import Rubbish
from partnertracker.gui.shell.workspace import Workspace
from partnertracker.gui.tables.chosen import shown_sections
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.window import Window
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from partnertracker.storage.create import create_file
from partnertracker.storage.opening import open_file
from partnertracker.storage.rescue import copy_backup

TODAY = date(2025, 11, 21)
_PATIENCE = 120.0
_LOOKED_AT = 3.0
_IN_HEAD = 8
_LEFT = Qt.MouseButton.LeftButton


class AtWork:
    """A window with a file open, on real lanes.

    Attributes:
        committed: when the last change was on disk (``time.perf_counter``).
    """

    def __init__(self, path: Path) -> None:
        """Open the file and wait until the deals can be read."""
        self.committed = 0.0
        self._app = application()
        self._tick = QTimer(self._app)  # so that waiting for events never waits for ever
        self._tick.start(20)
        here = path.parent
        self._lanes = (Lane("file"), Lane("figures"))
        self._backups = here / "backups"
        opener = Opener(Files(self._open, self._create, self._copy), *self._lanes, self._app)
        self._frame = Frame(Theme(self._app), Memory(here / "window.ini"))

        self._window = Window(self._frame, opener, Preferences(), here / "demo.sqlite3", here / "mappings")
        rubbish = Rubbish(self._app)
        opener.opened.connect(lambda *_: rubbish.settle())
        self._frame.show()
        self._window.begin(path)
        self.until(lambda: self._window.workspace is not None)
        self.workspace.show_page("deals")
        self.until(lambda: bool(self.deals.grid.rows.rowCount()) and self.settled())

    @property
    def workspace(self) -> Workspace:
        """What stands around the open file."""
        workspace = self._window.workspace
        assert workspace is not None, "the file is not open"
        return workspace

    @property
    def deals(self) -> DealsView:
        """The page of deals; it must be on screen."""
        view = self.workspace.view
        assert isinstance(view, DealsView)
        return view

    @property
    def metrics(self) -> MetricsView:
        """The Metrics page; it must be on screen."""
        view = self.workspace.view
        assert isinstance(view, MetricsView)
        return view

    def settled(self) -> bool:
        """Tell whether the texts of the first row in sight are there."""
        grid = self.deals.grid
        return "\0" not in grid.rows.cell(max(0, grid.rowAt(0)), 0).text

    def until(self, seen: Callable[[], bool]) -> None:
        """Let the window work until something is seen."""
        deadline = time.monotonic() + _PATIENCE
        while not seen():
            assert time.monotonic() < deadline, "the window never came to rest"
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def rest(self, seconds: float) -> None:
        """Let the window and its lanes work for a while; QTest's own waiting would keep the lanes from it."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= end)

    def repaint_time(self) -> float:
        """Return the seconds that painting the rows in sight takes (the median of twenty)."""
        times = []
        for _ in range(20):
            start = time.perf_counter()
            self.deals.grid.viewport().repaint()
            times.append(time.perf_counter() - start)
        return middle(times)

    def scroll_times(self, screens: int) -> list[float]:
        """Press Page down that often; return the seconds the window's thread was busy with each."""
        grid = self.deals.grid
        grid.setFocus()
        times = []
        for _ in range(screens):
            start = time.perf_counter()
            QTest.keyClick(grid, Qt.Key.Key_PageDown)
            grid.viewport().repaint()
            self._app.processEvents()
            times.append(time.perf_counter() - start)
            self.rest(0.02)
        return times

    def pauses(self) -> list[float]:
        """Order the deals by each column with the mouse, choose all; return the longest pause of each."""
        grid = self.deals.grid
        header, heads, times = grid.columns, grid.columns.viewport(), []
        grid.setFocus()
        for section in shown_sections(grid):
            if header.sectionViewportPosition(section) < heads.width() - header.sectionSize(section):
                at = QPoint(header.sectionViewportPosition(section) + _IN_HEAD, _IN_HEAD)
                times.append(self._pause(lambda at=at: QTest.mouseClick(heads, _LEFT, pos=at)))  # type: ignore[misc]
        ctrl = Qt.KeyboardModifier.ControlModifier
        return [*times, self._pause(lambda: QTest.keyClick(grid, Qt.Key.Key_A, ctrl))]

    def _pause(self, act: Callable[[], None]) -> float:
        watched = Pauses(self._frame)
        act()
        self.rest(_LOOKED_AT)
        return watched.longest()

    def search_times(self, queries: Sequence[str]) -> list[float]:
        """Type queries into the search box; return the seconds from each key to its list on the screen."""
        self.workspace.focus_search()
        box = self.workspace.search
        QTest.keyClicks(box, "x")  # which waits until the texts are read
        self.until(lambda: box.answered == "x")
        times = []
        for query in queries:
            box.clear()
            for end, letter in enumerate(query, start=1):
                typed = query[:end].strip()
                start = time.perf_counter()
                QTest.keyClicks(box, letter)
                self.until(lambda typed=typed: box.answered == typed)  # type: ignore[misc]
                self._app.processEvents()
                times.append(time.perf_counter() - start)
        return times

    def deals_form(self, key: int) -> RecordForm:
        """Open a deal and return its form, which is filled a little later."""
        self.workspace.open_record("deals", key)
        return self.deals.form

    @property
    def period(self) -> Period:
        """The period whose figures are shown."""
        return self.workspace.desk.choice.period

    def close(self) -> None:
        """Close the window and its lanes."""
        self._frame.close()
        self.until(lambda: not self._frame.isVisible())
        for lane in self._lanes:
            lane.close()
        delete(self._frame)  # as the program ends

    def _open(self, path: Path) -> Session:
        store = open_file(path, backups=self._backups)
        step = store.step

        @contextmanager
        def timed(label: str, at: str, who: str) -> Iterator[Writer]:
            with step(label, at, who) as writer:
                yield writer
            self.committed = time.perf_counter()

        vars(store)["step"] = timed
        return Session(store, Clock(_today, _now), "bench")

    def _create(self, path: Path, settings: Settings) -> Session:
        create_file(path, settings)
        return self._open(path)

    def _copy(self, backup: Path, path: Path) -> Session:
        copy_backup(backup, path)
        return self._open(path)


def _today() -> date:
    return TODAY


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
