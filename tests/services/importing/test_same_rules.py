"""Import refuses what ``check`` would fault, field by field, whatever way a column is read."""

import pytest

from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.fields import Entity, Field, Kind, Value
from partnertracker.domain.validation import problems_of_row
from partnertracker.services.editing.checking import completed, with_metrics
from partnertracker.services.importing import Plan
from tests.services.importing.conftest import Desk

GOOD: dict[str, dict[str, str]] = {
    "partners": {"name": "New"},
    "deals": {"name": "ERP", "customer": "Port", "stage": "lead", "value": "5", "created_on": "2026-01-05"},
    "actions": {"partner": "Litware", "title": "Call"},
    "certifications": {
        "partner": "Litware", "person": "Ann", "certificate": "C", "issued_on": "2026-01-05",
    },
    "tier_requirements": {"tier": "Gold", "certificate": "C", "people": "2"},
    "health_reviews": {"partner": "Litware", "status": "green", "reviewed_on": "2026-01-05"},
    "surveys": {"partner": "Litware", "kind": "nps", "score": "9", "answered_on": "2026-01-05"},
    "customer_stages": {
        "customer": "Port", "partner": "Litware", "stage": "onboarding", "started_on": "2026-01-05",
    },
    "costs": {"month": "2026-01", "category": "marketing", "amount": "5"},
    "company_revenue": {"month": "2026-01", "amount": "5"},
    "targets": {"metric": "bookings", "period": "2026", "comparison": "at_least", "value": "5"},
    "exchange_rates": {"currency": "EUR", "from_date": "2026-01-01", "rate": "1.1"},
    "notes": {"date": "2026-01-05", "metric": "bookings", "text": "Fair"},
}  # fmt: skip
ODD = ("banana", "2026-Q9", "2026-13", "2026", "0", "-1", "bookings", "USD")
OWN_CURRENCY = "Currency must be another one than the file's own, USD, whose rate is always 1."
REFERRING = {Kind.REFERENCE, Kind.SCOPE, Kind.STAGE}
CASES = [
    (entity, field)
    for entity in EXCHANGED
    if entity.table in GOOD
    for field in entity.fields
    if field.kind not in REFERRING
]


def checked(desk: Desk, entity: Entity, values: dict[str, Value]) -> bool:
    """Tell whether ``check`` would find nothing wrong with a row of these disk values."""
    context = with_metrics(desk.session.store, entity, desk.session.context)
    return not problems_of_row(entity, completed(entity, values, context), context)


@pytest.mark.parametrize(
    ("entity", "field"), CASES, ids=lambda each: getattr(each, "table", None) or each.name
)
def test_what_import_takes_check_finds_sound(desk: Desk, entity: Entity, field: Field) -> None:
    desk.bring("partners", "name\nLitware\n")
    for odd in ODD:
        row = GOOD[entity.table] | {field.name: odd}
        made: Plan = desk.plan(entity.table, f"{','.join(row)}\n{','.join(row.values())}\n")
        for taken in made.additions():
            assert checked(desk, entity, dict(taken)), (odd, taken)


@pytest.mark.parametrize("period", ["banana", "2026-Q9", "2026-13", "2026-q3", "0"])
def test_a_period_that_does_not_exist_is_refused_by_import_and_check(desk: Desk, period: str) -> None:
    made = desk.plan("targets", f"metric,period,comparison,value\nbookings,{period},at_least,5\n")
    (rejection,) = made.rejections()
    assert "2026-W38 or always" in rejection.problems[0].sentence


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("EUR,2026-01-01,0", "Row 2, rate “0”: Rate must be above 0."),
        ("EUR,2026-01-01,-1", "Row 2, rate “-1”: Rate must be above 0."),
        (
            "USD,2026-01-01,2",
            f"Row 2, currency “USD”: {OWN_CURRENCY}",
        ),
    ],
)
def test_a_rate_that_would_lose_money_is_refused(desk: Desk, row: str, sentence: str) -> None:
    made = desk.plan("exchange_rates", f"currency,from_date,rate\n{row}\n")
    (rejection,) = made.rejections()
    assert [problem.sentence for problem in rejection.problems] == [sentence]


def test_every_table_has_a_good_row(desk: Desk) -> None:
    desk.bring("partners", "name\nLitware\n")
    for table, row in GOOD.items():
        made = desk.plan(table, f"{','.join(row)}\n{','.join(row.values())}\n")
        assert (made.new, made.rejected) == (1, 0), table
