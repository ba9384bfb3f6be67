"""What a person does who makes one record of two."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.merging.choices import NOTHING
from partnertracker.gui.merging.dialog import MergeDialog
from partnertracker.services.editing import change_row, insert_rows
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


def test_what_goes_is_said_before_it_goes(desk: Desk, window: QWidget, session: Session) -> None:
    partners = [{"name": name} for name in ("Acme Ltd", "ACME Limited", "Third")]
    desk.change(lambda session: session.execute(*insert_rows(session, "partners", partners)))
    rows = {row["name"]: row for row in session.store.find("partners", {})}
    acme, limited, third = (str(rows[each["name"]]["id"]) for each in partners)
    deal: Row = {"name": "ERP", "customer": "Port", "stage": "lead", "value": 1, "created_on": "2026-07-01"}
    desk.change(
        lambda session: session.execute(*insert_rows(session, "deals", [{**deal, "source_partner": third}]))
    )
    (erp,) = session.store.find("deals", {"name": "ERP"})
    influences = [
        {"deal": erp["id"], "partner": whom, "role": role}
        for whom, role in ((acme, "co-sell"), (limited, "referral"))
    ]
    desk.change(lambda session: session.execute(*insert_rows(session, "deal_influences", influences)))
    targets: list[Row] = [
        {
            "metric": "bookings",
            "scope": f"partner:{of}",
            "period": "2026-Q4",
            "comparison": "at_least",
            "value": value,
        }
        for of, value in ((acme, 100), (limited, 200))
    ]
    desk.change(lambda session: session.execute(*insert_rows(session, "targets", targets)))

    keys = (int(rows["Acme Ltd"]["key"] or 0), int(rows["ACME Limited"]["key"] or 0))
    dialog = opened(desk, "partners", keys, window)
    assert {table: shown.text() for table, shown in dialog.choices.left.items()} == {
        "deal_influences": "1",
        "targets": "1",
    }
    assert dialog.choices.losses.text().splitlines() == [
        "Both influence “ERP”: Co-sell stays, Referral goes.",
        "Both have a target for Bookings, 2026-Q4: 100 stays, 200 goes.",
    ]
    dialog.confirm.click()
    assert session.store.find("targets", {"scope": f"partner:{acme}"})[0]["value"] == 100
    assert [row["role"] for row in session.store.find("deal_influences", {"deal": erp["id"]})] == ["co-sell"]


def test_what_is_left_follows_the_choices(desk: Desk, window: QWidget) -> None:
    dialog = opened(desk, "deals", (1, 2), window)
    seen = set()
    for side in (1, 0):
        dialog.choices.keep_all(side)
        seen.add(dialog.choices.losses.text())
    assert len(seen) == 2


def test_the_keyboard_stands_at_the_first_choice_once_both_are_read(
    qtbot: QtBot, threaded: Desk, window: QWidget
) -> None:
    dialog = opened(threaded, "deals", (2, 1), window)
    QTest.qWaitForWindowActive(dialog)
    qtbot.waitUntil(lambda: bool(dialog.choices.groups))
    QApplication.processEvents()
    assert QApplication.focusWidget() is dialog.choices.groups["name"].button(0)
    dialog.close()
