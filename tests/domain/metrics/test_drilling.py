"""The rows behind a number: of a metric made of others those of each, and what keeps one from being there."""

from typing import Any

import pytest

from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from partnertracker.domain.metrics.figure import Drill
from partnertracker.domain.periods import period_named
from partnertracker.services.measuring import drill, figures
from tests.domain.programmes import facts_from

Q3 = period_named("2026-Q3")
OWN = {
    "per_partner": "sourced_revenue / active_partners",
    "odd": "win_rate * sourced_revenue - sales_cycle / (per_partner + 1)",
    "again": "odd + per_partner",
}


def deal(**values: Any) -> dict[str, Any]:  # noqa: ANN401
    usual = {"customer": "Acme", "customer_is_new": 1, "source_partner": 1, "stage": "won", "value": 12_345}
    days = {"created_on": "2026-06-01", "qualified_on": "2026-06-02", "closed_on": "2026-08-01"}
    return usual | days | values


def programme(**values: Any) -> Facts:  # noqa: ANN401
    partners = [{"name": "Litware", "manager": "MO"}, {"name": "Adatum", "manager": "JL"}]
    own = [
        {"name": name, "label": name, "formula": formula, "unit": "money", "direction": "higher"}
        for name, formula in OWN.items()
    ]
    deals = [
        deal(**values),
        deal(source_partner=2, value=1_999, qualified_on=None),
        deal(source_partner=2, value=70),
        deal(stage="lost"),
        deal(closed_on="2025-11-01"),
    ]
    return facts_from({"partners": partners, "deals": deals, "custom_metrics": own})


def total(found: Drill, part: str) -> float:
    return sum(row.value for row in found.rows if row.part == part)


@pytest.mark.parametrize("scope", ["all", "partner:Adatum", "manager:MO"])
@pytest.mark.parametrize("name", OWN)
def test_the_rows_of_each_part_add_up_to_its_metric(name: str, scope: str) -> None:
    facts = programme()
    found = drill(facts, name, Q3, Q3.end, scope)

    parts = {row.part for row in found.rows}
    assert {part.partition(".")[0] for part in parts} <= BUILT_IN_BY_ID.keys()
    for part in {part.partition(".")[0] for part in parts} - {"sales_cycle"}:
        (figure,) = figures(facts, Q3, Q3.end, scopes=[scope], metrics=[part])
        value = total(found, part)
        if f"{part}.denominator" in parts:
            value = total(found, f"{part}.numerator") / total(found, f"{part}.denominator")
        assert value == pytest.approx(figure.value)


def test_a_row_behind_two_measures_is_listed_for_each_and_once_for_each() -> None:
    found = drill(programme(), "again", Q3, Q3.end)

    assert len(set(found.rows)) == len(found.rows)
    assert [row.part for row in found.rows if (row.table, row.key) == ("deals", 1)] == [
        "win_rate.numerator",
        "win_rate.denominator",
        "sourced_revenue",
        "sales_cycle",
    ]


def test_what_is_left_out_of_a_measure_is_left_out_once() -> None:
    found = drill(programme(currency="EUR"), "again", Q3, Q3.end)

    assert [(each.key, each.why) for each in found.left_out] == [
        (1, "no exchange rate for EUR on 2026-08-01"),
        (2, "no date of qualification"),
    ]


def test_a_deal_of_another_partner_that_keeps_shared_cost_from_being_shared_out_is_named() -> None:
    facts = facts_from(
        {
            "partners": [{"name": "Litware"}, {"name": "Adatum"}],
            "deals": [deal(), deal(source_partner=2, currency="EUR")],
            "costs": [{"month": "2026-08", "category": "marketing", "amount": 5_000}],
        }
    )
    (figure,) = figures(facts, Q3, Q3.end, scopes=["partner:Litware"], metrics=["cost_to_carry"])
    found = drill(facts, "cost_to_carry", Q3, Q3.end, "partner:Litware")
    assert figure.reason == "no exchange rate for EUR on 2026-08-01"
    assert [(row.table, row.key, row.why) for row in found.left_out] == [("deals", 2, figure.reason)]
