"""New rows that the table doesn't show are told, so that nobody enters them twice."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.tables.unseen import UnseenRows
from tests.gui.deals import type_in


@pytest.fixture
def unseen(view: DealsView) -> UnseenRows:
    """What is said of new rows, on a page that shows the won deals of one partner."""
    view.header.write("stage:won partner:Litware")
    return view.panel.unseen


def paste(view: DealsView, *names: str) -> None:
    mime = QMimeData()
    mime.setText(
        "".join(f"{line}\n" for line in ("Deal\tCustomer\tValue", *(f"{n}\tPort\t5" for n in names)))
    )
    QGuiApplication.clipboard().setMimeData(mime)
    view.grid.setFocus()
    QTest.keyClick(view.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def current(view: DealsView) -> str:
    return view.grid.rows.cell(view.grid.currentIndex().row(), 0).text


def test_pasted_rows_that_the_filters_hide_are_told_and_shown(view: DealsView, unseen: UnseenRows) -> None:
    paste(view, "Crane", "Dredger")
    assert unseen.text == "2 new deals don't pass the filters."
    assert unseen.remedy.text() == "Show them"
    unseen.remedy.click()
    assert view.header.search.text() == ""
    assert current(view) == "Crane"
    assert unseen.text == ""


def enter(view: DealsView, name: str) -> None:
    view.new_record()
    for field, text in (("name", name), ("customer", "Port"), ("stage", "lead"), ("value", "5")):
        type_in(view, field, text)


def test_a_record_entered_in_the_form_is_told_likewise(view: DealsView, unseen: UnseenRows) -> None:
    enter(view, "Crane")
    view.form.save_now()
    assert unseen.text == "1 new deal doesn't pass the filters."
    assert unseen.remedy.text() == "Show it"


def test_records_entered_one_after_the_other_are_told_together(view: DealsView, unseen: UnseenRows) -> None:
    enter(view, "Crane")
    enter(view, "Dredger")
    assert unseen.text == "1 new deal doesn't pass the filters."
    assert view.form.boxes["name"].entry.text() == "Dredger"
    view.new_record()
    assert unseen.text == "2 new deals don't pass the filters."
    assert view.form.key is None


def test_rows_in_sight_are_not_told(view: DealsView) -> None:
    paste(view, "Crane")
    assert view.panel.unseen.text == ""
    view.header.write("stage:won")
    assert view.panel.unseen.text == ""


def test_rows_that_are_undone_are_told_no_longer(view: DealsView, unseen: UnseenRows, desk: Desk) -> None:
    paste(view, "Crane")
    assert unseen.text
    desk.undo()
    assert unseen.text == ""
    desk.redo()
    assert unseen.text == "1 new deal doesn't pass the filters."


def test_what_was_closed_is_not_said_again(view: DealsView, unseen: UnseenRows) -> None:
    paste(view, "Crane")
    unseen.close_button.click()
    view.refresh()
    assert unseen.text == ""


def test_rows_outside_of_what_the_window_looks_at_are_told(view: DealsView, desk: Desk) -> None:
    desk.choose(desk.choice._replace(manager="AK"))
    paste(view, "Crane")
    assert view.panel.unseen.text == "1 new deal is saved but not part of this list."
    assert view.panel.unseen.remedy.isHidden()
