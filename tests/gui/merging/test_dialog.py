"""What a person does who makes one record of two."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.merging.choices import NOTHING
from partnertracker.gui.merging.dialog import MergeDialog
from partnertracker.services.editing import change_row
from partnertracker.services.session import Session


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def opened(desk: Desk, table: str, keys: tuple[int, int], window: QWidget) -> MergeDialog:
    dialog = MergeDialog(desk, table, keys, window)
    dialog.open()
    return dialog


def press(dialog: MergeDialog, key: Qt.Key) -> None:
    widget = dialog.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def test_values_are_chosen_by_keys(desk: Desk, window: QWidget, session: Session) -> None:
    dialog = opened(desk, "deals", (2, 1), window)
    focused = dialog.focusWidget()
    assert isinstance(focused, QRadioButton)
    assert focused.accessibleName() == "Deal name: Data platform"
    press(dialog, Qt.Key.Key_Right)
    assert dialog.choices.results["name"].text() == "ERP rollout"
    press(dialog, Qt.Key.Key_Down)
    press(dialog, Qt.Key.Key_Right)
    press(dialog, Qt.Key.Key_Left)
    assert dialog.focusWidget() is dialog.choices.groups["source_partner"].button(0)
    press(dialog, Qt.Key.Key_Return)
    (deal,) = session.rows("deals", [1, 2])
    assert (deal["name"], deal["stage"], deal["value"]) == ("ERP rollout", "won", 6_400_000)
    session.undo()
    assert len(session.rows("deals", [1, 2])) == 2


def test_an_amount_keeps_its_currency(desk: Desk, window: QWidget, session: Session) -> None:
    desk.change(lambda session: session.execute(*change_row(session, "deals", 2, {"currency": "EUR"})))
    dialog = opened(desk, "deals", (1, 2), window)
    assert "currency" not in dialog.choices.groups
    assert dialog.choices.results["value"].text() == "64,000.00 USD"
    dialog.choices.groups["value"].button(1).click()
    assert dialog.choices.results["value"].text() == "120,000.00 EUR"
    dialog.confirm.click()
    (deal,) = session.rows("deals", [1])
    assert (deal["value"], deal["currency"]) == (12_000_000, "EUR")


def test_what_cannot_stand_together_is_said_and_nothing_is_lost(
    desk: Desk, window: QWidget, session: Session
) -> None:
    dialog = opened(desk, "deals", (1, 2), window)
    dialog.choices.groups["stage"].button(1).click()
    dialog.confirm.click()
    assert "Closed on must be empty" in dialog.wrong.text()
    assert len(session.rows("deals", [1, 2])) == 2
    dialog.choices.groups["closed_on"].button(1).click()
    assert dialog.wrong.isHidden()
    dialog.confirm.click()
    assert session.rows("deals", [1])[0]["stage"] == "negotiation"


def test_one_record_is_kept_whole_but_for_what_it_lacks(desk: Desk, window: QWidget) -> None:
    dialog = opened(desk, "deals", (1, 2), window)
    assert dialog.choices.results["expected_close_on"].text() != NOTHING
    dialog.choices.keep_all(1)
    assert dialog.choices.results["name"].text() == "ERP rollout"
    assert dialog.choices.results["closed_on"].text() != NOTHING
    dialog.reject()
