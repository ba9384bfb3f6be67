"""What is pasted is shown before it is stored, where it may not be what was meant."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.partners import PartnersView
from partnertracker.gui.tables.checking import BlockCheck
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.gui.deals import column
from tests.gui.held import Late
from tests.gui.pages import on_screen


@pytest.fixture
def partners(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> PartnersView:
    return on_screen(qtbot, PartnersView(desk, theme, memory))


def paste(view: PartnersView, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
    view.grid.select_first()
    QTest.keyClick(view.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def names(session: Session) -> list[object]:
    return [row["name"] for row in session.store.find("partners", {})]


def test_words_of_other_programs_above_the_cells_add_rows_and_change_none(
    partners: PartnersView, session: Session
) -> None:
    before = names(session)
    paste(partners, "Partner\tRegion\tOwner\nNewA\tEMEA\tAK\nNewB\tAPAC\tJL\n")
    assert names(session) == [*before, "NewA", "NewB"]
    (added,) = session.store.find("partners", {"name": "NewB"})
    assert (added["region"], added["manager"]) == ("APAC", "JL")


def test_words_that_are_no_column_are_told_before_anything_is_added(
    partners: PartnersView, session: Session
) -> None:
    before = names(session)
    paste(partners, "Partner\tRegion\tMood\tTurnover\nNewA\tEMEA\tgood\t5\nNewB\tAPAC\tbad\t6\n")
    (check,) = partners.findChildren(BlockCheck)
    assert check.unknown.isVisible()
    assert check.unknown.text() == (
        "The first row names columns, so this is 2 new partners. "
        "“Mood”, “Turnover” are no columns here, and what stands under them is left out."
    )
    assert names(session) == before
    check.confirm.click()
    assert names(session) == [*before, "NewA", "NewB"]


def test_the_name_above_a_single_pasted_column_is_left_out_and_told(
    partners: PartnersView, session: Session
) -> None:
    before = names(session)
    paste(partners, "Partner\nRenamed\n")
    (check,) = partners.findChildren(BlockCheck)
    assert check.unknown.isVisible()
    assert check.unknown.text() == "“Partner” is the name of the column and is left out."
    assert check.summary.text() == "Everything fits: 1 cell in one step."
    assert names(session) == before
    check.confirm.click()
    after = names(session)
    assert (len(after), {*after} - {*before}) == (len(before), {"Renamed"})


def test_nothing_is_put_into_cells_that_are_worked_out_and_that_is_said(
    partners: PartnersView, session: Session
) -> None:
    step = session.store.last_step()
    QGuiApplication.clipboard().setText("Green")
    partners.grid.go_to(0, column(partners, "health"))
    for key, held in (
        (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    ):
        partners.notice.hide()
        QTest.keyClick(partners.grid, key, held)
        assert partners.notice.isVisible()
        assert partners.notice.text == (
            "What stands in these cells is worked out: nothing can be put into them."
        )
    assert session.store.last_step() == step


def test_columns_that_are_worked_out_are_told_beside_what_is_pasted(
    partners: PartnersView, session: Session
) -> None:
    paste(partners, "Partner\tHealth\tDeals\tMood\nNewA\tGreen\t5\tgood\n")
    (check,) = partners.findChildren(BlockCheck)
    assert check.unknown.text().endswith("“Health” and “Deals” are worked out and left as they are.")
    check.reject()
    partners.notice.hide()
    paste(partners, "Partner\tHealth\nNewA\tGreen\n")
    assert "NewA" in names(session)
    assert partners.notice.isVisible()
    assert partners.notice.text == "“Health” is worked out and left as it is."


def test_the_check_shows_what_would_be_filled_in(partners: PartnersView, session: Session) -> None:
    section = column(partners, "name")
    partners.grid.go_to(0, section)
    first = partners.grid.rows.cell(0, section).text
    QTest.keyClick(partners.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    before = names(session)
    partners.duplicate_record()
    (check,) = partners.findChildren(BlockCheck)
    assert [str(check.model.index(0, place).data()) for place in (1, 3)] == ["Partner name", first]
    assert check.model.cells[0].sentence
    check.reject()
    assert names(session) == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_X, Qt.Key.Key_D])
def test_columns_that_are_worked_out_are_told_when_cells_are_cleared_cut_or_filled(
    partners: PartnersView, session: Session, key: Qt.Key
) -> None:
    step = session.store.last_step()
    partners.grid.columns.show_only(["name", "health", "manager"])
    partners.grid.go_to(0, column(partners, "health"))
    QTest.keyClick(partners.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    if key is Qt.Key.Key_D:
        QTest.keyClick(partners.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        partners.duplicate_record()
    else:
        ctrl = Qt.KeyboardModifier.ControlModifier
        held = Qt.KeyboardModifier.NoModifier if key is Qt.Key.Key_Delete else ctrl
        QTest.keyClick(partners.grid, key, held)
    assert partners.notice.text == "“Health” is worked out and left as it is."
    assert session.store.last_step() > step


@pytest.fixture
def checked(qtbot: QtBot, late: Late, theme: Theme, memory: Memory) -> Callable[[str], BlockCheck]:
    """Returns the check of partners that are pasted, on a slow disk."""
    page = on_screen(qtbot, PartnersView(late.desk, theme, memory))
    late.arrive()

    def pasted(text: str) -> BlockCheck:
        paste(page, text)
        late.arrive()
        (check,) = page.findChildren(BlockCheck)
        check.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.waitUntil(check.rows.hasFocus)
        return check

    return pasted


@pytest.fixture
def check(checked: Callable[[str], BlockCheck]) -> BlockCheck:
    """The check of two new partners, two of whose cells don't fit."""
    return checked("Partner\tType\tJoined on\nNewA\toops\twhen\nNewB\treferral\ttoday\n")


def mend(check: BlockCheck, row: int, text: str) -> QLineEdit:
    """Type another text over a cell that doesn't fit."""
    check.rows.setFocus()
    check.rows.setCurrentIndex(check.model.index(row, 3))
    QTest.keyClick(check.rows, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    return editor


def test_cells_mended_one_after_another_are_all_mended(check: BlockCheck, late: Late) -> None:
    for row, text in enumerate(("referral", "today")):
        QTest.keyClick(mend(check, row, text), Qt.Key.Key_Return)
        QApplication.processEvents()
        assert check.model.index(row, 3).data() == text
    late.arrive()
    assert check.summary.text().startswith("Everything fits")


def test_a_text_typed_over_a_cell_stays_while_the_one_before_is_checked(
    check: BlockCheck, late: Late
) -> None:
    QTest.keyClick(mend(check, 0, "referral"), Qt.Key.Key_Return)
    QApplication.processEvents()
    editor = mend(check, 1, "tod")
    late.arrive()
    assert QApplication.focusWidget() is editor
    QTest.keyClicks(editor, "ay")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    check.accept()
    assert check.isVisible()  # it is not known yet whether that fits
    late.arrive()
    assert check.summary.text().startswith("Everything fits")
    check.accept()
    assert not check.isVisible()


def type_quickly(text: str) -> None:
    """Type into whatever has the focus, Enter with ``|``."""
    for letter in text:
        held = QApplication.focusWidget()
        assert held is not None
        if letter == "|":
            QTest.keyClick(held, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(held, letter)
        QApplication.processEvents()


def test_texts_typed_one_after_another_go_into_one_cell_after_another(check: BlockCheck, late: Late) -> None:
    type_quickly("referral|today|")
    assert [check.model.index(row, 3).data() for row in range(2)] == ["referral", "today"]
    late.arrive()
    assert check.summary.text().startswith("Everything fits")
    assert QApplication.focusWidget() is check.rows


def test_an_answer_leaves_the_cursor_on_the_cell_that_it_went_on_to(check: BlockCheck, late: Late) -> None:
    type_quickly("wrong|")
    late.arrive()
    assert check.model.rowCount() == 2
    assert check.rows.currentIndex().row() == 1
    type_quickly("today|")
    late.arrive()
    assert [cell.text for cell in check.model.cells] == ["wrong"]


def test_a_row_is_left_out_at_once_and_the_next_is_mended(
    checked: Callable[[str], BlockCheck], late: Late
) -> None:
    check = checked("Partner\tType\nNewA\toops\nNewB\twrong\nNewC\tnone\n")
    QTest.keyClick(check.rows, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [check.model.index(row, 0).data() for row in range(2)] == ["NewB", "NewC"]
    type_quickly("referral|referral|")
    late.arrive()
    assert check.summary.text().startswith("Everything fits: 4 cells")
    assert QApplication.focusWidget() is check.rows


def test_del_goes_on_to_the_cell_that_follows_at_once(check: BlockCheck, late: Late) -> None:
    for _ in range(2):
        QTest.keyClick(check.rows, Qt.Key.Key_Delete)
    late.arrive()
    assert check.summary.text().startswith("Everything fits: 4 cells")
