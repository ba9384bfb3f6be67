from collections.abc import Callable, Sequence
from datetime import date
from time import process_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.domain.entities import entity
from partnertracker.gui.forms.inputs import LongTextInput, Suggest, WordInput, input_for
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


class Later:
    """Words that come when the test says so, as those of a large file do."""

    def __init__(self) -> None:
        self.then: Callable[[Sequence[str]], None] = lambda _words: None

    def __call__(self, _text: str, then: Callable[[Sequence[str]], None]) -> None:
        self.then = then


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A page with a line to go on to."""
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit())
    qtbot.addWidget(made)
    made.show()
    return made


def deal_input(qtbot: QtBot, theme: Theme, page: QWidget, name: str, suggest: Suggest) -> WordInput:
    made = input_for(entity("deals").field(name), suggest, TODAY, theme)
    assert isinstance(made, WordInput)
    layout = page.layout()
    assert layout is not None
    layout.addWidget(made)
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def tiers_like(text: str, then: Callable[[Sequence[str]], None]) -> None:
    then([tier for tier in TIERS if text.lower() in tier.lower()])


def test_tab_takes_the_only_partner_that_fits_and_goes_on(qtbot: QtBot, theme: Theme, page: QWidget) -> None:
    entry = deal_input(qtbot, theme, page, "source_partner", tiers_like)
    QTest.keyClicks(entry, "bro")
    QTest.keyClick(entry.list_of_words, Qt.Key.Key_Tab)
    assert entry.text() == "Bronze"
    assert not entry.hasFocus()


def test_tab_takes_none_of_several_partners_and_none_for_an_empty_text(
    qtbot: QtBot, theme: Theme, page: QWidget
) -> None:
    entry = deal_input(qtbot, theme, page, "source_partner", tiers_like)
    QTest.keyClicks(entry, "o")
    QTest.keyClick(entry.list_of_words, Qt.Key.Key_Tab)
    assert (entry.text(), entry.hasFocus()) == ("o", False)
    entry.setFocus()
    entry.selectAll()
    QTest.keyClick(entry, Qt.Key.Key_Delete)
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    assert (entry.text(), entry.hasFocus()) == ("", False)


def test_tab_never_replaces_a_customer_that_may_be_new(qtbot: QtBot, theme: Theme, page: QWidget) -> None:
    entry = deal_input(qtbot, theme, page, "customer", tiers_like)
    QTest.keyClicks(entry, "bro")
    QTest.keyClick(entry.list_of_words, Qt.Key.Key_Tab)
    assert (entry.text(), entry.hasFocus()) == ("bro", False)


def left_too_early(qtbot: QtBot, theme: Theme, page: QWidget, later: Later) -> WordInput:
    """Type the beginning of a partner, and go on before the names are found."""
    entry = deal_input(qtbot, theme, page, "source_partner", later)
    QTest.keyClicks(entry, "bro")
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    return entry


def test_the_only_partner_that_fits_is_taken_though_it_is_found_after_tab(
    qtbot: QtBot, theme: Theme, page: QWidget
) -> None:
    later = Later()
    entry = left_too_early(qtbot, theme, page, later)
    assert (entry.text(), entry.hasFocus()) == ("bro", False)
    later.then(["Bronze"])
    assert entry.text() == "Bronze"


def test_another_record_that_is_shown_meanwhile_keeps_its_partner(
    qtbot: QtBot, theme: Theme, page: QWidget
) -> None:
    later = Later()
    entry = left_too_early(qtbot, theme, page, later)
    entry.set_text("Gold")
    later.then(["Bronze"])
    assert entry.text() == "Gold"


def time_of(entry: LongTextInput, length: int) -> float:
    """Return the seconds that showing a word of a length takes, at best."""
    times = []
    for _ in range(3):
        entry.set_text("")
        before = process_time()
        entry.set_text("x" * length)
        QApplication.processEvents()
        times.append(process_time() - before)
    return min(times)


def test_a_word_without_end_is_laid_out_in_a_time_like_its_length(qtbot: QtBot) -> None:
    entry = LongTextInput()
    shown(qtbot, entry)
    short, long = time_of(entry, 20_000), time_of(entry, 80_000)
    assert long < 8 * short  # the square of it would be 16 times
    assert entry.text() == "x" * 80_000
    entry.set_text("a word")
    assert entry.wordWrapMode() == QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def test_a_word_without_end_is_pasted(qtbot: QtBot) -> None:
    entry = LongTextInput()
    shown(qtbot, entry)
    QGuiApplication.clipboard().setText("x" * 20_000)
    entry.paste()
    assert entry.text() == "x" * 20_000
    assert entry.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere
