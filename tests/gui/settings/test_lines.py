"""Rows of texts on a card."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.settings.lines import Column, Line, LinesTable
from partnertracker.gui.theme.tokens import ROW

pytestmark = pytest.mark.usefixtures("theme")  # rows are as high as the application's words ask for

COLUMNS = (Column("Stage"), Column("Probability", 110, number=True))


def lines(*keys: str) -> list[Line]:
    return [Line(key, (key.capitalize(), "10%")) for key in keys]


def table(qtbot: QtBot, *keys: str) -> LinesTable:
    made = LinesTable(COLUMNS, "Stages", most=3)
    qtbot.addWidget(made)
    made.show_lines(lines(*keys))
    made.show()
    return made


def test_each_cell_says_its_column_too_and_numbers_stand_at_the_right(qtbot: QtBot) -> None:
    shown = table(qtbot, "lead").lines
    assert shown.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Probability: 10%"
    alignment = shown.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole)
    assert alignment & Qt.AlignmentFlag.AlignRight


def test_a_head_has_room_for_its_words(qtbot: QtBot) -> None:
    made = LinesTable((Column("Stage"), Column("Probability of a deal", 20, number=True)), "Stages")
    qtbot.addWidget(made)
    head = made.horizontalHeader().fontMetrics().horizontalAdvance("Probability of a deal")
    assert made.columnWidth(1) > head + 2 * 12  # the padding at its sides


def test_the_chosen_row_stays_chosen_while_it_is_there(qtbot: QtBot) -> None:
    shown = table(qtbot, "lead", "qualified", "won")
    assert shown.key == "lead"
    shown.choose("qualified")
    shown.show_lines(lines("won", "qualified"))
    assert shown.key == "qualified"
    shown.show_lines(lines("won"))
    assert shown.key == "won"
    shown.show_lines([])
    assert shown.key == ""


def test_it_is_as_high_as_its_rows_up_to_a_limit(qtbot: QtBot) -> None:
    two, three = table(qtbot, "a", "b"), table(qtbot, "a", "b", "c")
    assert two.rowHeight(0) == ROW
    assert two.height() + two.rowHeight(0) == three.height()
    assert three.height() == table(qtbot, *"abcdef").height()
    assert not three.verticalScrollBar().isVisible()


def test_keys_ask_to_open_remove_and_move_the_chosen_row(qtbot: QtBot) -> None:
    shown = table(qtbot, "lead", "won")
    heard: list[object] = []
    shown.opened.connect(lambda: heard.append("open"))
    shown.removed.connect(lambda: heard.append("remove"))
    shown.moved.connect(heard.append)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    QTest.keyClick(shown, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert heard == ["open", "remove", 1]
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert shown.key == "won"
    shown.show_lines([])
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert heard == ["open", "remove", 1]
