"""Blocks of a year's amounts are copied and pasted as in a spreadsheet."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.months.window import YearWindow
from partnertracker.gui.tables.checking import BlockCheck
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.gui.years import year_of

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
COMMISSION, MARKETING = 0, 1
OCTOBER, NOVEMBER, DECEMBER, YEAR = 10, 11, 12, 13


@pytest.fixture
def costs(qtbot: QtBot, desk: Desk, theme: Theme) -> YearWindow:
    rows: list[Row] = [
        {"month": "2026-10", "category": "marketing", "amount": 100_00, "currency": "USD"},
        {"month": "2026-09", "category": "commission", "amount": 1_00, "currency": "USD"},
        {"month": "2026-10", "category": "commission", "amount": 1_00, "currency": "USD"},
        {"month": "2026-10", "category": "commission", "amount": 2_00, "currency": "USD"},
    ]
    return year_of(qtbot, desk, theme, "costs", rows)


def press(window: YearWindow, key: Qt.Key, *held: Qt.KeyboardModifier, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(window.grid, key, held[0] if held else Qt.KeyboardModifier.NoModifier)


def paste(window: YearWindow, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
    press(window, Qt.Key.Key_V, CTRL)


def shown(window: YearWindow, row: int) -> list[str]:
    cells = (window.months.index(row, column).data() for column in (OCTOBER, NOVEMBER, DECEMBER, YEAR))
    return [str(cell) for cell in cells]


def test_a_block_chosen_with_shift_is_copied_and_pasted_in_one_step(
    costs: YearWindow, session: Session
) -> None:
    costs.grid.go_to(MARKETING, OCTOBER)
    press(costs, Qt.Key.Key_Right, SHIFT)
    press(costs, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "100\t\n"
    paste(costs, "250\t1,200.50\n")
    assert shown(costs, MARKETING) == ["250", "1,200.50", "", "1,450.50"]
    (added,) = session.store.find("costs", {"month": "2026-11"})
    assert (added["category"], added["partner"], added["currency"]) == ("marketing", None, "USD")
    step = session.store.undoable()
    assert step is not None
    assert step.label == "Paste 2 cells into costs"
    press(costs, Qt.Key.Key_Z, CTRL)
    assert shown(costs, MARKETING) == ["100", "", "", "100"]


def test_one_amount_fills_the_chosen_months_and_del_empties_them(costs: YearWindow) -> None:
    costs.grid.go_to(MARKETING, OCTOBER)
    press(costs, Qt.Key.Key_Right, SHIFT, times=2)
    paste(costs, "7")
    assert shown(costs, MARKETING) == ["7", "7", "7", "21"]
    press(costs, Qt.Key.Key_Delete)
    assert shown(costs, MARKETING) == ["", "", "", ""]


def last_step(session: Session) -> str:
    step = session.store.undoable()
    assert step is not None
    return step.label


def test_del_over_several_lines_is_one_step_and_leaves_sums_of_several_rows(
    costs: YearWindow, session: Session
) -> None:
    costs.grid.go_to(COMMISSION, OCTOBER - 1)
    press(costs, Qt.Key.Key_Right, SHIFT)
    press(costs, Qt.Key.Key_Down, SHIFT)
    press(costs, Qt.Key.Key_Delete)
    assert last_step(session) == "Clear 2 cells in costs"
    assert [str(costs.months.index(row, YEAR).data()) for row in (COMMISSION, MARKETING)] == ["3", ""]
    press(costs, Qt.Key.Key_Z, CTRL)
    assert [str(costs.months.index(row, YEAR).data()) for row in (COMMISSION, MARKETING)] == ["4", "100"]


def test_ctrl_x_copies_amounts_and_empties_them_in_one_step(costs: YearWindow, session: Session) -> None:
    costs.grid.go_to(MARKETING, OCTOBER)
    press(costs, Qt.Key.Key_X, CTRL)
    assert QGuiApplication.clipboard().text() == "100\n"
    assert shown(costs, MARKETING) == ["", "", "", ""]
    assert last_step(session) == "Cut 1 cell from costs"
    paste(costs, "100\n")
    assert shown(costs, MARKETING) == ["100", "", "", "100"]


def test_an_empty_cell_pasted_over_an_amount_deletes_it(costs: YearWindow, session: Session) -> None:
    costs.grid.go_to(MARKETING, OCTOBER)
    paste(costs, "\t5\n")
    assert shown(costs, MARKETING) == ["", "5", "", "5"]
    assert last_step(session) == "Paste 2 cells into costs"
    press(costs, Qt.Key.Key_Z, CTRL)
    assert shown(costs, MARKETING) == ["100", "", "", "100"]


def test_the_check_lists_amounts_alone(costs: YearWindow) -> None:
    costs.grid.go_to(MARKETING, OCTOBER)
    paste(costs, "\t5\tsoon\n")
    (check,) = costs.findChildren(BlockCheck)
    check.every.click()
    rows = range(check.model.rowCount())
    assert [str(check.model.index(row, 1).data()) for row in rows] == ["Amount"] * 3
    assert [str(check.model.index(row, 3).data()) for row in rows] == ["", "5.00", "soon"]
    check.rows.setCurrentIndex(check.model.index(2, 3))
    QTest.keyClick(check.rows, Qt.Key.Key_Delete)
    check.confirm.click()
    assert shown(costs, MARKETING) == ["", "5", "", "5"]


def test_what_is_no_amount_is_shown_before_anything_is_stored(costs: YearWindow) -> None:
    costs.grid.go_to(MARKETING, OCTOBER)
    paste(costs, "250\tsoon\n")
    (check,) = costs.findChildren(BlockCheck)
    assert check.summary.text().startswith("1 of 2 cells does not fit.")
    assert shown(costs, MARKETING) == ["100", "", "", "100"]
    check.reject()


@pytest.mark.parametrize(
    ("row", "column", "text", "sentence"),
    [
        (COMMISSION, OCTOBER, "5", "What stands in 2026-10 is the sum of several rows."),
        (MARKETING, DECEMBER, "1\t2\t3", "The cells to paste, 1 × 3, go beyond the lines and months"),
        (MARKETING, OCTOBER, "", "There are no cells to paste"),
        (MARKETING, YEAR, "5", "Only months take amounts."),
    ],
)
def test_what_has_no_place_is_said(
    costs: YearWindow, row: int, column: int, text: str, sentence: str
) -> None:
    costs.grid.go_to(row, column)
    paste(costs, text)
    assert costs.refused.text().startswith(sentence)
    assert shown(costs, COMMISSION)[0] == "3"
