"""Many deals edited in one form."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.tables.together import TogetherDialog
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.gui.deals import deal
from tests.gui.pages import on_screen

SHIFT = Qt.KeyboardModifier.ShiftModifier
NAMES = ("Renewal", "Support plan", "Analytics")


@pytest.fixture
def form(view: DealsView, session: Session) -> TogetherDialog:
    """The form over Renewal, Support plan and Analytics, which stand below one another."""
    row = view.grid.rows.row_of(int(str(deal(session, "Renewal")["key"])))
    view.grid.go_to(row, 0)
    for _ in range(2):
        QTest.keyClick(view.grid, Qt.Key.Key_Down, SHIFT)
    view.edit_rows()
    (dialog,) = view.findChildren(TogetherDialog)
    return dialog


def entry(form: TogetherDialog, field: str) -> QLineEdit:
    found = form.boxes[field].box.entry
    assert isinstance(found, QLineEdit)
    return found


def type_in(form: TogetherDialog, field: str, text: str) -> None:
    found = entry(form, field)
    found.setFocus()
    found.selectAll()
    QTest.keyClicks(found, text) if text else QTest.keyClick(found, Qt.Key.Key_Delete)


def test_mixed_values_are_shown_as_such(form: TogetherDialog) -> None:
    assert form.windowTitle() == "Edit 3 deals"
    assert (entry(form, "manager").text(), entry(form, "currency").text()) == ("AK", "USD")
    assert (entry(form, "value").text(), entry(form, "value").placeholderText()) == ("", "Mixed")
    assert not form.confirm.isEnabled()
    assert "external_id" not in form.boxes


def test_only_what_is_typed_is_written_in_one_step(
    form: TogetherDialog, session: Session, desk: Desk
) -> None:
    type_in(form, "manager", "Zoe")
    type_in(form, "probability", "40")
    form.confirm.click()
    rows = [deal(session, name) for name in NAMES]
    assert {(row["manager"], row["probability"]) for row in rows} == {("Zoe", 40)}
    assert [row["value"] for row in rows] == [3_820_000, 950_000, 3_600_000]
    step = session.store.undoable()
    assert step is not None
    assert step.label == "Edit 3 deals"
    desk.undo()
    assert {deal(session, name)["manager"] for name in NAMES} == {"AK"}


def test_a_field_is_emptied_in_all_or_left_as_it_is(form: TogetherDialog, session: Session) -> None:
    type_in(form, "manager", "")
    assert entry(form, "manager").placeholderText() == "Empty in all of them"
    type_in(form, "customer", "Port")
    form.boxes["customer"].back.click()
    assert form.texts == {"manager": ""}
    form.confirm.click()
    assert {deal(session, name)["manager"] for name in NAMES} == {None}
    assert deal(session, "Analytics")["customer"] == "Trey Research"


def test_what_some_rows_can_not_be_is_said_beside_the_field_and_nothing_is_stored(
    form: TogetherDialog, session: Session
) -> None:
    before = session.store.last_step()
    type_in(form, "qualified_on", "1 Jul 2026")
    form.confirm.click()
    sentence = form.boxes["qualified_on"].box.sentence
    assert sentence == "Qualified on must be on or after created on (1 Aug 2026). This concerns 1 of 3."
    assert form.isVisible()
    assert session.store.last_step() == before
    form.reject()


def test_a_partner_that_is_not_there_is_added_in_the_same_step(
    form: TogetherDialog, session: Session
) -> None:
    type_in(form, "source_partner", "Northwind")
    form.confirm.click()
    (add,) = (each for each in form.findChildren(QPushButton) if each.text() == "Add “Northwind”")
    add.click()
    QApplication.processEvents()
    (partner,) = session.store.find("partners", {"name": "Northwind"})
    assert {deal(session, name)["source_partner"] for name in NAMES} == {partner["id"]}


def test_the_keyboard_stands_in_the_first_field_once_the_rows_are_read(
    qtbot: QtBot, threaded: Desk, theme: Theme, memory: Memory
) -> None:
    page = on_screen(qtbot, DealsView(threaded, theme, memory))
    qtbot.waitUntil(lambda: page.grid.rows.rowCount() > 1)
    page.grid.go_to(0, 0)
    QTest.keyClick(page.grid, Qt.Key.Key_Down, SHIFT)
    page.edit_rows()
    (dialog,) = page.findChildren(TogetherDialog)
    QTest.qWaitForWindowActive(dialog)
    qtbot.waitUntil(lambda: bool(dialog.boxes))
    QApplication.processEvents()
    assert QApplication.focusWidget() is entry(dialog, "name")
    dialog.close()
