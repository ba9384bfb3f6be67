"""Numbers in the table of metrics lead to what is behind them."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics.model import Column, MetricsModel, words_for
from partnertracker.gui.metrics.table import MetricsTable
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import insert_row
from partnertracker.services.measuring import figures
from tests.gui.pages import on_screen


@pytest.mark.parametrize("column", [Column.VALUE, Column.ATTAINMENT])
def test_a_click_on_a_number_asks_for_the_rows_behind_it(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory, column: Column
) -> None:
    view = on_screen(qtbot, MetricsView(desk, theme, memory))
    place = view.table.visualRect(view.model.index(view.model.row_of("bookings"), column)).center()
    with qtbot.waitSignal(view.table.drilled):
        QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.table.chosen == "bookings"


def test_a_long_name_of_the_team_s_own_leaves_the_other_columns_in_sight(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    row = {"name": "long", "label": "Deals that " + "very " * 9 + "late", "formula": "sqls", "unit": "count"}
    desk.change(lambda session: session.execute(*insert_row(session, "custom_metrics", row)))
    view = MetricsView(desk, theme, memory)
    qtbot.addWidget(view)
    view.resize(1444, 828)
    view.show()
    table = view.table
    last = table.columnViewportPosition(Column.TREND) + table.columnWidth(Column.TREND)
    assert view.model.row_of("long") >= 0
    assert last <= table.viewport().width()


def test_the_status_is_in_sight_beside_a_bar_that_comes_with_the_figures(
    qtbot: QtBot, desk: Desk, theme: Theme
) -> None:
    model = MetricsModel(desk)
    table = MetricsTable(model, theme)
    qtbot.addWidget(table)
    table.resize(600, 240)
    table.show()
    QApplication.processEvents()
    choice = desk.choice
    found = figures(desk.facts, choice.period, choice.as_of)
    model.show(found, words_for(choice.period, desk.facts.settings))
    table.fit()
    QApplication.processEvents()
    assert table.verticalScrollBar().isVisible()
    last = table.columnViewportPosition(Column.STATUS) + table.columnWidth(Column.STATUS)
    assert last <= table.viewport().width()


@pytest.mark.parametrize("width", [1244, 904])
def test_a_head_stands_above_its_numbers(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory, width: int
) -> None:
    view = MetricsView(desk, theme, memory)
    qtbot.addWidget(view)
    view.resize(width, 828)
    view.show()
    QApplication.processEvents()
    table = view.table
    number = table.visualRect(view.model.index(view.model.row_of("bookings"), Column.VALUE))
    head = QRect(number.left(), 0, number.width(), table.horizontalHeader().height())
    ends = [
        _end_of_words(part.grab(place.adjusted(0, 2, 0, -2)).toImage())
        for part, place in ((table.horizontalHeader().viewport(), head), (table.viewport(), number))
    ]
    assert abs(ends[0] - ends[1]) <= 2  # letters differ in the space around them


def _end_of_words(picture: QImage) -> int:
    """Return the last column of pixels with anything darker than the ground."""
    ground = picture.pixelColor(0, 0).lightness()
    return max(
        x
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).lightness() < ground - 60
    )


def test_a_click_on_a_point_of_the_trend_shows_the_rows_of_its_period(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    view = MetricsView(desk, theme, memory)
    qtbot.addWidget(view)
    view.resize(1444, 828)
    view.show()
    view.activateWindow()
    cell = view.table.visualRect(view.model.index(view.model.row_of("bookings"), Column.TREND))
    right, left = cell.center(), cell.center()
    right.setX(cell.right() - 2)
    left.setX(cell.left() + 2)

    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=left)
    assert view.detail.figure.drill.heading.text() == "No rows behind FY24 Q1"
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=right)
    assert view.detail.figure.drill.heading.text() == "The 4 deals behind this number"

    QTest.keyClick(view.table, Qt.Key.Key_T)
    chart = view.detail.figure.chart
    assert view.focusWidget() is chart
    for key in (Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Return):
        QTest.keyClick(chart, key)
    assert view.detail.figure.drill.heading.text() == "The deal behind FY26 Q3"
