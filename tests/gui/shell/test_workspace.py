"""What stands around an open file."""

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui import late
from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.frame import Frame
from partnertracker.gui.health.view import HealthView
from partnertracker.gui.memory import Memory
from partnertracker.gui.menus import Actions
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.shell.chips import Chip
from partnertracker.gui.shell.workspace import Workspace
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.views import PARTNER, SETTINGS, VIEWS

_FEW = 25


class Moves(QObject):
    """Notes every widget that goes from one parent to another together with many others."""

    def __init__(self) -> None:
        super().__init__()
        self.many: list[str] = []

    def eventFilter(self, moved: QObject, event: QEvent) -> bool:
        """Look at each change of a parent."""
        if event.type() is QEvent.Type.ParentChange and isinstance(moved, QWidget):
            inside = len(moved.findChildren(QWidget))
            if inside > _FEW:
                self.many.append(f"{type(moved).__name__} with {inside} in it")
        return False


@pytest.fixture
def moves(qapp: QApplication) -> Iterator[Moves]:
    """What moves while the test runs."""
    moves = Moves()
    qapp.installEventFilter(moves)
    yield moves
    qapp.removeEventFilter(moves)


@pytest.fixture
def frame(theme: Theme, memory: Memory) -> Iterator[Frame]:
    """A window on screen with nothing in it."""
    frame = Frame(theme, memory)
    frame.show()
    yield frame
    frame.close()
    frame.deleteLater()


Open = Callable[[], Workspace]


@pytest.fixture
def open_file(desk: Desk, theme: Theme, memory: Memory, frame: Frame, tmp_path: Path) -> Open:
    """Opens the programme in the window."""

    def opened() -> Workspace:
        actions = Actions(frame, lambda _command: None, theme).by_name
        workspace = Workspace(desk, theme, memory, actions, tmp_path, "team.sqlite3", frame)
        frame.setCentralWidget(workspace)
        return workspace

    return opened


def test_pages_are_built_where_they_stay_as_moving_dresses_everything_anew(
    open_file: Open, moves: Moves
) -> None:
    workspace = open_file()
    for page in (*VIEWS, SETTINGS):
        workspace.show_page(page.name)

    assert moves.many == []


def test_tab_goes_through_a_page_as_it_is_read(open_file: Open) -> None:
    workspace = open_file()

    def stops(*wanted: QWidget) -> list[QWidget]:
        """Return these widgets in the order in which Tab comes to them."""
        found, at = [], workspace.view.nextInFocusChain()
        while at is not None and at is not workspace.view:
            found += [at] if at in wanted else []
            at = at.nextInFocusChain()
        return found

    workspace.show_page("deals")
    deals = workspace.view
    assert isinstance(deals, DealsView)
    form = deals.form
    expected = (deals.header.search, deals.grid, form.boxes["name"].entry, form.save_button)
    assert tuple(stops(*expected)) == expected

    workspace.show_page("metrics")
    metrics = workspace.view
    assert isinstance(metrics, MetricsView)
    both = (metrics.table, metrics.detail.edit_target)
    assert tuple(stops(*both)) == both


@pytest.mark.parametrize("page", [page.name for page in (*VIEWS, SETTINGS)])
def test_in_a_small_window_nothing_lies_over_anything_else(
    open_file: Open, frame: Frame, qtbot: QtBot, page: str
) -> None:
    workspace = open_file()
    frame.resize(960, 600)
    workspace.show_page(page)
    QApplication.processEvents()
    view, top = workspace.view, workspace.top
    qtbot.waitUntil(lambda: view.isVisible() and view.width() >= view.minimumSizeHint().width())

    for splitter in view.findChildren(QSplitter):
        places = [
            part.geometry() for i in range(splitter.count()) if (part := splitter.widget(i)) is not None
        ]
        assert all(before.right() < after.x() for before, after in pairwise(places))
        assert splitter.rect().contains(splitter.childrenRect())
    for chip in top.findChildren(Chip):
        assert chip.width() >= chip.sizeHint().width()


@pytest.mark.parametrize("page", [page.name for page in (*VIEWS, SETTINGS)])
def test_a_window_of_1024_points_holds_every_page_whole(
    open_file: Open, frame: Frame, qtbot: QtBot, page: str
) -> None:
    workspace = open_file()
    frame.resize(1024, 700)
    workspace.show_page(page)
    QApplication.processEvents()
    whole = workspace.findChild(QScrollArea)
    assert whole is not None
    qtbot.waitUntil(lambda: whole.horizontalScrollBar().maximum() == 0)


def test_tab_brings_into_sight_what_a_small_window_hides(open_file: Open, frame: Frame) -> None:
    workspace = open_file()
    frame.resize(800, 600)
    workspace.show_page("health")
    QApplication.processEvents()
    view = workspace.view
    assert isinstance(view, HealthView)
    hidden = view.panel.open_partner
    frame.activateWindow()
    QTest.qWaitForWindowActive(frame)
    assert hidden.visibleRegion().isEmpty()

    view.take_focus()
    for _ in range(_FEW):
        focused = QApplication.focusWidget()
        if focused is None or focused is hidden:
            break
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is hidden
    assert hidden.visibleRegion().boundingRect() == hidden.rect()


def test_a_start_waits_for_one_page_and_the_others_are_loaded_while_nothing_happens(
    open_file: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    loaded: list[str] = []

    def load(name: str) -> ModuleType:
        loaded.append(name)
        return import_module(name)

    monkeypatch.setattr(late, "import_module", load)

    open_file()

    assert loaded == ["partnertracker.gui.partners"]
    names = (*(page.view for page in (*VIEWS, PARTNER, SETTINGS)), *late.PARTS)
    every = {f"partnertracker.gui.{name.partition(':')[0]}" for name in names}
    qtbot.waitUntil(lambda: set(loaded) == every)
