from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.forms.days import DateInput
from partnertracker.gui.theme.theme import Theme

TODAY = date(2026, 11, 21)


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def test_letters_move_a_whole_day_and_shift_goes_back(qtbot: QtBot, theme: Theme) -> None:
    entry = DateInput(TODAY, theme)
    shown(qtbot, entry)
    edits: list[str] = []
    entry.edited.connect(lambda: edits.append(entry.text()))
    entry.set_text("31 Oct 2026")
    QTest.keyClicks(entry, "dwmy")
    assert edits == ["1 Nov 2026", "8 Nov 2026", "8 Dec 2026", "8 Dec 2027"]
    for key in (Qt.Key.Key_Y, Qt.Key.Key_M, Qt.Key.Key_W, Qt.Key.Key_D):
        QTest.keyClick(entry, key, Qt.KeyboardModifier.ShiftModifier)
    assert entry.text() == "31 Oct 2026"


def test_letters_of_a_month_that_is_being_typed_stay_letters(qtbot: QtBot, theme: Theme) -> None:
    entry = DateInput(TODAY, theme)
    shown(qtbot, entry)
    for typed in ("1 january", "2 december", "wed", "yesterday"):
        entry.clear()
        QTest.keyClicks(entry, typed)
        assert entry.text() == typed
