"""What the file itself refuses, were every other check forgotten."""

from collections.abc import Callable

import pytest

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row
from partnertracker.storage.store import SqliteStore

AT = "2026-01-01T00:00:00.000000Z"
NOBODY = "01a200c8-0000-7000-8000-000000000000"


def insert(store: SqliteStore, table: str, row: Row) -> Row:
    with store.step("Insert", AT, "anna") as step:
        return step.insert(table, [row])[0]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", ""),
        ("name", None),
        ("customer_is_new", 2),
        ("source_partner", NOBODY),
        ("value", -1),
        ("value", 10**18),
        ("value", 2**63),
        ("value", "a lot"),
        ("currency", "eur"),
        ("created_on", "2026-02-30"),
        ("created_on", "2026-2-3"),
        ("created_on", "0000-01-01"),
        ("created_on", "now"),
        ("created_on", "2026-03-01 10:00"),
        ("created_on", None),
        ("qualified_on", "2026-02-28"),
        ("closed_on", "2026-02-28"),
        ("probability", 100.5),
        ("probability", float("inf")),
        ("registration_status", "perhaps"),
        ("term_months", -1),
        ("term_months", 1.5),
        ("name", "a\0b"),
        ("name", "a\ud800b"),
        ("notes", "a\0b"),
    ],
)
def test_a_deal_that_breaks_a_rule_is_refused(
    store: SqliteStore, deal: Callable[..., Row], column: str, value: object
) -> None:
    with pytest.raises(InvalidRowsError) as caught:
        insert(store, "deals", deal(**{column: value}))
    assert caught.value.problems[0].sentence.endswith((".", "!"))
    assert "constraint" not in str(caught.value)
    assert store.count("deals") == store.last_step() == 0


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("partners", {"name": "Acme", "type": "friend"}),
        ("partners", {"name": "Acme", "joined_on": "2026-02-01", "offboarded_on": "2026-01-31"}),
        ("costs", {"month": "2026-13", "category": "marketing", "amount": 1}),
        ("costs", {"month": "2026-1", "category": "marketing", "amount": 1}),
        ("costs", {"month": "2026-01-01", "category": "marketing", "amount": 1}),
        ("targets", {"metric": "m", "period": "2026", "comparison": "between", "value": 2, "value_high": 1}),
        ("targets", {"metric": "m", "period": "2026", "comparison": "between", "value": 2}),
        ("targets", {"metric": "m", "period": "2026", "comparison": "at_least"}),
        ("targets", {"metric": "m", "period": "2026", "comparison": "at_least", "value": 2, "value_high": 3}),
        ("targets", {"metric": "m", "period": "2026", "comparison": "growing", "scope": "everyone"}),
        (
            "targets",
            {"metric": "m", "period": "2026", "comparison": "growing", "red_below": 0.9, "yellow_at": 0.8},
        ),
        ("notes", {"date": "2026-01-01", "text": "x"}),
        ("tier_requirements", {"tier": "Gold", "certificate": "C", "people": 0}),
        ("exchange_rates", {"currency": "EUR", "from_date": "2026-01-01", "rate": -1}),
        ("exchange_rates", {"currency": "EUR", "from_date": "2026-01-01", "rate": 0}),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(store: SqliteStore, table: str, row: Row) -> None:
    with pytest.raises(InvalidRowsError):
        insert(store, table, row)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("health_reviews", {"status": "red", "reviewed_on": "2026-01-01"}),
        ("health_reviews", {"status": "green", "reviewed_on": "2026-01-02", "next_review_on": "2026-01-01"}),
        ("surveys", {"kind": "nps", "score": 11, "answered_on": "2026-01-01"}),
        ("surveys", {"kind": "support", "score": 6, "answered_on": "2026-01-01"}),
        ("surveys", {"kind": "support", "score": 3, "scale_min": 4, "answered_on": "2026-01-01"}),
        (
            "customer_stages",
            {"customer": "C", "stage": "onboarding", "started_on": "2026-01-01", "finished_on": "2026-02-01"},
        ),
        (
            "certifications",
            {"person": "P", "certificate": "C", "issued_on": "2026-01-02", "expires_on": "2026-01-01"},
        ),
        ("notes", {"date": "2026-01-01", "text": "x", "metric": "bookings"}),
    ],
)
def test_a_row_of_a_partner_that_breaks_a_rule_is_refused(store: SqliteStore, table: str, row: Row) -> None:
    partner = insert(store, "partners", {"name": "Acme"})
    with pytest.raises(InvalidRowsError):
        insert(store, table, {**row, "partner": partner["id"]})


def test_a_name_stands_once_whatever_its_case(store: SqliteStore) -> None:
    insert(store, "partners", {"name": "Straße  AG"})
    with pytest.raises(InvalidRowsError, match="Partner name"):
        insert(store, "partners", {"name": " STRASSE ag "})


def test_an_external_id_stands_once_and_may_be_absent(store: SqliteStore, deal: Callable[..., Row]) -> None:
    insert(store, "deals", deal(external_id="X1"))
    insert(store, "deals", deal())
    insert(store, "deals", deal())
    with pytest.raises(InvalidRowsError, match="External id"):
        insert(store, "deals", deal(external_id="X1"))


def test_text_is_stored_composed(store: SqliteStore, deal: Callable[..., Row]) -> None:
    assert insert(store, "deals", deal(name="Cafe\u0301"))["name"] == "Caf\u00e9"
    assert store.rows("deals", [1])[0]["name"] == "Caf\u00e9"


def test_leap_days_and_months_are_dates(store: SqliteStore, deal: Callable[..., Row]) -> None:
    insert(store, "deals", deal(created_on="2024-02-29"))
    insert(store, "costs", {"month": "2024-02", "category": "marketing", "amount": -5})
