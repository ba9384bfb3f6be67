from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.domain.entities import entity
from partnertracker.gui.forms.inputs import DateInput, LongTextInput, WordInput, input_for
from partnertracker.gui.theme.theme import Theme

TODAY = date(2026, 11, 21)
TIERS = ("Gold", "Silver", "Bronze")


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def tier_input(qtbot: QtBot, theme: Theme) -> WordInput:
    made = WordInput(lambda text, then: then([t for t in TIERS if text.lower() in t.lower()]), theme)
    shown(qtbot, made)
    return made


def test_offers_words_as_one_types_and_takes_the_chosen_one_with_enter(qtbot: QtBot, theme: Theme) -> None:
    entry = tier_input(qtbot, theme)
    taken: list[str] = []
    entry.chosen.connect(lambda: taken.append(entry.text()))
    QTest.keyClicks(entry, "o")
    assert entry.offered == ["Gold", "Bronze"]
    popup = entry.list_of_words
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert taken == ["Gold"]
    assert not popup.isVisible()


def test_down_offers_every_word(qtbot: QtBot, theme: Theme) -> None:
    entry = tier_input(qtbot, theme)
    QTest.keyClick(entry, Qt.Key.Key_Down)
    assert entry.offered == list(TIERS)


def test_enter_keeps_a_word_that_is_not_on_the_list(qtbot: QtBot, theme: Theme) -> None:
    entry = tier_input(qtbot, theme)
    returned: list[str] = []
    entry.returnPressed.connect(lambda: returned.append(entry.text()))
    QTest.keyClicks(entry, "Si")
    QTest.keyClick(entry.list_of_words, Qt.Key.Key_Return)
    assert returned == ["Si"]


def test_the_calendar_opens_by_key_and_fills_the_day_in(qtbot: QtBot, theme: Theme) -> None:
    entry = DateInput(TODAY, theme)
    shown(qtbot, entry)
    entry.set_text("2 Nov 2026")
    left: list[str] = []
    entry.left.connect(lambda: left.append(entry.text()))
    QTest.keyClick(entry, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = entry.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 11, 2)
    calendar.clicked.emit(QDate(2026, 11, 5))
    assert left[-1] == "5 Nov 2026"


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


def test_a_text_that_is_shown_is_no_edit(qtbot: QtBot, theme: Theme) -> None:
    field = entity("deals").field("notes")
    entry = input_for(field, lambda _text, _then: None, TODAY, theme)
    assert isinstance(entry, LongTextInput)
    shown(qtbot, entry)
    edits: list[str] = []
    entry.edited.connect(lambda: edits.append(entry.text()))
    entry.set_text("First line\nSecond line")
    assert edits == []
    QTest.keyClicks(entry, "x")
    assert edits == ["xFirst line\nSecond line"]


def test_a_long_text_is_one_line_in_a_cell(qtbot: QtBot, theme: Theme) -> None:
    field = entity("deals").field("notes")
    entry = input_for(field, lambda _text, _then: None, TODAY, theme, in_cell=True)
    qtbot.addWidget(entry)
    assert not isinstance(entry, LongTextInput)


def test_tab_takes_the_word_chosen_in_the_list(qtbot: QtBot, theme: Theme) -> None:
    entry = tier_input(qtbot, theme)
    QTest.keyClicks(entry, "o")
    QTest.keyClick(entry.list_of_words, Qt.Key.Key_Down)
    QTest.keyClick(entry.list_of_words, Qt.Key.Key_Tab)
    assert entry.text() == "Gold"
    assert not entry.list_of_words.isVisible()


def test_a_long_word_that_was_chosen_shows_how_it_begins(qtbot: QtBot, theme: Theme) -> None:
    entry = tier_input(qtbot, theme)
    QTest.keyClick(entry, Qt.Key.Key_Down)
    QTest.keyClick(entry.list_of_words, Qt.Key.Key_Down)
    QTest.keyClick(entry.list_of_words, Qt.Key.Key_Return)
    assert (entry.text(), entry.cursorPosition()) == ("Gold", 0)
