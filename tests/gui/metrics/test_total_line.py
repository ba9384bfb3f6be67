"""The total stands below the column that it is the total of."""

from datetime import date

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.behind import Entry
from partnertracker.gui.metrics.rows import RowsTable
from partnertracker.gui.metrics.total_line import TotalLine
from partnertracker.gui.theme.theme import Theme


def test_the_amount_stands_beside_a_scroll_bar_and_not_below_it(
    qtbot: QtBot, desk: Desk, theme: Theme
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    rows = RowsTable(desk, theme, page)
    line = TotalLine(rows, page)
    line.amount.setText("60")
    column = QVBoxLayout(page)
    column.addWidget(rows)
    column.addWidget(line)
    page.resize(400, 300)
    page.show()

    def show(count: int) -> None:
        entries = [Entry("costs", key, "", 20_000, 1) for key in range(1, count + 1)]
        rows.rows.show(entries, ("Cost", "Month", "Value"), "USD", date(2026, 11, 26), entries[0])

    def ends() -> int:
        return line.amount.geometry().right()

    show(2)
    QApplication.processEvents()
    few, bar = ends(), rows.verticalScrollBar().sizeHint().width()
    show(60)
    qtbot.waitUntil(lambda: few - ends() == bar)
    show(2)
    qtbot.waitUntil(lambda: few == ends())
