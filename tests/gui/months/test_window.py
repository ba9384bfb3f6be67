"""A year of costs and of revenue is typed month by month."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.months.model import SUM
from partnertracker.gui.months.window import YearWindow
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.gui.years import year_of


@pytest.fixture
def costs(qtbot: QtBot, desk: Desk, theme: Theme) -> YearWindow:
    rows: list[Row] = [
        {"month": "2026-10", "category": "marketing", "amount": 100_00, "currency": "USD"},
        {"month": "2026-10", "category": "commission", "amount": 1_00, "currency": "USD"},
        {"month": "2026-10", "category": "commission", "amount": 2_00, "currency": "USD"},
        {"month": "2025-03", "category": "customer_success", "amount": 5_00, "currency": "USD"},
    ]
    return year_of(qtbot, desk, theme, "costs", rows)


def type_at(window: YearWindow, row: int, column: int, *texts: str) -> None:
    """Go to a cell and type into it and the ones after it, going on with Enter."""
    window.grid.setFocus()
    window.grid.go_to(row, column)
    for text in texts:
        QTest.keyClick(window.grid, Qt.Key.Key_Return)
        editor = QApplication.focusWidget()
        assert editor is not None
        QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()  # Qt takes what was typed a little later


def shown(window: YearWindow, row: int, column: int) -> str:
    return str(window.months.data(window.months.index(row, column)))


def names(window: YearWindow) -> list[str]:
    return [shown(window, row, 0) for row in range(window.months.rowCount())]


def test_lines_are_those_of_the_year_and_of_the_one_before(costs: YearWindow) -> None:
    assert costs.title.text() == "Costs by month, 2026"
    assert names(costs) == ["Commission", "Customer success", "Marketing"]
    assert [shown(costs, 2, column) for column in (9, 10, SUM)] == ["", "100", "100"]


def test_the_names_of_the_lines_stay_in_sight_in_a_narrow_window(costs: YearWindow) -> None:
    costs.resize(700, 500)
    QApplication.processEvents()
    bar, heads = costs.grid.horizontalScrollBar(), costs.grid.verticalHeader()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    assert heads.isVisible()
    assert heads.geometry().right() < costs.grid.viewport().geometry().left() + 1
    told = [costs.months.headerData(row, Qt.Orientation.Vertical) for row in range(3)]
    assert told == names(costs)


def test_months_are_typed_one_after_the_other(costs: YearWindow, session: Session) -> None:
    type_at(costs, 2, 11, "12k", "3 x 100")
    assert [shown(costs, 2, column) for column in (11, 12, SUM)] == ["12,000", "300", "12,400"]
    november = session.store.find("costs", {"month": "2026-11"})
    assert [(row["category"], row["amount"]) for row in november] == [("marketing", 12_000_00)]
    session.undo()
    assert session.store.find("costs", {"month": "2026-12"}) == []


def test_an_amount_is_changed_and_deleted(costs: YearWindow, session: Session) -> None:
    type_at(costs, 2, 10, "250")
    assert [row["amount"] for row in session.store.find("costs", {"category": "marketing"})] == [250_00]
    costs.grid.go_to(2, 10)
    QTest.keyClick(costs.grid, Qt.Key.Key_Delete)
    assert session.store.find("costs", {"category": "marketing"}) == []
    assert "Marketing" in names(costs)


def test_ctrl_r_copies_a_month_to_the_rest_of_the_year_in_one_step(
    costs: YearWindow, session: Session
) -> None:
    type_at(costs, 1, 3, "500")
    costs.grid.go_to(1, 3)
    QTest.keyClick(costs.grid, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert shown(costs, 1, SUM) == "5,000"
    session.undo()
    assert len(session.store.find("costs", {"category": "customer_success"})) == 2


def test_the_sum_of_several_rows_is_not_typed_over(costs: YearWindow) -> None:
    assert shown(costs, 0, 10) == "3"
    assert not costs.months.flags(costs.months.index(0, 10)) & Qt.ItemFlag.ItemIsEditable
    type_at(costs, 0, 9, "7")
    costs.grid.go_to(0, 9)
    QTest.keyClick(costs.grid, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert [shown(costs, 0, column) for column in (9, 10, 11)] == ["7", "3", "7"]


def test_what_is_no_amount_stays_open_and_is_said(costs: YearWindow, session: Session) -> None:
    type_at(costs, 2, 11, "a lot")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "a lot"
    assert costs.refused.text().startswith("Amount must be")
    above = costs.grid.visualRect(costs.months.index(0, 3)).center()
    QTest.mouseClick(costs.grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, above)
    costs.reject()
    assert (QApplication.focusWidget(), costs.isVisible()) == (editor, True)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert session.store.find("costs", {"month": "2026-11"}) == []
    assert not costs.refused.isVisible()
    costs.reject()
    assert not costs.isVisible()


def test_tab_leaves_the_table(costs: YearWindow) -> None:
    costs.grid.setFocus()
    QTest.keyClick(costs.grid, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not costs.grid


def test_undo_and_redo_answer_in_the_window(costs: YearWindow) -> None:
    QTest.qWaitForWindowActive(costs)
    type_at(costs, 2, 11, "7")
    QTest.keyClick(costs.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(costs, 2, 11) == ""
    QTest.keyClick(costs.grid, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert shown(costs, 2, 11) == "7"


def test_a_line_for_a_partner_is_added(costs: YearWindow, session: Session) -> None:
    costs.category.setCurrentIndex(costs.category.findText("Marketing"))
    costs.partner.setText("litware")
    costs.add.click()
    row = names(costs).index("Marketing · Litware")
    type_at(costs, row, 1, "10")
    (stored,) = session.store.find("costs", {"month": "2026-01"})
    assert stored["partner"] == session.store.find("partners", {"name": "Litware"})[0]["id"]
    costs.partner.setText("Nobody")
    costs.add.click()
    assert costs.refused.text() == "There is no partner “Nobody” yet."


def test_the_revenue_of_a_new_file_has_its_line(
    qtbot: QtBot, desk: Desk, theme: Theme, session: Session
) -> None:
    window = year_of(qtbot, desk, theme, "company_revenue")
    assert names(window) == ["Revenue"]
    type_at(window, 0, 1, "1.5m", "1.6m")
    assert shown(window, 0, SUM) == "3,100,000"
    window.after.click()
    assert shown(window, 0, SUM) == ""
    assert window.title.text().endswith("2027")
    assert len(session.store.find("company_revenue", {})) == 2


def test_no_other_year_and_no_line_comes_while_what_is_typed_is_no_amount(costs: YearWindow) -> None:
    type_at(costs, 0, 3, "zzz")
    editor, lines = QApplication.focusWidget(), costs.months.rowCount()
    assert isinstance(editor, QLineEdit)
    for wanted in (costs.after, costs.before, costs.add):
        costs.refused.hide()
        wanted.click()
        assert (costs.title.text(), costs.months.rowCount()) == ("Costs by month, 2026", lines)
        assert (editor.text(), costs.refused.isVisible()) == ("zzz", True)
        assert QApplication.focusWidget() is editor
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    costs.after.click()
    assert costs.title.text() == "Costs by month, 2027"


def test_a_bug_is_told_by_the_program_and_not_by_its_own_words(
    qtbot: QtBot, costs: YearWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise KeyError("amount")

    monkeypatch.setattr(session, "execute", broken)
    with qtbot.waitSignal(costs.grid.blocks._desk.failed) as failed:
        type_at(costs, 2, 11, "7")
    assert isinstance(failed.args[0], KeyError)
    assert costs.refused.text() == ""


def test_a_year_without_lines_says_how_to_begin(costs: YearWindow) -> None:
    assert not costs.empty.isVisible()
    costs.show_year(1999)
    assert costs.empty.text() == "No costs in 1999 or the year before"
    assert costs.empty.isVisible()
    costs.add.click()
    assert not costs.empty.isVisible()
    assert costs.focusWidget() is costs.grid


def test_a_year_of_millions_is_seen_whole_in_the_window_s_own_size(
    qtbot: QtBot, desk: Desk, theme: Theme
) -> None:
    rows: list[Row] = [{"month": f"2026-{month:02}", "amount": 1_249_000_00} for month in range(1, 13)]
    window = year_of(qtbot, desk, theme, "company_revenue", rows)
    window.resize(1400, 600)
    QApplication.processEvents()
    assert window.grid.horizontalScrollBar().maximum() == 0
    at = window.months.index(0, 11)
    words = window.grid.fontMetrics().horizontalAdvance("1,249,000")
    assert window.grid.columnWidth(11) >= words + 2 * 9 + 2 * 3 + 2  # its padding, Qt's margin, its frame
    assert at.data() == "1,249,000"
