"""Who is certified: as people compare names, and by what is required now."""

from typing import Any

import pytest

from partnertracker.domain.facts import Facts
from partnertracker.domain.following import ChangedRows
from partnertracker.domain.periods import period_named
from partnertracker.services.measuring import figures
from tests.domain.programmes import facts_from

PERIOD = period_named("2026-Q3")
DEAL: dict[str, Any] = {
    "customer": "Port of Hull",
    "customer_is_new": 1,
    "source_partner": 1,
    "stage": "won",
    "value": 100,
    "created_on": "2026-02-01",
    "closed_on": "2026-08-01",
}


def programme(*requirements: dict[str, Any], certificates: tuple[tuple[str, str], ...]) -> Facts:
    held = [
        {"partner": 1, "certificate": certificate, "person": person, "issued_on": "2026-01-01"}
        for certificate, person in certificates
    ]
    tables: dict[str, list[dict[str, Any]]] = {
        "partners": [{"name": "Litware", "tier": "Gold"}],
        "deals": [DEAL],
        "certifications": held,
        "tier_requirements": list(requirements),
    }
    return facts_from(tables)


def share(facts: Facts) -> float | None:
    (found,) = figures(facts, PERIOD, PERIOD.end, metrics=["certified_partners"], trend=False)
    return found.value


@pytest.mark.parametrize("written", ["Sales", "sales", " SALES "])
def test_case_and_space_make_no_other_certificate_or_tier(written: str) -> None:
    required = {"tier": "gold", "certificate": written, "people": 1}
    assert share(programme(required, certificates=(("Sales", "Ann"),))) == 1
    assert share(programme(required, certificates=(("Cloud", "Ann"),))) == 0


def test_one_person_spelled_in_two_ways_is_one_holder() -> None:
    required = {"tier": "Gold", "certificate": "Sales", "people": 2}
    assert share(programme(required, certificates=(("Sales", "Ann Lee"), ("Sales", "ann  lee")))) == 0
    assert share(programme(required, certificates=(("Sales", "Ann Lee"), ("sales", "Bo Lee")))) == 1


def test_after_the_last_requirement_is_deleted_one_certificate_is_still_needed() -> None:
    required: dict[str, Any] = {"tier": "Gold", "certificate": "Sales", "people": 1}
    facts = programme(required, certificates=(("Cloud", "Ann"),))
    assert share(facts) == 0
    gone = facts.with_changes({"tier_requirements": ChangedRows((), (1,))}, 2)
    assert share(gone) == 1
    other: dict[str, Any] = {"name": "Fabrikam", "tier": "Gold"}
    two = facts_from(
        {
            "partners": [{"name": "Litware", "tier": "Gold"}, other],
            "deals": [DEAL, {**DEAL, "source_partner": 2}],
            "certifications": [
                {"partner": 1, "certificate": "Cloud", "person": "Ann", "issued_on": "2026-01-01"}
            ],
            "tier_requirements": [required],
        }
    )
    assert share(two.with_changes({"tier_requirements": ChangedRows((), (1,))}, 2)) == 0.5
