"""The calendar under the input for a day."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.forms.days import DateInput
from partnertracker.gui.theme.theme import Theme


def test_the_calendar_opens_by_key_and_fills_the_day_in(qtbot: QtBot, theme: Theme) -> None:
    entry = DateInput(date(2026, 11, 21), theme)
    qtbot.addWidget(entry)
    entry.show()
    entry.setFocus()
    qtbot.waitUntil(entry.hasFocus)
    entry.set_text("2 Nov 2026")
    left: list[str] = []
    entry.left.connect(lambda: left.append(entry.text()))
    QTest.keyClick(entry, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = entry.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 11, 2)
    calendar.clicked.emit(QDate(2026, 11, 5))
    assert left[-1] == "5 Nov 2026"
