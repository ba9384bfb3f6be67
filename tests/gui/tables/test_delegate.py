"""A cell is edited in its place, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from partnertracker.gui.deals import DealsView
from partnertracker.services.session import Session
from tests.gui.deals import column, deal, go_to

ENTER = Qt.Key.Key_Return
TAB = Qt.Key.Key_Tab
ESCAPE = Qt.Key.Key_Escape


def open_editor(view: DealsView) -> QLineEdit:
    return next(each for each in view.grid.viewport().findChildren(QLineEdit) if each.isVisible())


def edit_cell(view: DealsView, text: str) -> QLineEdit:
    QTest.keyClick(view.grid, Qt.Key.Key_F2)
    editor = open_editor(view)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    return editor


def test_f2_edits_in_the_cell_and_enter_goes_down(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "value")
    row = view.grid.currentIndex().row()
    editor = edit_cell(view, "40000")
    QTest.keyClick(editor, ENTER)
    assert deal(session, "Renewal")["value"] == 4_000_000
    assert view.grid.currentIndex().row() == row + 1


def test_typing_in_a_cell_starts_editing_and_escape_reverts(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "name")
    QTest.keyClicks(view.grid, "X")
    editor = open_editor(view)
    assert editor.text() == "X"
    QTest.keyClick(editor, ESCAPE)
    assert deal(session, "Renewal")["name"] == "Renewal"


def test_what_is_wrong_keeps_the_cell_open_with_a_sentence(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "value")
    editor = edit_cell(view, "a lot")
    QTest.keyClick(editor, ENTER)
    assert editor.isVisible()
    assert view.grid.editing.sentence != ""
    assert editor.text() == "a lot"
    editor.selectAll()
    QTest.keyClicks(editor, "7")
    assert view.grid.editing.sentence == ""
    QTest.keyClick(editor, ENTER)
    assert deal(session, "Renewal")["value"] == 700


def test_tab_goes_on_to_the_cell_at_the_right(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "name")
    editor = edit_cell(view, "Renewal 2")
    QTest.keyClick(editor, TAB)
    assert deal(session, "Renewal 2")["customer"] == "VanArsdel"
    assert view.grid.currentIndex().column() == column(view, "partner")


def test_the_close_cell_edits_the_date_that_it_shows(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "close")
    QTest.keyClick(edit_cell(view, "10 Nov 2026"), ENTER)
    assert deal(session, "Renewal")["closed_on"] == "2026-11-10"
    go_to(view, session, "Network refresh", "close")
    QTest.keyClick(edit_cell(view, "10 Jan 2027"), ENTER)
    assert deal(session, "Network refresh")["expected_close_on"] == "2027-01-10"


def test_a_cell_that_can_not_be_saved_is_told_before_one_leaves(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "close")
    editor = edit_cell(view, "1 Jan 2020")
    view.form.save_button.setFocus()
    sentence = "Deal “Renewal” is not saved: Closed on must be on or after created on (1 Aug 2026)."
    assert list(view.unsaved) == [sentence]
    view.mend()
    assert QApplication.focusWidget() is editor
    QTest.keyClick(editor, ESCAPE)
    assert not view.unsaved


def click(view: DealsView, row: int, *held: Qt.KeyboardModifier) -> None:
    at = view.grid.visualRect(view.grid.rows.index(row, 0)).center()
    held_down = held[0] if held else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, held_down, at)


@pytest.mark.parametrize("held", [(), (Qt.KeyboardModifier.ShiftModifier,)])
def test_a_click_elsewhere_goes_back_to_what_can_not_be_saved(
    view: DealsView, session: Session, held: tuple[Qt.KeyboardModifier, ...]
) -> None:
    go_to(view, session, "Renewal", "value")
    key, shown = view.grid.current_key, view.form.boxes["name"].entry.text()
    editor = edit_cell(view, "a lot")
    click(view, 6, *held)
    QApplication.processEvents()
    assert (editor.isVisible(), editor.text()) == (True, "a lot")
    assert view.grid.editing.sentence.startswith("Value must be")
    assert (view.grid.selected_keys(), view.form.boxes["name"].entry.text()) == ([key], shown)
    QTest.keyClick(editor, ESCAPE)
    click(view, 6)
    assert view.grid.currentIndex().row() == 6


def test_a_click_elsewhere_saves_and_goes_where_it_was_clicked(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "value")
    edit_cell(view, "7")
    click(view, 6)
    QApplication.processEvents()
    assert deal(session, "Renewal")["value"] == 700
    assert (view.grid.currentIndex().row(), len(view.grid.selected_keys())) == (6, 1)


def test_coming_back_to_the_table_goes_to_what_can_not_be_saved(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "value")
    editor = edit_cell(view, "a lot")
    view.form.save_button.setFocus()
    view.take_focus()
    assert QApplication.focusWidget() is editor
    assert view.grid.editing.sentence.startswith("Value must be")
    QTest.keyClick(editor, ESCAPE)
    assert not view.unsaved
    assert QApplication.focusWidget() is view.grid
