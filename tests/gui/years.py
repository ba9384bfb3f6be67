"""A year by month as a person opens it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.months.window import YearWindow
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.ports import Writer


def year_of(qtbot: QtBot, desk: Desk, theme: Theme, table: str, rows: Sequence[Row] = ()) -> YearWindow:
    """Open the year of a table over rows that are entered before."""

    def fill(writer: Writer) -> None:
        writer.insert(table, rows)

    desk.do("Fill", fill)
    window = YearWindow(desk, theme, table)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    return window
