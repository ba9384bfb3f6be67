"""Capacities are entered by role; a role that is removed keeps its past."""

import pytest
from PySide6.QtCore import QStringListModel, Qt

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row
from partnertracker.domain.forecast import forecast
from partnertracker.gui.desk import Desk
from partnertracker.gui.settings.capacities_card import CapacitiesCard
from partnertracker.gui.settings.view import SettingsView
from partnertracker.services.editing import insert_row
from tests.gui.settings.person import confirm, enter, opened, press, rows

OLD: Row = {
    "role": "Partner managers",
    "partners_per_person": 25,
    "bookings_per_person": 320_000,
    "ramp_up_months": 6,
    "effective_on": "2026-03-01",
}


@pytest.fixture
def card(page: SettingsView) -> CapacitiesCard:
    return page.capacities


def put(desk: Desk, table: str, row: Row) -> None:
    desk.change(lambda session: session.execute(*insert_row(session, table, row)))


def test_without_any_there_is_only_a_way_to_add_one(card: CapacitiesCard) -> None:
    assert not card.table.isVisible()
    assert (card.add.isEnabled(), card.edit.isEnabled(), card.remove.isEnabled()) == (True, False, False)


def test_a_role_is_added(card: CapacitiesCard, desk: Desk) -> None:
    card.add.click()
    editor = opened(card)
    confirm(editor)
    assert editor.sentence("role") == "Role is needed."
    enter(editor, role="Marketing", people="2", partners_per_person="60")
    confirm(editor)
    assert rows(card) == [("Marketing", "2", "60", "–", "–", "–")]
    assert len(forecast(desk.facts, day_of("2026-11-21")).roles) == 1
    desk.undo()
    assert rows(card) == []


def test_people_that_costs_tell_stand_where_none_are_entered(card: CapacitiesCard, desk: Desk) -> None:
    put(desk, "capacities", OLD)
    cost: Row = {"month": "2026-10", "category": "partner_managers", "amount": 100, "people": 4.5}
    put(desk, "costs", cost)
    desk.change(lambda session: session.execute(*insert_row(session, "capacities", {"role": "Events"})))
    assert rows(card)[-1] == ("Partner managers", "4.5", "25", "$320K", "–", "6 mo")


def test_a_change_holds_from_today_and_what_held_before_is_told(card: CapacitiesCard, desk: Desk) -> None:
    put(desk, "capacities", OLD)
    press(card, Qt.Key.Key_Return)
    editor = opened(card)
    lines = editor.earlier.model()
    assert isinstance(lines, QStringListModel)
    assert lines.stringList() == [
        "Since 1 Mar · AK: Partners per person 25 · Bookings per person $320K · Ramp-up months 6 mo"
    ]
    enter(editor, partners_per_person="18", people="5")
    confirm(editor)
    assert rows(card) == [("Partner managers", "5", "18", "$320K", "–", "6 mo")]
    (before,) = forecast(desk.facts, day_of("2026-11-20")).roles
    assert before.present is None


def test_a_role_that_is_removed_is_gone_from_today_on(card: CapacitiesCard, desk: Desk) -> None:
    put(desk, "capacities", OLD)
    press(card, Qt.Key.Key_Delete)
    assert rows(card) == []
    assert len(forecast(desk.facts, day_of("2026-11-20")).roles) == 1
    desk.undo()
    assert [row[0] for row in rows(card)] == ["Partner managers"]


def test_what_is_not_above_nothing_is_refused(card: CapacitiesCard) -> None:
    card.add.click()
    editor = opened(card)
    enter(editor, role="Marketing", partners_per_person="0")
    assert editor.sentence("partners_per_person") == "Partners per person must be above 0, or empty."
    confirm(editor)
    assert editor.isVisible()
    editor.reject()
