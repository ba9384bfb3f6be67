"""Whom a table's rows concern."""

import pytest

from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.services.listing.scope import given_for, rows_inside
from partnertracker.services.recording import Typed, record
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted

DAY = "2026-01-01"


@pytest.fixture
def session() -> Session:
    """Two partners; a deal of each, one of them influenced by the other, and a target of each."""
    session = empty_session()
    names = (("Litware", "AK"), ("Fabrikam", "JL"))
    partners: list[Row] = [{"name": name, "manager": manager, "tier": "Gold"} for name, manager in names]
    first, second = inserted(session, "partners", *partners)
    deal: Row = {"customer": "C", "stage": "lead", "value": 100, "created_on": DAY}
    mine, _other = inserted(
        session,
        "deals",
        {**deal, "name": "One", "source_partner": first["id"]},
        {**deal, "name": "Two", "source_partner": second["id"]},
    )
    inserted(session, "deal_influences", {"deal": mine["id"], "partner": second["id"]})
    for scope in ("all", f"partner:{first['id']}"):
        goal: Row = {
            "metric": "bookings",
            "scope": scope,
            "period": "2026",
            "comparison": "at_least",
            "value": 1,
        }
        inserted(session, "targets", {**goal, "effective_on": DAY})
    return session


def inside(facts: Facts, table: str, partner: int = 0, manager: str = "", tier: str = "") -> list[bool]:
    found = rows_inside(facts, table, partner, manager, tier)
    assert found is not None
    return [bool(each) for each in found.tolist()]


def test_deals_concern_who_sourced_and_who_influenced_them(session: Session) -> None:
    assert inside(session.facts, "deals", partner=1) == [True, False]
    assert inside(session.facts, "deals", partner=2) == [True, True]
    assert inside(session.facts, "deals", manager="AK") == [True, False]


def test_rows_concern_the_partner_they_name_and_a_target_the_one_of_its_scope(session: Session) -> None:
    assert inside(session.facts, "deal_influences", partner=1) == [False]
    assert inside(session.facts, "deal_influences", partner=2) == [True]
    assert inside(session.facts, "targets", partner=1) == [False, True]


def test_one_partner_is_shown_whatever_manager_is_chosen(session: Session) -> None:
    assert inside(session.facts, "partners", partner=1, manager="JL") == [True, False]


def test_a_table_that_names_no_partner_is_shown_whole(session: Session) -> None:
    assert rows_inside(session.facts, "company_revenue", 0, "AK", "Gold") is None
    assert rows_inside(session.facts, "targets", 0, "AK", "") is None


@pytest.mark.parametrize("table", ["deals", "targets", "notes", "actions"])
def test_what_is_given_for_a_partner_makes_the_row_concern_it(session: Session, table: str) -> None:
    before = len(session.facts[table])
    rest: dict[str, Row] = {
        "deals": {"name": "New", "customer": "C", "stage": "lead", "value": 1, "created_on": DAY},
        "targets": {"metric": "sqls", "period": "2026", "comparison": "at_least", "value": 1},
        "notes": {"date": DAY, "text": "Text"},
        "actions": {"title": "Call"},
    }
    given = given_for(session.facts, table, 2)
    session.execute(*record(session, Typed(table, None, {**rest[table], **given})))
    assert inside(session.facts, table, partner=2)[before:] == [True]


def test_nothing_is_given_for_no_partner_and_for_one_that_is_gone(session: Session) -> None:
    assert given_for(session.facts, "deals", 0) == {}
    assert given_for(session.facts, "deals", 99) == {}


def test_every_table_either_names_a_partner_or_concerns_all(session: Session) -> None:
    without = {each.table for each in EXCHANGED if not given_for(session.facts, each.table, 1)}
    assert without == {
        *("partners", "deal_stage_events", "tier_requirements", "company_revenue", "exchange_rates"),
        *("capacities", "scorecards", "custom_metrics"),
    }
