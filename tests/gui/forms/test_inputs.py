from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnertracker.domain.entities import entity
from partnertracker.gui.forms.inputs import LongTextInput, WordInput, input_for
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
