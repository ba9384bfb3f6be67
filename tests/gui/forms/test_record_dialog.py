"""A record of a table without a page is seen, changed and deleted in a small window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.layouts import COLUMNS, lines_of
from partnertracker.gui.forms.record_dialog import RecordDialog
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.unsaved import UnsavedDialog
from partnertracker.services.session import Session
from tests.gui import programme


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, theme: Theme) -> RecordDialog:
    """The form of the red review of Fabrikam."""
    made = RecordDialog(desk, theme, "health_reviews", 3)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


def text_of(dialog: RecordDialog, name: str) -> str:
    return dialog.form.boxes[name].entry.text()


def type_into(dialog: RecordDialog, name: str, text: str) -> None:
    entry = dialog.form.boxes[name].entry
    entry.setFocus()
    QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(entry, text)


def stored(session: Session, table: str, key: int) -> Row:
    return session.rows(table, [key])[0]


def test_every_field_is_on_screen_without_asking(dialog: RecordDialog) -> None:
    assert dialog.windowTitle() == "Health review"
    assert (text_of(dialog, "partner"), text_of(dialog, "status")) == ("Fabrikam", "Red")
    assert all(box.isVisible() for box in dialog.form.boxes.values())


def test_what_is_typed_is_saved_when_the_window_closes(dialog: RecordDialog, session: Session) -> None:
    type_into(dialog, "reason", "New owner")

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    assert stored(session, "health_reviews", 3)["reason"] == "New owner"
    assert session.store.steps()[0].label.startswith("Edit health review")


def test_what_can_not_be_saved_is_asked_about(dialog: RecordDialog, session: Session) -> None:
    type_into(dialog, "reason", " ")
    QTest.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    (question,) = dialog.findChildren(UnsavedDialog)
    assert "A reason is needed" in question.sentences[0]

    question.reject()
    assert dialog.isVisible()
    QTest.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    dialog.findChildren(UnsavedDialog)[-1].accept()

    assert not dialog.isVisible()
    assert stored(session, "health_reviews", 3)["reason"] == "Champion left"


def test_a_deleted_record_closes_its_window(dialog: RecordDialog, session: Session) -> None:
    QTest.mouseClick(dialog.form.delete_button, Qt.MouseButton.LeftButton)

    assert not dialog.isVisible()
    assert session.rows("health_reviews", [3]) == []
    session.undo()


def test_a_target_names_its_partner_and_keeps_its_history(
    qtbot: QtBot, desk: Desk, theme: Theme, session: Session
) -> None:
    scope = f"partner:{programme.row_id('partners', 0)}"
    desk.do("Give it a scope", lambda writer: writer.update("targets", 1, {"scope": scope}))
    made = RecordDialog(desk, theme, "targets", 1)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()

    assert text_of(made, "scope") == "partner:Litware"
    type_into(made, "scope", "partner:Fabrikam")
    made.form.save_now()
    made.reject()

    assert stored(session, "targets", 1)["scope"] == scope
    other = f"partner:{programme.row_id('partners', 1)}"
    assert [row["metric"] for row in session.store.find("targets", {"scope": other})] == ["bookings"]


@pytest.mark.parametrize("table", [entity.table for entity in EXCHANGED])
def test_every_table_has_a_form_with_all_its_fields(table: str) -> None:
    lines = lines_of(table)

    assert all(sum(width for _, width in line) <= COLUMNS for line in lines)
    names = [name for line in lines for name, _ in line]
    assert len(set(names)) == len(names) > 0
