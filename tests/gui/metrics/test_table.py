"""Numbers in the table of metrics lead to what is behind them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics.model import Column
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.theme.theme import Theme
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
