from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.gui.desk import Desk
from partnertracker.gui.quality.flaws import Column, FlawsTable
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.quality import flaws_of_metric
from tests.gui import programme

PADDING = 12
"""At either side of a head's words, by the table's style."""

DAY = day_of(programme.TODAY.isoformat())


@pytest.fixture(params=[True, False], ids=["wide", "narrow"])
def table(request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme, flawed: Desk) -> FlawsTable:
    table = FlawsTable(theme, wide=request.param)
    qtbot.addWidget(table)
    table.resize(733 if request.param else 404, 300)
    table.show()
    QAbstractItemModelTester(table.flaws, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.show_found(flaws_of_metric(flawed.facts, "sales_cycle", DAY), flawed.facts)
    return table


def test_the_most_frequent_flaw_stands_first_and_is_chosen(table: FlawsTable) -> None:
    texts = [[str(table.flaws.index(row, column).data()) for column in Column] for row in range(2)]

    assert texts == [
        ["Won deals without a qualified date", "Missing", "2", "14.3%", "Sales cycle length + 2"],
        ["Deals closed before they were qualified", "Contradictory", "1", "7.1%", "Sales cycle length"],
    ]
    assert table.current is not None
    assert table.current.flaw.id == "won_unqualified"


def test_every_word_has_room(table: FlawsTable) -> None:
    metrics = table.fontMetrics()
    for column in Column:
        if table.isColumnHidden(column):
            continue
        head = (
            table.horizontalHeader()
            .fontMetrics()
            .horizontalAdvance(str(table.flaws.headerData(column, Qt.Orientation.Horizontal)))
        )
        assert head + 2 * PADDING <= table.columnWidth(column)
        texts = [str(table.flaws.index(row, column).data()) for row in range(2)]
        if column not in {Column.KIND, Column.METRICS}:
            assert max(map(metrics.horizontalAdvance, texts)) + 18 <= table.columnWidth(column)


def test_numbers_of_a_great_many_rows_stand_in_full(table: FlawsTable, flawed: Desk) -> None:
    (first, *_) = flaws_of_metric(flawed.facts, "sales_cycle", DAY)
    table.show_found([replace(first, keys=np.arange(1_234_567))], flawed.facts)
    text = str(table.flaws.index(0, Column.COUNT).data())
    assert text == "1,234,567"
    room = table.columnWidth(Column.COUNT) - 2 * PADDING
    assert table.fontMetrics().horizontalAdvance(text) <= room


def test_the_chosen_flaw_stays_chosen_when_there_are_others(table: FlawsTable, flawed: Desk) -> None:
    table.selectRow(1)

    table.show_found(flaws_of_metric(flawed.facts, "sales_cycle", DAY)[1:], flawed.facts)

    assert table.current is not None
    assert table.current.flaw.id == "closed_before_qualified"


def test_enter_goes_to_the_rows(table: FlawsTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.drilled):
        QTest.keyClick(table, Qt.Key.Key_Return)


def test_it_tells_when_nothing_is_wrong_any_more(table: FlawsTable, flawed: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.chosen) as chosen:
        table.show_found((), flawed.facts)

    assert chosen.args == [None]
    assert table.current is None
