import numpy as np

from partnertracker.domain.columns import day_of, fact_fields
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.services.listing.summary import total_of
from tests.domain.programmes import facts_of

TODAY = day_of("2026-11-21")


def facts(deals: list[Row], rates: list[Row], costs: list[Row] | None = None) -> Facts:
    tables = {"deals": deals, "exchange_rates": rates, "costs": costs or []}
    return facts_of(
        {
            table: [
                (i + 1, *(row.get(field.name) for field in fact_fields(entity(table))))
                for i, row in enumerate(rows)
            ]
            for table, rows in tables.items()
        }
    )


def test_adds_up_in_the_reporting_currency_at_the_rate_of_each_deal() -> None:
    known = facts(
        [
            {"value": 1_000, "currency": "EUR", "closed_on": "2026-02-01"},
            {"value": 1_000, "currency": "EUR"},
            {"value": 500},
        ],
        [
            {"currency": "EUR", "from_date": "2026-01-01", "rate": 1.1},
            {"currency": "EUR", "from_date": "2026-06-01", "rate": 1.2},
        ],
    )
    assert total_of(known, "deals", np.arange(3), TODAY) == 1_100 + 1_200 + 500
    assert total_of(known, "deals", np.array([2]), TODAY) == 500


def test_a_missing_rate_gives_no_sum_and_never_a_wrong_one() -> None:
    known = facts([{"value": 1_000, "currency": "EUR"}, {"value": 500}], [])
    assert total_of(known, "deals", np.arange(2), TODAY) is None


def test_costs_count_at_the_rate_of_their_month() -> None:
    costs: list[Row] = [
        {"month": "2026-02", "amount": 1_000, "currency": "EUR"},
        {"month": "2026-07", "amount": 1_000, "currency": "EUR"},
        {"month": "2026-07", "amount": 70},
    ]
    rates: list[Row] = [
        {"currency": "EUR", "from_date": "2026-01-01", "rate": 1.1},
        {"currency": "EUR", "from_date": "2026-06-01", "rate": 1.2},
    ]
    assert total_of(facts([], rates, costs), "costs", np.arange(3), TODAY) == 1_100 + 1_200 + 70


def test_partners_have_no_sum() -> None:
    assert total_of(facts([], []), "partners", np.empty(0, np.int64), TODAY) is None
