"""The table of rows behind a number gives its columns the room that they need."""

from datetime import date

from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.behind import Entry
from partnertracker.gui.metrics.rows import DAY, RowsTable
from partnertracker.gui.theme.theme import Theme


def test_every_day_is_shown_whole_also_where_the_rows_of_two_tables_follow_one_another(
    qtbot: QtBot, desk: Desk, theme: Theme
) -> None:
    days = ("2025-05-01", "2025-11-28")
    table = RowsTable(desk, theme)
    qtbot.addWidget(table)
    entries = [Entry("costs", key, "", day_of(day), 60) for key, day in enumerate(days, 1)]

    table.rows.show(entries, ("Cost", "Month", "Value"), "USD", date(2026, 11, 26), entries[0])
    table.fit(reasons=False)

    words = [str(table.rows.index(row, DAY).data()) for row in range(len(days))]
    assert words == ["1 May 2025", "28 Nov 2025"]
    width = QFontMetricsF(theme.font("body")).horizontalAdvance(words[1])
    assert width + 24 <= table.columnWidth(DAY)
