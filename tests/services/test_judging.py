"""A figure is judged by the target that holds for it: of its period, of its scope and of its day."""

from typing import Any

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import period_named
from partnertracker.domain.settings import Settings
from partnertracker.services.measuring import figures
from tests.domain.programmes import facts_from


def won(day: str, dollars: int, partner: int = 1) -> dict[str, Any]:
    return {
        "customer": "Acme",
        "customer_is_new": 1,
        "source_partner": partner,
        "stage": "won",
        "value": dollars * 100,
        "created_on": "2020-01-01",
        "closed_on": day,
    }


def qualified() -> dict[str, Any]:
    return {
        "source_partner": 1,
        "stage": "qualified",
        "value": 150_000,
        "created_on": "2026-07-01",
        "qualified_on": "2026-07-01",
    }


def target(
    metric: str, period: str, value: float | None, comparison: str = "at_least", **more: str | float
) -> dict[str, Any]:
    return {
        "metric": metric,
        "scope": "all",
        "period": period,
        "comparison": comparison,
        "value": value,
        "spread": "evenly",
        **more,
    }


def figure(
    metric: str,
    label: str,
    day: str,
    deals: list[dict[str, Any]],
    targets: list[dict[str, Any]] | None = None,
    scope: str = "all",
) -> Figure:
    facts = facts_from(
        {
            "partners": [
                {"name": "Litware", "manager": "MO", "tier": "Gold"},
                {"name": "Adatum", "manager": "JL"},
            ],
            "deals": deals,
            "targets": targets or [],
        },
        Settings(),
    )
    (found,) = figures(facts, period_named(label), day_of(day), scopes=[scope], metrics=[metric])
    return found


def test_a_running_flow_is_judged_by_its_pace_and_keeps_its_whole_attainment() -> None:
    goal = [target("bookings", "2026-Q3", 920)]
    found = figure(
        "bookings", "2026-Q3", "2026-08-15", [won("2026-08-15", 460), won("2026-08-16", 900)], goal
    )
    assert found.pace is not None
    assert (found.value, found.target, found.attainment) == (460, 920, 0.5)
    assert (found.pace.elapsed, found.pace.expected, found.pace.projection) == (0.5, 460, 920)
    assert found.pace.needed_per_day == 10
    assert found.status == "green"


@pytest.mark.parametrize(
    ("day", "dollars", "status"),
    [
        ("2026-07-13", 0, "too_early"),
        ("2026-07-14", 0, "red"),
        ("2026-08-15", 414, "yellow"),
        ("2026-08-15", 413, "red"),
        ("2026-09-30", 460, "red"),
        ("2026-09-30", 920, "green"),
    ],
)
def test_no_colour_before_fifteen_percent_has_passed(day: str, dollars: int, status: str) -> None:
    deals = [won("2026-07-01", dollars)]
    assert figure("bookings", "2026-Q3", day, deals, [target("bookings", "2026-Q3", 920)]).status == status


def test_a_stock_is_compared_with_the_whole_target_at_any_time() -> None:
    deals = [qualified()]
    found = figure("pipeline", "2026-Q3", "2026-07-02", deals, [target("pipeline", "2026-Q3", 3000)])
    assert (found.value, found.status, found.pace) == (1500, "red", None)


def test_a_years_target_is_spread_evenly_over_quarters_and_months_and_a_nearer_one_wins() -> None:
    goals = [target("bookings", "2026", 1200), target("bookings", "2026-Q3", 450)]
    deals = [won("2026-01-01", 1)]
    assert figure("bookings", "2026", "2026-12-31", deals, goals).target == 1200
    assert figure("bookings", "2026-Q2", "2026-12-31", deals, goals).target == 300
    assert figure("bookings", "2026-05", "2026-12-31", deals, goals).target == 100
    assert figure("bookings", "2026-Q3", "2026-12-31", deals, goals).target == 450
    assert figure("bookings", "2026-08", "2026-12-31", deals, goals).target == 150
    assert figure("bookings", "2026-W20", "2026-12-31", deals, goals).target is None
    assert figure("bookings", "2025-Q2", "2026-12-31", deals, goals).target is None


def test_a_years_target_can_take_last_years_shape() -> None:
    goals = [target("bookings", "2026", 1200, spread="last_year")]
    deals = [won("2025-02-01", 100), won("2025-05-01", 300)]
    assert figure("bookings", "2026-Q1", "2026-12-31", deals, goals).target == 300
    assert figure("bookings", "2026-Q2", "2026-12-31", deals, goals).target == 900
    assert figure("bookings", "2026-03", "2026-12-31", deals, goals).target == 0
    assert figure("bookings", "2026-Q1", "2026-12-31", [won("2026-01-01", 1)], goals).target == 300


def test_a_years_target_of_a_ratio_holds_as_it_is_for_its_parts() -> None:
    goals = [target("win_rate", "2026", 0.4)]
    assert figure("win_rate", "2026-05", "2026-12-31", [won("2026-05-01", 1)], goals).target == 0.4


def test_always_is_for_what_does_not_depend_on_the_length_of_the_period() -> None:
    deals = [won("2025-05-01", 100), won("2026-05-01", 130)]
    assert (
        figure("win_rate", "2026-05", "2026-12-31", deals, [target("win_rate", "always", 0.5)]).target == 0.5
    )
    amount = figure("bookings", "2026-05", "2026-12-31", deals, [target("bookings", "always", 5)])
    assert (amount.target, amount.status) == (None, "no_target")
    assert amount.goal is not None  # it is there, and the person is told why it can't judge
    assert amount.goal.value == 5
    growth = [target("bookings", "always", 20, "growth")]
    assert figure("bookings", "2026-05", "2026-12-31", deals, growth).target == pytest.approx(120)


def test_the_target_that_held_then_judges_the_past() -> None:
    goals = [
        target("win_rate", "2026", 0.2, effective_on="2026-02-01"),
        target("win_rate", "2026", 0.9, effective_on="2026-05-01"),
    ]
    deals = [won("2026-01-05", 1)]
    assert figure("win_rate", "2026-Q1", "2026-03-31", deals, goals).target == 0.2
    assert figure("win_rate", "2026-Q1", "2026-11-30", deals, goals).target == 0.2
    assert figure("win_rate", "2026-Q2", "2026-05-01", deals, goals).target == 0.9
    assert figure("win_rate", "2026-01", "2026-01-31", deals, goals).target == 0.2
    assert [
        point.target for point in figure("win_rate", "2026-Q2", "2026-06-30", deals, goals).trend[-2:]
    ] == [0.2, 0.9]


def test_a_period_keeps_the_target_of_its_end_and_takes_the_newest_where_it_had_none() -> None:
    deals = [won("2026-07-10", 100)]
    late = [
        target("bookings", "2026-Q3", value, effective_on=day)
        for value, day in ((200, "2026-11-26"), (300, "2026-11-27"), (555, "2026-11-28"))
    ]
    in_time = target("bookings", "2026-Q3", 90, effective_on="2026-09-30")

    def judged(goals: list[dict[str, Any]]) -> list[float | None]:
        return [
            figure("bookings", "2026-Q3", day, deals, goals).target for day in ("2026-08-01", "2026-12-31")
        ]

    assert judged(late) == [555, 555]
    assert judged([in_time, *late]) == [90, 90]
    running = target("bookings", "2026-Q3", 70, effective_on="2026-08-15")
    assert judged([running, in_time, *late]) == [70, 90]


def test_growth_is_measured_against_the_same_elapsed_days_of_the_prior_year() -> None:
    deals = [won("2025-07-10", 40), won("2025-08-15", 60), won("2025-08-16", 900), won("2026-07-10", 119)]
    running = figure("sourced_revenue", "2026-Q3", "2026-08-15", deals)
    assert running.pace is not None
    assert (running.comparison, running.target, running.pace.expected) == ("growth", 1200, 120)
    assert running.status == "yellow"
    ended = figure("sourced_revenue", "2026-Q3", "2026-12-31", deals)
    assert (ended.target, ended.status) == (1200, "red")
    assert ended.attainment == pytest.approx(119 / 1200)


def test_twenty_percent_above_is_met_exactly_at_twenty_percent() -> None:
    deals = [won("2025-07-10", 1), won("2026-07-10", 1)]
    deals[0]["value"], deals[1]["value"] = 10_010, 12_012
    assert figure("sourced_revenue", "2026-Q3", "2026-12-31", deals).status == "green"


def test_a_running_flow_that_should_stay_low_or_inside_bounds_is_judged_by_its_pace_too() -> None:
    at_most = figure(
        "sqls", "2026-Q3", "2026-08-15", [qualified()] * 5, [target("sqls", "2026-Q3", 8, "at_most")]
    )
    assert at_most.pace is not None
    assert (at_most.pace.expected, at_most.pace.needed_per_day, at_most.status) == (4, None, "red")
    bounds = [target("sqls", "2026-Q3", 4, "between", value_high=8)]
    found = [figure("sqls", "2026-Q3", "2026-08-15", [qualified()] * n, bounds).status for n in (1, 2, 4, 5)]
    assert found == ["red", "green", "green", "red"]


def test_a_target_that_follows_from_a_missing_figure_is_not_judged() -> None:
    goals = [target("average_deal_size", "always", None, "growing")]
    found = figure(
        "average_deal_size", "2026-Q3", "2026-09-30", [won("2026-07-10", 9), won("2026-05-01", 5)], goals
    )
    assert (found.value, found.target, found.comparison, found.status) == (9, None, "growing", "no_target")


def test_growth_from_nothing_is_not_judged() -> None:
    found = figure("sourced_revenue", "2026-Q3", "2026-12-31", [won("2026-07-10", 119)])
    assert (found.value, found.target, found.comparison, found.status) == (119, None, "growth", "no_target")


def test_growth_from_days_of_nothing_keeps_the_whole_target_in_sight() -> None:
    deals = [won("2025-08-20", 100), won("2026-07-01", 30)]
    early, later, ended = (
        figure("sourced_revenue", "2026-Q3", day, deals) for day in ("2026-07-05", "2026-08-10", "2026-09-30")
    )
    assert (early.target, early.attainment, early.status) == (120, 0.25, "too_early")
    assert early.pace is not None
    assert early.pace.expected is None
    assert (later.target, later.attainment, later.status) == (120, 0.25, "no_target")
    assert (ended.target, ended.status) == (120, "red")


def test_growing_means_higher_than_last_year_and_than_the_last_quarters_end() -> None:
    first = [won("2026-05-01", 1, partner=1)]
    grown = figure("active_partners", "2026-Q3", "2026-09-30", [*first, won("2026-08-01", 1, partner=2)])
    assert (grown.value, grown.target, grown.status) == (2, 1, "green")
    same = figure("active_partners", "2026-Q3", "2026-09-30", first)
    assert (same.value, same.target, same.status, same.attainment) == (1, 1, "yellow", 1.0)


def test_targets_of_a_partner_a_manager_and_a_tier_stand_on_their_own() -> None:
    deals = [won("2026-07-10", 100, partner=1), won("2026-07-11", 300, partner=2)]
    goals = [
        target("bookings", "2026-Q3", 50, scope="partner:1"),
        target("bookings", "2026-Q3", 1000, scope="manager:JL"),
        target("bookings", "2026-Q3", 200, scope="tier:Gold"),
    ]
    found = {
        scope: figure("bookings", "2026-Q3", "2026-12-31", deals, goals, scope)
        for scope in ("all", "partner:Litware", "partner:adatum", "manager:JL", "tier:Gold")
    }
    assert [each.target for each in found.values()] == [None, 50, None, 1000, 200]
    assert [each.status for each in found.values()] == ["no_target", "green", "no_target", "red", "red"]
    assert (
        figure("sourced_revenue", "2026-Q3", "2026-12-31", deals, scope="partner:Litware").comparison is None
    )


def test_fewer_than_five_items_have_a_value_and_no_colour() -> None:
    goals = [target("win_rate", "2026", 0.4)]
    few = figure("win_rate", "2026-Q3", "2026-12-31", [won("2026-07-10", 1)] * 4, goals)
    enough = figure("win_rate", "2026-Q3", "2026-12-31", [won("2026-07-10", 1)] * 5, goals)
    assert (few.value, few.n, few.status) == (1.0, 4, "too_few")
    assert (enough.value, enough.n, enough.status) == (1.0, 5, "green")


def test_coverage_divides_by_what_is_left_of_the_bookings_target() -> None:
    deals = [won("2026-07-10", 100), *[qualified()] * 5]
    goal = target("bookings", "2026-Q3", 2600)
    found = figure("pipeline_coverage", "2026-Q3", "2026-08-01", deals, [goal])
    assert (found.value, found.n, found.target, found.status) == (3.0, 5, 3, "green")
    for booked in (100, 60):
        goals = [target("bookings", "2026-Q3", booked)]
        reached = figure("pipeline_coverage", "2026-Q3", "2026-08-01", deals, goals)
        assert (reached.value, reached.reason, reached.status) == (None, "covered", "no_data")
    without = figure("pipeline_coverage", "2026-Q3", "2026-08-01", deals)
    assert (without.value, without.reason) == (None, "no bookings target")
