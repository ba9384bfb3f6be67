"""What a person does who enters one record after another."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.entry import EntryForm
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import insert_row
from partnertracker.services.session import Session


@pytest.fixture
def form(qtbot: QtBot, desk: Desk, theme: Theme) -> EntryForm:
    form = EntryForm(desk, "deals", theme)
    qtbot.addWidget(form)
    form.resize(400, 900)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    return form


def at(form: EntryForm) -> str:
    """Return the field with the cursor."""
    return form.held()


def types(form: EntryForm, *texts: str) -> list[str]:
    """Type into the field with the cursor and press Enter, and so on; return the fields it came to."""
    visited = []
    for text in texts:
        visited.append(at(form))
        QTest.keyClicks(entry(form), text)
        QTest.keyClick(entry(form), Qt.Key.Key_Return)
    return visited


def entry(form: EntryForm) -> QWidget:
    return form.boxes[at(form)].entry


def press(form: EntryForm, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    both = Qt.KeyboardModifier.NoModifier
    for each in modifiers:
        both |= each
    QTest.keyClick(entry(form), key, both)


def pin(form: EntryForm) -> None:
    press(form, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)


def test_enter_goes_over_what_every_deal_needs_and_saves_in_the_end(
    form: EntryForm, session: Session
) -> None:
    form.show_new()
    visited = types(form, "First", "Port of Hull", "prop", "12k", "1/11")
    assert visited == ["name", "customer", "stage", "value", "created_on"]
    assert at(form) == "created_on"
    (deal,) = session.store.find("deals", {"name": "First"})
    assert (deal["stage"], deal["value"]) == ("proposal", 1_200_000)


def test_enter_goes_to_what_was_filled_in_the_deal_before(form: EntryForm) -> None:
    form.show_new()
    types(form, "First", "Port of Hull")
    form.go_to("source_partner")
    types(form, "Litware", "prop", "12k", "1/11")
    form.show_new()
    visited = types(form, "Second", "Port of Hull", "Litware", "q", "13k", "1/11")
    assert visited == ["name", "customer", "source_partner", "stage", "value", "created_on"]


def test_a_deal_saved_meanwhile_is_still_the_one_being_entered(form: EntryForm) -> None:
    form.show_new()
    types(form, "First", "Port of Hull", "prop", "12k")
    form.save()
    assert form.key is not None
    assert at(form) == "created_on"
    form.show_record(1)
    form.go_to("name")
    press(form, Qt.Key.Key_Return)
    assert at(form) == "name"


def test_a_pinned_value_is_there_in_the_next_deal_and_passed_over(form: EntryForm, session: Session) -> None:
    form.show_new()
    types(form, "First", "Port of Hull")
    form.go_to("source_partner")
    pin(form)
    types(form, "Litware", "prop", "12k", "1/11")
    form.show_new()
    assert form.boxes["source_partner"].entry.text() == "Litware"
    assert types(form, "Second", "Relecloud", "q", "1", "1/11") == [
        *("name", "customer", "stage", "value", "created_on")
    ]
    partner = session.store.find("partners", {"name": "Litware"})[0]["id"]
    assert session.store.find("deals", {"name": "Second"})[0]["source_partner"] == partner
    form.show_new()
    form.go_to("source_partner")
    pin(form)
    form.show_new()
    assert form.boxes["source_partner"].entry.text() == ""


def test_what_is_pinned_is_told_and_nothing_is_pinned_in_a_stored_deal(form: EntryForm) -> None:
    form.show_record(1)
    form.go_to("manager")
    pin(form)
    assert (form.pins.texts, form.pins.shown) == ({}, {})
    form.show_new()
    form.go_to("manager")
    assert form.pins.shown == {"manager": "Pin"}
    pin(form)
    form.go_to("name")
    assert form.pins.shown == {"name": "Pin", "manager": "Pinned"}
    form.go_to("manager")
    assert form.pins.texts == {"manager": ""}
    types(form, "ZZ")
    assert form.pins.texts == {"manager": "ZZ"}


def test_a_field_of_the_teams_own_is_pinned_and_forgotten_when_it_goes(form: EntryForm, desk: Desk) -> None:
    field: Row = {"table_name": "deals", "name": "segment", "label": "Segment", "kind": "text"}
    desk.change(lambda session: session.execute(*insert_row(session, "custom_fields", field)))
    form.show_new()
    form.go_to("segment")
    pin(form)
    types(form, "Ports")
    form.show_new()
    assert form.boxes["segment"].entry.text() == "Ports"
    desk.undo()
    assert "segment" not in form.boxes
    form.show_new()
    form.go_to("name")
    pin(form)
    assert "name" in form.pins.texts


def test_what_is_pinned_is_there_when_the_window_opens_again(
    form: EntryForm, qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    form.pins.keep_in(memory, "deals")
    form.show_new()
    form.go_to("manager")
    pin(form)
    types(form, "ZZ")

    def opened_again() -> EntryForm:
        again = EntryForm(desk, "deals", theme)
        qtbot.addWidget(again)
        again.pins.keep_in(memory, "deals")
        again.show()
        again.show_new()
        return again

    again = opened_again()
    assert (again.boxes["manager"].entry.text(), again.pins.shown["manager"]) == ("ZZ", "Pinned")
    again.pins.toggle("manager")
    assert opened_again().pins.texts == {}
    memory.keep_text("deals/pins", "not what it was")
    assert opened_again().pins.texts == {}


def test_pin_and_history_never_stand_over_the_same_field(form: EntryForm) -> None:
    form.show_record(1)
    form.go_to("name")
    assert form.past.link.isVisible()
    form.show_new()
    assert (form.pins.shown, form.past.link.isVisible()) == ({"name": "Pin"}, False)
    types(form, "First", "Port of Hull", "prop", "12k")
    form.save()
    form.go_to("manager")
    assert (form.pins.shown, form.past.link.isVisible()) == ({"manager": "Pin"}, False)
    form.show_record(1)
    form.go_to("name")
    assert (form.pins.shown, form.past.link.isVisible()) == ({}, True)


def test_a_pinned_first_field_is_passed_over(form: EntryForm) -> None:
    form.show_new()
    QTest.keyClicks(entry(form), "Renewal")
    pin(form)
    form.revert()
    form.show_new()
    assert (form.boxes["name"].entry.text(), at(form)) == ("Renewal", "customer")
