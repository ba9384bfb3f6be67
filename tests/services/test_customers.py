"""Customers by their names."""

import pytest

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row
from partnertracker.services.customers import (
    customer_named,
    customers_like,
    last_deal_of,
    rename_customer,
    rows_of,
    what_stays,
)
from partnertracker.services.editing import insert_row
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted


def deal(customer: str, day: str, **values: str | int) -> Row:
    return {"name": "ERP", "customer": customer, "stage": "lead", "value": 1, "created_on": day, **values}


@pytest.fixture
def session() -> Session:
    made = empty_session()
    partner = inserted(made, "partners", {"name": "Litware"})[0]["id"]
    inserted(
        made,
        "deals",
        deal(
            "Port of Hull", "2026-03-01", source_partner=str(partner), manager="AK", notes="Met at the fair"
        ),
        deal("Port of Hull", "2026-02-01", manager="JL"),
        deal("Munich Port", "2026-05-01"),
    )
    stage: Row = {"partner": partner, "stage": "onboarding", "started_on": "2026-01-01"}
    inserted(
        made, "customer_stages", {**stage, "customer": "Port of Hull"}, {**stage, "customer": "Relecloud"}
    )
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Port of Hul", ["Port of Hull"]),
        ("port of  hull", ["Port of Hull"]),
        ("Relecloud Ltd", ["Relecloud"]),
        ("Port of Hull", []),
        ("Port", []),
        (" ", []),
    ],
)
def test_near_customers_are_found_in_deals_and_customer_stages(
    session: Session, typed: str, meant: list[str]
) -> None:
    assert customers_like(session.facts, typed) == meant


def test_a_customer_is_named_in_any_case_but_first_of_all_as_it_is_spelled(session: Session) -> None:
    assert customer_named(session.facts, " munich  PORT ") == "Munich Port"
    assert customer_named(session.facts, "Nobody") == customer_named(session.facts, "") == ""
    inserted(session, "deals", deal("MUNICH PORT", "2026-05-02"))
    for spelled in ("Munich Port", "MUNICH PORT"):
        assert customer_named(session.facts, spelled) == spelled
    session.execute(*rename_customer("MUNICH PORT", "Munich Port"))
    assert customer_named(session.facts, "MUNICH PORT") == "Munich Port"


def test_a_new_deal_has_something_in_common_with_the_last_one(session: Session) -> None:
    assert last_deal_of(session.facts, "Port of Hull") == 1
    assert last_deal_of(session.facts, "Port of Hull", but=1) == 2
    assert last_deal_of(session.facts, "Munich Port", but=3) == 0
    assert last_deal_of(session.facts, "Nobody") == 0
    field: Row = {"table_name": "deals", "name": "segment", "label": "Segment", "kind": "text"}
    session.execute(*insert_row(session, "custom_fields", field))
    key = int(
        inserted(session, "deals", deal("Hull", "2026-04-01", segment="Ports", value=900))[0]["key"] or 0
    )
    assert what_stays(session, 1) == {"source_partner": "Litware", "manager": "AK"}
    assert what_stays(session, key) == {"segment": "Ports"}


def test_a_customer_gets_another_name_everywhere_in_one_step(session: Session) -> None:
    assert rows_of(session.facts, "Port of Hull") == {"deals": 2, "customer_stages": 1}
    session.execute(*rename_customer("Port of Hull", " Munich Port "))
    assert rows_of(session.facts, "Port of Hull") == {"deals": 0, "customer_stages": 0}
    assert rows_of(session.facts, "Munich Port") == {"deals": 3, "customer_stages": 1}
    session.undo()
    assert rows_of(session.facts, "Port of Hull") == {"deals": 2, "customer_stages": 1}


@pytest.mark.parametrize(("old", "new"), [("Port of Hull", " "), ("Nobody", "Somebody")])
def test_a_name_that_is_none_changes_nothing(session: Session, old: str, new: str) -> None:
    with pytest.raises(InvalidRowsError):
        session.execute(*rename_customer(old, new))
    assert rows_of(session.facts, "Port of Hull")["deals"] == 2
