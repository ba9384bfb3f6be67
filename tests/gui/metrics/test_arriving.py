"""Figures arrive after the page is shown, and in the order in which somebody wants them."""

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics.model import Column
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import change_row
from tests.gui.held import Held
from tests.gui.inplace import InPlace
from tests.gui.metrics.conftest import behind, cells
from tests.gui.painted import Painted


def test_slow_figures_are_announced_after_a_moment(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    lane = Held()
    slow = Desk(desk._session, desk.facts, desk.choice, InPlace(), lane)
    view = MetricsView(slow, theme, memory)
    qtbot.addWidget(view)
    view.show()
    view.take_focus()
    assert view.head.line.text() == ""

    qtbot.waitUntil(lambda: view.head.line.text() == "Computing…", timeout=2000)
    assert not view.table.isVisible()  # an empty table would be read as a file without metrics
    assert [each.text() for each in view._pages.findChildren(QLabel) if each.isVisible()] == ["Loading…"]
    lane.go_on()
    assert view.table.isVisible()
    assert view.focusWidget() is view.table

    assert view.head.line.text().startswith("FY26 Q4")
    assert cells(view, "sourced_revenue")[Column.VALUE] == "$179,700"
    slow.deleteLater()


def test_after_an_edit_all_figures_come_before_what_is_behind_the_chosen_one(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    lane = Held()
    slow = Desk(desk._session, desk.facts, desk.choice, InPlace(), lane, desk)
    view = MetricsView(slow, theme, memory)
    qtbot.addWidget(view)
    view.show()
    lane.go_on()
    slow.change(lambda session: session.execute(*change_row(session, "deals", 1, {"value": 10_000_000})))

    lane.go_on(1)
    assert lane.waiting == []

    shown = view.model.figure(view.model.row_of("sourced_revenue"))
    assert shown is not None
    assert (shown.value, len(shown.trend), shown.trend[-1].value) == (215_700, 12, 215_700)
    qtbot.waitUntil(lambda: bool(lane.waiting))


def test_figures_that_are_about_to_be_others_are_not_painted(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    lane = Held()
    slow = Desk(desk._session, desk.facts, desk.choice, lane, InPlace(), desk)
    window, pages = QMainWindow(), QStackedWidget()
    window.setCentralWidget(pages)
    qtbot.addWidget(window)
    view, other = MetricsView(slow, theme, memory), QWidget()
    for page in (view, other):
        pages.addWidget(page)
    window.show()
    QApplication.processEvents()
    pages.setCurrentWidget(other)
    QApplication.processEvents()
    painted = Painted(view.table.viewport())
    slow.change(lambda session: session.execute(*change_row(session, "deals", 1, {"value": 10_000_000})))

    pages.setCurrentWidget(view)
    QApplication.processEvents()
    assert painted.count == 0
    lane.go_on()
    QApplication.processEvents()
    assert painted.count
    assert cells(view, "sourced_revenue")[Column.VALUE] == "$215,700"


def test_a_page_hidden_before_everything_is_there_catches_up(view: MetricsView, qtbot: QtBot) -> None:
    view.show_metric("sourced_revenue")
    view.desk.change(lambda session: session.execute(*change_row(session, "deals", 1, {"value": 10_000_000})))
    view.hide()

    view.show()

    qtbot.waitUntil(lambda: behind(view)[0][2] == "$100,000")
