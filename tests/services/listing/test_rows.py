from partnertracker.domain.columns import fact_fields
from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Row
from partnertracker.services.listing.rows import row_of
from tests.domain.programmes import facts_of

PARTNER: Row = {"key": 1, "name": "Litware"}
DEAL: Row = {
    "key": 5,
    "customer": "Port",
    "customer_is_new": 0,
    "source_partner": 1,
    "stage": "won",
    "value": 6_400_000,
    "currency": None,
    "created_on": "1969-12-31",
    "qualified_on": None,
    "expected_close_on": None,
    "closed_on": "2026-11-18",
    "probability": 55.5,
    "registration_status": "approved",
    "registered_on": None,
    "term_months": 12,
    "lost_reason": None,
    "manager": "AK",
}


def test_gives_back_what_lies_on_disk_with_names_for_references() -> None:
    tables: dict[str, Row] = {"partners": PARTNER, "deals": DEAL}
    facts = facts_of(
        {
            table: [tuple(row.get(name) for name in ("key", *(f.name for f in fact_fields(entity(table)))))]
            for table, row in tables.items()
        }
    )
    expected = {name: value for name, value in DEAL.items() if name != "key"} | {"source_partner": "Litware"}
    assert row_of(facts, "deals", 0) == expected


def test_a_month_is_written_as_one() -> None:
    cost: Row = {"key": 1, "month": "2026-09", "category": "marketing", "amount": 5}
    names = ("key", *(field.name for field in fact_fields(entity("costs"))))
    facts = facts_of({"costs": [tuple(cost.get(name) for name in names)]})
    assert row_of(facts, "costs", 0)["month"] == "2026-09"
