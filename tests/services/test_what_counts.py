"""What counts towards a figure, how often, and what is left out of it."""

from typing import Any

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.services.measuring import by_partner, drill
from tests.services.quarter import END, Q3, deal, one, programme


def test_partner_nps_takes_the_latest_answer_of_each_person_and_shows_its_margin() -> None:
    def answer(score: int, day: str, respondent: str | None) -> dict[str, Any]:
        return {"partner": 1, "kind": "nps", "score": score, "answered_on": day, "respondent": respondent}

    answers = [
        answer(9, "2026-07-01", None),
        answer(6, "2026-07-01", None),
        answer(0, "2026-07-01", "Ann"),
        answer(10, "2026-07-02", "Ann"),
        answer(8, "2026-07-01", "Bob"),
    ]
    facts = programme(surveys=answers)
    found = one(facts, "partner_nps")
    assert (found.value, found.n) == (25, 4)
    (margin,) = found.beside
    assert (margin.label, margin.unit) == ("95% margin", "points")
    assert margin.value == pytest.approx(1.96 * (6875 / 4) ** 0.5)
    behind = drill(facts, "partner_nps", Q3, END)
    assert [(row.key, row.why) for row in behind.left_out] == [
        (3, "a later answer of the same person counts")
    ]


def test_shared_cost_falls_to_partners_by_their_revenue() -> None:
    costs: list[dict[str, Any]] = [
        {"month": "2026-08", "category": "marketing", "partner": None, "amount": 4_000},
        {"month": "2026-08", "category": "partner_managers", "partner": 2, "amount": 1_000},
        {"month": "2026-08", "category": "commission", "partner": 2, "amount": 500},
        {"month": "2025-09", "category": "marketing", "partner": None, "amount": 9_999},
    ]
    facts = programme(deal(value=30_000), deal(value=10_000, source_partner=2), costs=costs)
    values = [
        one(facts, "cost_to_carry", scope).value for scope in ("all", "partner:Litware", "partner:Adatum")
    ]
    assert values == [0.125, 0.1, 0.2]
    assert one(facts, "cost_to_carry_with_commission", "partner:Adatum").value == 0.25
    assert one(facts, "cost_to_carry", "partner:Contoso").reason == "no sourced revenue"
    behind = drill(facts, "cost_to_carry", Q3, END, "partner:Adatum")
    assert [(row.table, row.key, row.value) for row in behind.rows] == [
        ("costs", 2, 10),
        ("costs", 1, 10),
        ("deals", 2, 100),
    ]


def test_a_deal_counts_once_in_a_programme_a_manager_and_a_tier_however_many_share_it() -> None:
    facts = programme(
        deal(),
        deal_influences=[{"deal": 1, "partner": 2}, {"deal": 1, "partner": 3}],
        company_revenue=[{"month": month, "amount": 10_000} for month in ("2026-07", "2026-08", "2026-09")],
    )
    values = {
        scope: one(facts, "influenced_share", scope).value for scope in ("all", "manager:MO", "tier:Gold")
    }
    assert list(values.values()) == [pytest.approx(1 / 3)] * 3
    assert [each.value for each in by_partner(facts, "influenced_share", Q3, END)] == [
        pytest.approx(1 / 3)
    ] * 3
    assert [each.value for each in by_partner(facts, "bookings", Q3, END)] == [100, 0, 0]


def test_an_influence_after_the_close_does_not_count_and_is_listed() -> None:
    late = {"deal": 1, "partner": 2, "influenced_on": "2026-08-02"}
    same_day = {"deal": 1, "partner": 3, "influenced_on": "2026-08-01"}
    facts = programme(deal(), deal_influences=[late, same_day])
    assert one(facts, "active_partners").value == 2
    behind = drill(facts, "active_partners", Q3, END)
    assert [(row.table, row.key) for row in behind.rows] == [("partners", 1), ("partners", 3)]
    assert [(row.table, row.key) for row in behind.left_out] == [("deal_influences", 1)]
    assert drill(facts, "active_partners", Q3, END, "manager:MO").left_out == ()


def test_the_sales_cycle_leaves_out_what_it_can_not_measure_and_says_why() -> None:
    facts = programme(
        deal(),
        deal(qualified_on="2026-07-30"),
        deal(qualified_on=None),
        deal(qualified_on="2026-09-01"),
    )
    found = one(facts, "sales_cycle")
    assert (found.value, found.n) == (31.5, 2)
    assert [(each.label, each.value) for each in found.beside] == [
        ("Mean", 31.5),
        ("Lower quartile", 16.75),
        ("Upper quartile", 46.25),
    ]
    assert [(row.key, row.why) for row in drill(facts, "sales_cycle", Q3, END).left_out] == [
        (3, "no date of qualification"),
        (4, "closed before it was qualified"),
    ]


def test_a_cohort_shows_the_share_still_open_beside_it() -> None:
    inside = {"qualified_on": "2026-07-01"}
    facts = programme(
        deal(**inside),
        deal(**inside, closed_on=None, stage="qualified"),
        deal(**inside, closed_on="2026-10-01"),
        deal(**inside, stage="lost"),
    )
    found = one(facts, "cohort_conversion")
    assert (found.value, found.n) == (0.25, 4)
    assert [(each.label, each.value, each.unit) for each in found.beside] == [("Still open", 0.5, "share")]


def test_of_two_stages_on_one_day_the_later_one_holds_whatever_their_order_in_the_file() -> None:
    events = [
        {"deal": 1, "stage": "proposal", "entered_on": "2026-08-01"},
        {"deal": 1, "stage": "lead", "entered_on": "2026-08-01"},
        {"deal": 1, "stage": "lead", "entered_on": "2026-09-30"},
    ]
    facts = programme(deal(stage="lead", closed_on=None, value=1_000), deal_stage_events=events)
    assert one(facts, "weighted_pipeline", day=day_of("2026-07-31")).value == 2
    assert one(facts, "weighted_pipeline", day=day_of("2026-08-01")).value == 5
    assert one(facts, "pipeline", day=day_of("2026-09-29")).value == 10
    assert one(facts, "pipeline", day=day_of("2026-09-30")).value == 0


def test_coverage_lists_the_target_it_divides_by() -> None:
    goal = {
        "metric": "bookings",
        "scope": "all",
        "period": "2026-Q3",
        "comparison": "at_least",
        "value": 150.0,
    }
    facts = programme(deal(), deal(stage="qualified", closed_on=None), targets=[goal])
    behind = drill(facts, "pipeline_coverage", Q3, END)
    assert [(row.table, row.value, row.part) for row in behind.rows] == [
        ("deals", 100, "numerator"),
        ("deals", -100, "denominator"),
        ("targets", 150, "denominator"),
    ]
    assert one(facts, "pipeline_coverage").value == 2
