import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from partnertracker.domain.bridge.bar import Bar
from partnertracker.gui.metrics.waterfall import Line, Waterfall
from partnertracker.gui.painting.waterfall import Span
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme


def bar(kind: str, *, correction: bool = False) -> Bar:
    return Bar(kind, correction, "deals", np.array([1]), np.array([5]))


LINES = [
    Line("30 Sep", "$10", "Then.", Span(10, 10, total=True), bar("start")),
    Line("Corrections", "", "Learned later.", Span(10, 10, correction=True)),
    Line("Deleted", "−$5", "Gone.", Span(10, 5, correction=True), bar("deleted", correction=True)),
    Line("21 Nov", "$5", "Now.", Span(5, 5, total=True), bar("end")),
]


@pytest.fixture
def waterfall(qtbot: QtBot, theme: Theme) -> Waterfall:
    waterfall = Waterfall(theme)
    qtbot.addWidget(waterfall)
    waterfall.resize(400, 100)
    waterfall.show()
    return waterfall


def words(waterfall: Waterfall) -> str:
    return str(waterfall.currentIndex().data())


def test_the_first_change_is_chosen_at_first_and_then_the_same_kind_again(waterfall: Waterfall) -> None:
    QAbstractItemModelTester(waterfall.bridge, QAbstractItemModelTester.FailureReportingMode.Fatal)

    waterfall.show_lines(LINES, ("", False))
    assert words(waterfall) == "Deleted"
    waterfall.show_lines(LINES, ("end", False))
    assert words(waterfall) == "21 Nov"
    waterfall.show_lines([LINES[0], LINES[-1]], ("won", False))
    assert words(waterfall) == "21 Nov"
    waterfall.show_lines([], ("won", False))
    assert waterfall.height() == 0


def test_the_keyboard_passes_over_the_heading(waterfall: Waterfall) -> None:
    waterfall.show_lines(LINES, ("start", False))

    QTest.keyClick(waterfall, Qt.Key.Key_Down)

    assert words(waterfall) == "Deleted"


def test_a_line_tells_that_it_is_chosen_and_a_double_click_or_enter_goes_to_its_rows(
    waterfall: Waterfall, qtbot: QtBot
) -> None:
    waterfall.show_lines(LINES, ("start", False))
    place = waterfall.visualRect(waterfall.bridge.index(3)).center()

    with qtbot.waitSignal(waterfall.chosen) as chosen:
        QTest.mouseClick(waterfall.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [LINES[3]]
    with qtbot.waitSignal(waterfall.drilled):
        QTest.mouseDClick(waterfall.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(waterfall.drilled):
        QTest.keyClick(waterfall, Qt.Key.Key_Return)


def test_a_line_is_as_wide_as_there_is_room_and_shows_its_sentence(waterfall: Waterfall) -> None:
    waterfall.show_lines(LINES, ("start", False))

    picture = waterfall.grab().toImage()
    assert picture.height() >= 4 * 25
    assert waterfall.bridge.index(2).data(Qt.ItemDataRole.ToolTipRole) == "Gone."


def test_in_little_room_the_bars_stand_below_and_words_are_whole(waterfall: Waterfall) -> None:
    waterfall.show_lines(LINES, ("start", False))
    beside = waterfall.height()

    waterfall.resize(160, beside)
    narrow = waterfall.height()
    waterfall.resize(400, narrow)

    assert beside == 4 * scaled(25)
    assert narrow == 4 * (scaled(25) + scaled(15))
    assert waterfall.height() == beside
