"""Figures of other pages are explained in a window of their own."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.domain.periods import period_named
from partnertracker.gui.desk import Desk
from partnertracker.gui.health.view import HealthView
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics.drill_dialog import DrillDialog, of_period
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import change_row, insert_row
from tests.gui.pages import on_screen

NOVEMBER = period_named("2026-11")
YEAR = period_named("2026")


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, theme: Theme) -> DrillDialog:
    QLocale.setDefault(QLocale("en_US"))
    made = DrillDialog(desk, theme, of_period(1, ("bookings", "win_rate"), NOVEMBER, NOVEMBER.end))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_figure_stands_with_its_formula_and_rows(dialog: DrillDialog) -> None:
    assert dialog.values == ["Bookings $100,000", "Win rate 100%"]
    assert [pane.formula.text() for pane in dialog.panes] == [
        "$100,000 = Σ of 2 deals",
        "2 won ÷ (2 won + 0 lost) = 100%",
    ]
    assert dialog.panes[0].rows.rows.rowCount() == 2


def test_an_edit_elsewhere_moves_the_figures(dialog: DrillDialog, desk: Desk) -> None:
    desk.change(lambda session: session.execute(*change_row(session, "deals", 1, {"value": 10_000_000})))

    assert dialog.values[0] == "Bookings $136,000"
    assert dialog.panes[0].foot.amount.text() == "$136,000"


def test_it_makes_room_for_a_record_that_has_a_page(dialog: DrillDialog, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.opened) as opened:
        dialog.panes[0].rows.record_wanted.emit("deals", 1)

    assert opened.args == ["deals", 1]
    assert not dialog.isVisible()


def test_it_follows_its_partner_to_another_name(dialog: DrillDialog, desk: Desk) -> None:
    desk.change(lambda session: session.execute(*change_row(session, "partners", 1, {"name": "Litware Ltd"})))

    assert dialog.windowTitle() == "Litware Ltd, Nov 2026"
    assert dialog.values[0] == "Bookings $100,000"


def test_it_closes_with_a_partner_that_is_gone(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    desk.change(lambda session: session.execute(*insert_row(session, "partners", {"name": "New"})))
    made = DrillDialog(desk, theme, of_period(7, ("bookings",), NOVEMBER, NOVEMBER.end))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()

    desk.undo()

    assert not made.isVisible()


def test_a_month_of_the_health_page_leads_to_its_rows(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    view = on_screen(qtbot, HealthView(desk, theme, memory))
    view.board.choose(1)

    view.panel.chart.picked.emit("2026-11")

    (dialog,) = view.findChildren(DrillDialog)
    assert dialog.windowTitle() == "Litware, Nov 2026"
    assert dialog.values == ["Bookings $100,000", "Pipeline $0"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize("height", [700, 330])
def test_the_total_stands_below_its_column(qtbot: QtBot, desk: Desk, theme: Theme, height: int) -> None:
    made = DrillDialog(desk, theme, of_period(1, ("active_partners", "sourced_revenue"), YEAR, YEAR.end))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.resize(520, height)
    made.show()
    QApplication.processEvents()
    pane = made.panes[-1]
    rows = pane.rows
    column_ends = rows.viewport().mapToGlobal(rows.viewport().rect().topRight()).x()
    total_ends = pane.foot.amount.mapToGlobal(pane.foot.amount.rect().topRight()).x()
    assert 0 < column_ends - total_ends < 14
