import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics.data import DataPane
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import change_row
from tests.gui.pages import on_screen


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> MetricsView:
    desk.change(lambda session: session.execute(*change_row(session, "deals", 1, {"qualified_on": None})))
    view = on_screen(qtbot, MetricsView(desk, theme, memory))
    view.show_metric("sales_cycle")
    view.detail.tabs.setCurrentIndex(2)
    QApplication.processEvents()
    return view


@pytest.fixture
def pane(view: MetricsView) -> DataPane:
    pane: DataPane = view.detail.data
    return pane


def test_it_says_how_much_a_metric_can_use_and_what_is_wrong(pane: DataPane) -> None:
    assert pane.usable.text() == "3 of 4 rows usable (75%)"
    assert pane.share.accessibleDescription() == "3 of 4 rows usable"
    assert [each.flaw.id for each in pane.flaws.flaws.found] == ["won_unqualified"]
    assert pane.rows.heading.text() == "1 deal"


def test_a_flaw_leads_to_its_rows_and_a_row_to_its_field(
    view: MetricsView, pane: DataPane, qtbot: QtBot
) -> None:
    QTest.keyClick(pane.flaws, Qt.Key.Key_Return)

    with qtbot.waitSignal(view.desk.mending) as wanted:
        QTest.keyClick(pane.rows.table, Qt.Key.Key_Return)

    assert wanted.args == ["deals", 1, "qualified_on"]


def test_a_metric_without_a_flaw_says_so(view: MetricsView, pane: DataPane) -> None:
    view.show_metric("support_satisfaction")

    assert pane.sound.isVisible()
    assert not pane.flaws.isVisible()
    assert not pane.rows.isVisible()
    assert pane.usable.text() == "No rows yet"
    assert pane.share.isHidden()


def test_all_flaws_are_one_click_away(view: MetricsView, pane: DataPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.command_wanted) as wanted:
        QTest.mouseClick(pane.all_flaws, Qt.MouseButton.LeftButton)

    assert wanted.args == ["show_quality"]


def test_what_is_mended_is_gone(view: MetricsView, pane: DataPane, qtbot: QtBot) -> None:
    view.desk.change(
        lambda session: session.execute(*change_row(session, "deals", 1, {"qualified_on": "2026-07-20"}))
    )
    qtbot.waitUntil(lambda: not view._rest.isActive())

    assert pane.usable.text() == "All 4 rows usable"
    assert pane.sound.isVisible()
