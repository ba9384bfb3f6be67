"""What a person sees who types the customer of a deal."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.gui.pages import on_screen


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> DealsView:
    return on_screen(qtbot, DealsView(desk, theme, memory))


def types(view: DealsView, name: str, text: str) -> None:
    entry = view.form.boxes[name].entry
    entry.setFocus()
    QTest.keyClicks(entry, text)


def text(view: DealsView, name: str) -> str:
    return view.form.boxes[name].entry.text()


def test_a_customer_nearly_there_is_taken_by_one_key(view: DealsView) -> None:
    view.new_record()
    types(view, "customer", "Munich Prot")
    assert view.customer_help.near.text == ""
    QTest.keyClick(view.form.boxes["customer"].entry, Qt.Key.Key_F8)
    assert text(view, "customer") == "Munich Port"
    assert view.customer_help.near.text == ""


def test_a_near_name_is_pointed_out_when_the_field_is_left(view: DealsView) -> None:
    view.new_record()
    types(view, "customer", "Munich Prot")
    QTest.keyClick(view.form.boxes["customer"].entry, Qt.Key.Key_Tab)
    assert view.customer_help.near.text == "Did you mean Munich Port?"
    view.show_record("deals", 3)
    assert view.customer_help.near.text == ""


def test_a_customer_that_is_there_or_is_quite_new_is_no_question(view: DealsView) -> None:
    view.new_record()
    for name in ("Munich Port", "Quite new"):
        view.form.boxes["customer"].entry.clear()
        types(view, "customer", name)
        view.customer_help.look()
        assert view.customer_help.near.text == ""


def test_empty_fields_are_filled_from_the_last_deal_of_the_customer(
    view: DealsView, session: Session
) -> None:
    view.new_record()
    types(view, "name", "Second rollout")
    types(view, "manager", "ZZ")
    types(view, "customer", "Munich Port")
    view.customer_help.look()
    assert view.customer_help.filling.text == "The last deal of this customer: Fabrikam"
    types(view, "value", "12k")
    QTest.keyClick(view.form.boxes["value"].entry, Qt.Key.Key_F8)
    assert view.customer_help.filling.text == "Filled from the last deal: Sourced by"
    assert (text(view, "source_partner"), text(view, "manager")) == ("Fabrikam", "ZZ")
    view.form.save_now()
    (deal,) = session.store.find("deals", {"name": "Second rollout"})
    assert session.store.row("partners", str(deal["source_partner"]))["name"] == "Fabrikam"  # type: ignore[index]
    view.show_record("deals", 3)
    assert view.customer_help.filling.text == ""


def test_a_stored_deal_is_not_filled(view: DealsView) -> None:
    view.show_record("deals", 6)
    view.form.boxes["customer"].entry.clear()
    types(view, "customer", "Munich Port")
    view.customer_help.look()
    assert view.customer_help.filling.text == ""
