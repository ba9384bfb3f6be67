"""What a person does who gives a customer another name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.merging.renaming import RenameCustomerDialog
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def dialog(parent: QWidget, desk: Desk, theme: Theme) -> RenameCustomerDialog:
    dialog = RenameCustomerDialog(desk, theme, "Munich Port", parent)
    dialog.show()
    return dialog


def test_it_says_what_will_change_before_it_does(dialog: RenameCustomerDialog, session: Session) -> None:
    assert dialog.told.text() == "2 deals name this customer. Type the name they shall have."
    assert not dialog.confirm.isEnabled()
    dialog.new.clear()
    QTest.keyClicks(dialog.new, "Port of Munich")
    assert dialog.told.text() == "2 deals will name Port of Munich."
    QTest.keyClick(dialog.confirm, Qt.Key.Key_Return)
    assert len(session.store.find("deals", {"customer": "Port of Munich"})) == 2
    session.undo()
    assert len(session.store.find("deals", {"customer": "Munich Port"})) == 2


def test_two_customers_become_one(dialog: RenameCustomerDialog, session: Session) -> None:
    dialog.new.set_text("Relecloud")
    assert dialog.told.text().endswith("Relecloud is there already: the two are one then.")
    dialog.confirm.click()
    assert len(session.store.find("deals", {"customer": "Relecloud"})) == 5


def test_both_names_may_be_typed_in_any_case(dialog: RenameCustomerDialog, session: Session) -> None:
    dialog.old.set_text("munich  PORT")
    dialog.new.set_text("relecloud")
    assert dialog.told.text() == (
        "2 deals will name Relecloud. Relecloud is there already: the two are one then."
    )
    dialog.confirm.click()
    assert len(session.store.find("deals", {"customer": "Relecloud"})) == 5


def test_a_customer_may_be_spelled_in_other_capitals(dialog: RenameCustomerDialog, session: Session) -> None:
    dialog.new.set_text("MUNICH Port")
    assert dialog.told.text() == "2 deals will name MUNICH Port."
    dialog.confirm.click()
    assert len(session.store.find("deals", {"customer": "MUNICH Port"})) == 2


def test_an_unknown_customer_is_asked_for(dialog: RenameCustomerDialog) -> None:
    dialog.old.set_text("Nobody")
    assert dialog.told.text() == "No deal and no customer stage names this customer."
    assert not dialog.confirm.isEnabled()
    dialog.old.set_text("")
    assert dialog.told.text() == "Which customer?"


def test_a_name_without_end_is_told_shortened(dialog: RenameCustomerDialog, session: Session) -> None:
    dialog.new.set_text("x" * 400)
    assert dialog.told.text() == f"2 deals will name {'x' * 59}…."
    dialog.confirm.click()
    assert session.store.steps()[0].label == f"Rename customer “Munich Port” to “{'x' * 59}…”"
    assert len(session.store.find("deals", {"customer": "x" * 400})) == 2
