"""How a table of plain texts shares out its width."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW

_COLUMNS = (Column("Row"), Column("Today", right=True), Column("What was done", stretches=True), Column("By"))
_WHAT = 2


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> TextsTable:
    table = TextsTable("Rows that differ", theme)
    qtbot.addWidget(table)
    table.resize(900, 200)
    table.show()
    table.show_lines(_COLUMNS, [Line(("ERP rollout", "$130.50", "Value: 100.00 → 130.50", "AK, 21 Nov"))])
    QApplication.processEvents()
    return table


def shown_whole(table: TextsTable, column: int) -> bool:
    return table.columnWidth(column) >= table.sizeHintForColumn(column)


def test_one_column_takes_the_room_that_the_others_leave(table: TextsTable) -> None:
    assert table.horizontalHeader().length() == table.viewport().width()

    table.resize(1200, 200)
    QApplication.processEvents()

    assert table.horizontalHeader().length() == table.viewport().width()
    assert not table.horizontalScrollBar().isVisible()


def test_two_columns_share_the_room_that_is_left(table: TextsTable) -> None:
    columns = (Column("Partner", stretches=True), Column("Same as", stretches=True), Column("Why"))
    table.show_lines(columns, [Line(("Litware", "Litware Limited", "Alike"))])
    QApplication.processEvents()

    assert 0 <= table.viewport().width() - table.horizontalHeader().length() < 2
    assert table.columnWidth(0) > 2 * table.sizeHintForColumn(0)
    assert table.columnWidth(1) > 2 * table.sizeHintForColumn(1)


def test_where_there_is_little_room_it_scrolls_and_cuts_nothing(table: TextsTable) -> None:
    table.resize(300, 200)
    QApplication.processEvents()

    assert all(shown_whole(table, column) for column in range(len(_COLUMNS)))
    assert table.horizontalScrollBar().maximum() > 0


def test_a_column_is_no_wider_than_one_can_take_in(table: TextsTable) -> None:
    told = "Value: 100.00 → 130.50 · " * 20
    table.show_lines(_COLUMNS, [Line(("A name without end " * 20, "$130.50", told, "AK, 21 Nov"))])
    QApplication.processEvents()

    assert table.columnWidth(0) == 280
    assert table.columnWidth(_WHAT) >= 280


def test_long_texts_take_more_lines_before_names_are_cut(table: TextsTable) -> None:
    columns = (
        Column("Metric", stretches=True, wraps=True),
        *(Column(head, right=True) for head in ("As closed", "Today")),
        Column("Difference", right=True, wraps=True),
    )
    figures = ("Partner-sourced revenue", "$1,214,385.69", "$1,214,509.14")
    table.resize(600, 200)
    table.show_lines(columns, [Line((*figures, "+$123.45 · target $973,014 → $1.23M"))])
    QApplication.processEvents()

    assert table.horizontalHeader().length() == table.viewport().width()
    assert all(shown_whole(table, column) for column in (1, 2))
    assert all(table.columnWidth(column) >= 110 for column in (0, 3))
    assert table.rowHeight(0) > scaled(ROW)

    table.resize(900, 200)
    QApplication.processEvents()

    assert all(shown_whole(table, column) for column in range(4))
    assert table.rowHeight(0) == scaled(ROW)


def test_what_many_changes_did_to_a_row_takes_a_few_lines_and_is_whole_under_the_pointer(
    table: TextsTable,
) -> None:
    told = " · ".join(f"Health review {number}: partner: Adatum → Blue Yonder" for number in range(40))
    columns = (*_COLUMNS[:_WHAT], Column("What was done", stretches=True, wraps=True), _COLUMNS[-1])

    table.show_lines(columns, [Line(("ERP rollout", "$130.50", told, "AK, 21 Nov"))])

    line = table.fontMetrics().lineSpacing()
    assert 3 * line < table.rowHeight(0) <= scaled(ROW) + 3 * line
    assert table.texts.index(0, _WHAT).data(Qt.ItemDataRole.ToolTipRole) == told
