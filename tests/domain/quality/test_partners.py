from typing import Any

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.quality import partners
from partnertracker.domain.quality.flaw import Look
from tests.domain.programmes import facts_from

DAY = day_of("2026-11-21")
REQUIRED = [{"tier": "Gold", "certificate": "Sales", "people": 1}]
GOOD = {"partner": 1, "status": "green", "reviewed_on": "2026-11-01"}


def partner(**values: Value) -> Row:
    """Return a partner that joined long ago."""
    usual: Row = {"name": "Litware", "tier": "Gold", "manager": "MO", "joined_on": "2025-01-01"}
    return usual | values


def flawed(*rows: Row, **tables: list[dict[str, Any]]) -> dict[str, list[int] | tuple[str, ...]]:
    """Return by flaw the places of the rows that have it, counted from 1, or what is absent."""
    reviewed = [{**GOOD, "partner": number} for number in range(1, len(rows) + 1)]
    given = {"tier_requirements": REQUIRED, "health_reviews": reviewed} | tables
    facts = facts_from({"partners": rows, **given})
    found = {flaw.id: flaw.find(Look(facts, DAY)) for flaw in partners.FLAWS}
    return {
        name: rows if isinstance(rows, tuple) else [int(row) + 1 for row in rows]
        for name, rows in found.items()
        if len(rows)
    }


@pytest.mark.parametrize(
    ("flaw", "values"),
    [
        ("partners_without_tier", {"tier": None}),
        ("partners_without_manager", {"manager": None}),
        ("partners_without_joined_on", {"joined_on": None}),
    ],
)
def test_a_partner_lacks_something_while_it_is_there(flaw: str, values: Row) -> None:
    left = {"offboarded_on": "2026-11-21"}
    assert flawed(partner(), partner(**values), partner(**values, **left)) == {flaw: [2]}


def test_a_partner_that_left_has_left_on_a_day() -> None:
    gone = partner(stage="offboarded")
    assert flawed(gone, gone | {"offboarded_on": "2026-11-01"}) == {"offboarded_undated": [1]}


def test_a_partner_is_reviewed_unless_it_is_ramping_or_gone() -> None:
    rows = [partner(), partner(joined_on="2026-11-01"), partner(offboarded_on="2026-11-01")]
    rows.append(partner(joined_on="2026-11-22"))
    assert flawed(*rows, health_reviews=[]) == {"partners_unrated": [1]}
    later = {**GOOD, "reviewed_on": "2026-11-22"}
    assert flawed(partner(), health_reviews=[later]) == {"partners_unrated": [1]}


def test_only_the_latest_review_of_a_partner_that_is_there_can_be_overdue() -> None:
    reviews = [
        {**GOOD, "reviewed_on": "2026-10-21"},
        {**GOOD, "partner": 2, "reviewed_on": "2026-11-01", "next_review_on": "2026-11-20"},
        {**GOOD, "partner": 3, "reviewed_on": "2026-10-01"},
        {**GOOD, "reviewed_on": "2026-11-20"},
    ]
    rows = [partner(), partner(), partner(offboarded_on="2026-11-01")]
    assert flawed(*rows, health_reviews=reviews) == {"reviews_overdue": [2]}


def test_a_certificate_that_the_same_person_holds_anew_has_not_lapsed() -> None:
    sales = {"partner": 1, "person": "Ann", "certificate": "Sales", "issued_on": "2025-01-01"}
    old = {**sales, "expires_on": "2026-11-20"}
    certificates = [
        old,
        {**sales, "expires_on": "2026-11-21"},
        {**old, "person": "Bob"},
        {**sales, "person": "Bob", "certificate": "Cloud"},
        {**old, "partner": 2},
        {**old, "person": "Bob", "expires_on": "2026-06-01"},
    ]
    rows = [partner(), partner(offboarded_on="2026-11-01")]
    assert flawed(*rows, certifications=certificates) == {"certificates_expired": [3]}


def test_a_tier_that_partners_have_requires_something() -> None:
    rows = [partner(), partner(tier="Silver"), partner(tier="Bronze", offboarded_on="2026-01-01")]
    assert flawed(*rows) == {"tiers_without_requirements": ("Silver",)}
