"""What is typed into a year stays, however late a change arrives."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.gui.months.window import YearWindow
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session
from tests.gui.held import Late
from tests.gui.years import year_of

MARKETING, OCTOBER, NOVEMBER, DECEMBER = 1, 10, 11, 12
ENTER = Qt.Key.Key_Return


@pytest.fixture
def costs(qtbot: QtBot, late: Late, theme: Theme) -> Iterator[YearWindow]:
    rows: list[Row] = [
        {"month": "2026-10", "category": category, "amount": 100_00, "currency": "USD"}
        for category in ("commission", "marketing")
    ]
    window = year_of(qtbot, late.desk, theme, "costs", rows)
    late.arrive()
    QApplication.processEvents()
    window.grid.setFocus()
    window.grid.go_to(MARKETING, NOVEMBER)
    yield window
    window.close()


def type_into(window: YearWindow, text: str) -> QLineEdit:
    """Open the current cell and type over what stands in it."""
    QTest.keyClick(window.grid, ENTER)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, text)
    return editor


def stored(session: Session, month: str) -> list[tuple[object, object]]:
    return [(row["category"], row["amount"]) for row in session.store.find("costs", {"month": month})]


def add_a_line(late: Late, category: str = "customer_success") -> None:
    row: Row = {"month": "2026-02", "category": category, "amount": 5_00, "currency": "USD"}

    def add(writer: Writer) -> None:
        writer.insert("costs", [row])

    late.desk.do("Add", add)


def go_on(late: Late) -> None:
    """Let everything arrive, and Qt do what it does a little later."""
    late.arrive()
    QApplication.processEvents()
    late.arrive()
    QApplication.processEvents()


def names(window: YearWindow) -> list[str]:
    return [str(window.months.index(row, 0).data()) for row in range(window.months.rowCount())]


def test_an_amount_typed_while_the_one_before_is_stored_stays(
    late: Late, costs: YearWindow, session: Session
) -> None:
    QTest.keyClick(type_into(costs, "7"), ENTER)
    QApplication.processEvents()
    editor = type_into(costs, "8")
    go_on(late)
    assert (editor.text(), QApplication.focusWidget()) == ("8", editor)
    assert costs.months.index(MARKETING, NOVEMBER).data() == "7"
    QTest.keyClicks(editor, "5")
    QTest.keyClick(editor, ENTER)
    go_on(late)
    assert (stored(session, "2026-11"), stored(session, "2026-12")) == (
        [("marketing", 7_00)],
        [("marketing", 85_00)],
    )


def test_a_line_that_comes_late_waits_until_the_cell_is_left(
    late: Late, costs: YearWindow, session: Session
) -> None:
    add_a_line(late)
    editor = type_into(costs, "8")
    go_on(late)
    assert (editor.text(), names(costs)) == ("8", ["Commission", "Marketing"])
    QTest.keyClicks(editor, "5")
    QTest.keyClick(editor, ENTER)
    go_on(late)
    assert names(costs) == ["Commission", "Customer success", "Marketing"]
    assert stored(session, "2026-11") == [("marketing", 85_00)]
    current = costs.grid.currentIndex()
    assert (current.row(), current.column()) == (2, DECEMBER)
    QTest.keyClick(type_into(costs, "9"), ENTER)
    go_on(late)
    assert stored(session, "2026-12") == [("marketing", 9_00)]


def test_what_is_no_amount_stays_when_its_line_goes_late(
    late: Late, costs: YearWindow, session: Session
) -> None:
    late.desk.undo()
    editor = type_into(costs, "a lot")
    go_on(late)
    QTest.keyClick(editor, ENTER)
    assert (editor.text(), QApplication.focusWidget()) == ("a lot", editor)
    assert costs.refused.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    go_on(late)
    assert names(costs) == []
    assert stored(session, "2026-11") == []


def test_another_year_stores_the_amount_in_the_open_cell_first(
    late: Late, costs: YearWindow, session: Session
) -> None:
    type_into(costs, "8")
    costs.show_year(2025)
    go_on(late)
    assert stored(session, "2026-11") == [("marketing", 8_00)]
    assert stored(session, "2025-11") == []


def test_a_new_line_stores_the_amount_in_the_open_cell_first(
    late: Late, costs: YearWindow, session: Session
) -> None:
    type_into(costs, "8")
    costs.category.setCurrentIndex(costs.category.findText("Customer success"))
    costs.add.click()
    go_on(late)
    assert stored(session, "2026-11") == [("marketing", 8_00)]
    assert "Customer success" in names(costs)


def test_closing_stores_the_amount_in_the_open_cell(late: Late, costs: YearWindow, session: Session) -> None:
    type_into(costs, "8")
    costs.close()
    assert not costs.isVisible()
    go_on(late)
    assert stored(session, "2026-11") == [("marketing", 8_00)]


def test_closing_stays_where_the_open_cell_holds_no_amount(late: Late, costs: YearWindow) -> None:
    editor = type_into(costs, "a lot")
    costs.close()
    assert (costs.isVisible(), QApplication.focusWidget()) == (True, editor)
    assert costs.refused.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    go_on(late)


def test_an_amount_that_is_typed_back_while_the_other_is_stored_holds(
    late: Late, costs: YearWindow, session: Session
) -> None:
    for text in ("5", "100"):
        costs.grid.go_to(MARKETING, OCTOBER)
        QTest.keyClick(type_into(costs, text), ENTER)
        QApplication.processEvents()
    go_on(late)
    assert ("marketing", 100_00) in stored(session, "2026-10")
