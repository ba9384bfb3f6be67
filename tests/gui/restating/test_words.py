"""The words of a comparison are exact, and name what was done."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import day_of
from partnertracker.domain.entities import entity
from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.metrics.metric import Goal, Metric
from partnertracker.domain.periods import period_named
from partnertracker.gui.restating import words
from partnertracker.services.history import Edited
from partnertracker.services.ports import Step
from partnertracker.services.restating import PartTotal, Question, Restatement, RowDifference, Term
from partnertracker.services.tracing import Explained, Trace
from tests.domain.programmes import facts_of

TODAY = date(2026, 11, 21)
FACTS = facts_of({})
STEP = Step(4, "", "Edit deal “ERP”", "AK", "laptop", "2026-10-12T12:00:00.000000Z")
ROW = RowDifference("deals", 1, "", 100.0, 130.5)


def explained(*own: Trace, rules: tuple[str, ...] = (), settings: tuple[str, ...] = ()) -> Explained:
    return Explained(ROW, "ERP", is_there=True, own=own, rules=rules, settings=settings)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1_339_883.08, "money", "$1,339,883.08"),
        (-16_000.0, "money", "−$16,000"),
        (0.5, "share", "50%"),
        (3.0, "count", "3"),
        (None, "money", "–"),
    ],
)
def test_figures_are_exact(value: float | None, unit: str, shown: str) -> None:
    assert words.exact(value, unit, "USD") == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.0, "money", ""),
        (None, "count", ""),
        (69.5, "money", "+$69.50"),
        (-0.007, "share", "−0.7 pt"),
        (-6.0, "days", "−6 d"),
    ],
)
def test_a_difference_has_its_sign(value: float | None, unit: str, shown: str) -> None:
    assert words.signed(value, unit, "USD") == shown


@pytest.mark.parametrize(
    ("then", "now", "unit", "shown"),
    [
        (0.37684, 0.37686, "share", ("37.684%", "37.686%", "+0.002 pt")),
        (4.2016, 4.1984, "points", ("4.2016", "4.1984", "−0.0032")),
        (0.8490, 0.84751, "share", ("84.9%", "84.8%", "−0.1 pt")),
        (49.742, 48.889, "points", ("49.74", "48.89", "−0.85")),
        (1 / 3, 2 / 3, "share", ("33.333%", "66.667%", "+33.334 pt")),
        (12.3, 2.4, "count", ("12.3", "2.4", "−9.9")),
        (0.349, 0.351, "share", ("34.9%", "35.1%", "+0.2 pt")),
        (0.1474, 0.1476, "share", ("14.74%", "14.76%", "+0.02 pt")),
        (41_662.301, 41_662.304, "money", ("$41,662.301", "$41,662.304", "+$0.003")),
        (100.0, 130.5, "money", ("$100", "$130.50", "+$30.50")),
        (12.0, 13.0, "count", ("12", "13", "+1")),
        (0.5, 0.5, "share", ("50%", "50%", "")),
        (None, 3.0, "count", ("–", "3", "")),
    ],
)
def test_two_figures_are_told_apart(
    then: float | None, now: float | None, unit: str, shown: tuple[str, str, str]
) -> None:
    assert words.compared(then, now, unit, "USD") == shown


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from(["money", "share", "count", "times"]))
def test_figures_further_apart_than_a_float_errs_never_look_the_same(
    then: float, now: float, unit: str
) -> None:
    before, after, difference = words.compared(then, now, unit, "USD")
    if abs(then - now) > 1e-9:
        assert before != after
        assert difference


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(["money", "share", "days", "points"]))
def test_a_difference_is_that_of_the_figures_shown(then: int, now: int, unit: str) -> None:
    shown = words.compared(then / 7e4, now / 7e4, unit, "USD")
    before, after, difference = (
        Decimal(re.sub(r"[^\d.-]", "", text.replace("−", "-")) or "0") for text in shown
    )
    assert after - before == difference


def test_what_was_done_to_a_row() -> None:
    deals = entity("deals")
    changed = Trace(
        "deals",
        "changed",
        (
            Edited(deals.field("value"), 100_00, 130_50, "USD"),
            Edited(deals.field("stage"), "won", "lost"),
            Edited(deals.field("source_partner"), None, "Litware & Sons"),
        ),
        (STEP,),
    )
    influence = Trace("deal_influences", "added", (), (STEP,))

    assert words.happened(explained(changed), FACTS, TODAY) == (
        "Value: 100.00 → 130.50 · Stage: Won → Lost · Sourced by: empty → Litware & Sons"
    )
    assert words.happened(explained(influence), FACTS, TODAY) == "Influence: entered later"
    assert words.happened(explained(Trace("deals", "deleted", (), ())), FACTS, TODAY) == "Deleted"
    review = RowDifference("health_reviews", 1, "", 1.0, None)
    merged = Trace("health_reviews", "changed", (Edited(entity("health_reviews").fields[0], "A", "B"),), ())
    lost = Explained(review, "Litware", is_there=True, own=(), related=(merged,))
    assert words.happened(lost, FACTS, TODAY) == "Another health review: partner: A → B"
    by_rules = explained(rules=("deals", "exchange_rates", "stages"))
    assert words.happened(by_rules, FACTS, TODAY) == "Through other deals, exchange rates and stages"
    by_both = explained(rules=("deals",), settings=("pipeline_stage",))
    assert words.happened(by_both, FACTS, TODAY) == (
        "Through other deals and the setting “Stage from which deals count as pipeline”"
    )
    assert words.happened(explained(), FACTS, TODAY) == "Through other records"


def test_who_and_when_is_the_newest_step() -> None:
    later = Step(9, "", "Import", "JL", "laptop", "2026-11-02T12:00:00.000000Z")
    assert words.who_and_when((later, STEP), TODAY) == "JL, 2 Nov"
    assert words.who_and_when((), TODAY) == ""


def test_the_parts_of_a_ratio_are_named() -> None:
    totals = (
        PartTotal("numerator", 12.0, 13.0, counts=True),
        PartTotal("denominator", 35.0, 35.0, counts=True),
        PartTotal("win_rate.numerator", 1.0, 0.0, counts=True),
        PartTotal("bookings", 100.0, 50.0, counts=False),
        PartTotal("sqls", 2.0, 1.0, counts=True),
    )
    units = {"bookings": "money"}
    assert words.sums(restated(0.34, 0.37), totals, units, "USD") == (
        "Counted: 12 → 13 (+1) · Out of: 35, as before"
        " · Win rate: counted: 1 → 0 (−1) · Bookings: $100 → $50 (−$50) · SQLs: 2 → 1 (−1)"
    )
    share = BUILT_IN_BY_ID["influenced_share"]
    assert words.unit_of(totals[0], share) == "count"
    assert words.unit_of(PartTotal("numerator", 1.0, 2.0, counts=False), share) == "money"


def test_what_a_formula_counts_stands_in_the_place_of_its_sum() -> None:
    terms = (Term("promoters", 100, 98), Term("detractors", 12, 12))
    total = PartTotal("numerator", 8_800.0, 8_600.0, counts=False, terms=terms)
    nested = total._replace(part="partner_nps.numerator")

    each = restated(88.0, 86.0)
    assert words.sums(each, [total], {}, "USD") == "Promoters: 100 → 98 (−2) · Detractors: 12, as before"
    assert words.sums(each, [nested], {}, "USD") == (
        "Partner NPS: promoters: 100 → 98 (−2) · Partner NPS: detractors: 12, as before"
    )


def test_where_a_side_has_no_figure_no_sum_stands_for_it() -> None:
    sums = [PartTotal("", 796_347.81, 580_193.48, counts=False)]
    chf = "no exchange rate for CHF on 2026-10-14"

    assert words.sums(restated(796_347.81, None, chf), sums, {"": "money"}, "USD") == (
        "$796,347.81 → – (Today: no exchange rate for CHF on 14 Oct 2026)"
    )
    assert words.sums(restated(None, 189_000.0, "no deals yet"), sums, {"": "money"}, "USD") == (
        "– → $189,000 (Then: no deals yet)"
    )
    assert words.sums(restated(None, None, chf), sums, {"": "money"}, "USD") == ""


def restated(then: float | None, now: float | None, reason: str | None = None) -> Restatement:
    metric, period = BUILT_IN_BY_ID["bookings"], period_named("2026-Q3")
    figures = (
        Figure(metric, "all", period, period.end, value, 1, None if value else reason, None, None, None, None,
               None, None, "grey", None)
        for value in (then, now)
    )  # fmt: skip
    return Restatement(metric, *figures)


def test_what_is_asked_and_what_was_found() -> None:
    question = Question(period_named("2026-Q3", 1), day_of("2026-09-30"), "manager:AK")
    metric = BUILT_IN_BY_ID["bookings"]
    assert words.asked(question, TODAY) == "FY26 Q3 · as of 30 Sep · manager AK"
    assert words.found([Restatement(metric, None, None)]) == "Every figure is what it was."


def test_another_target_is_named_beside_another_value() -> None:
    metric, period = BUILT_IN_BY_ID["bookings"], period_named("2026-Q3")

    def figure(value: float, target: float) -> Figure:
        goal = Goal("at_least", target)
        return Figure(metric, "all", period, period.end, value, 1, None, target, None, "at_least", goal,
                      None, None, "green", None)  # fmt: skip

    def difference(then: Figure, now: Figure) -> str:
        return words.metric_cells(Restatement(metric, then, now), "USD")[3]

    assert difference(figure(100, 90), figure(150, 120)) == "+$50 · target $90 → $120"
    assert difference(figure(100, 90), figure(100, 120)) == "Target $90 → $120"
    assert difference(figure(100, 90), figure(150, 90)) == "+$50"
    assert difference(figure(1, 973_014), figure(1, 1_231_048.14)) == "Target $973,014 → $1,231,048.14"


@pytest.mark.parametrize(
    ("then", "now", "cells"),
    [
        (3.0, None, ("3×", "–", "Today: no target for bookings")),
        (None, 3.0, ("–", "3×", "Then: no target for bookings")),
    ],
)
def test_where_there_is_no_figure_on_one_side_the_reason_stands(
    then: float | None, now: float | None, cells: tuple[str, str, str]
) -> None:
    metric = BUILT_IN_BY_ID["pipeline_coverage"]
    before, after = (coverage(metric, value) for value in (then, now))
    assert words.metric_cells(Restatement(metric, before, after), "USD")[1:] == cells


def test_where_there_was_no_such_metric_that_is_said() -> None:
    metric = BUILT_IN_BY_ID["pipeline_coverage"]._replace(id="own")
    restated = Restatement(metric, None, coverage(metric, 3.0))
    assert words.metric_cells(restated, "USD")[1:] == ("–", "3×", "Then: no such metric")


def coverage(metric: Metric, value: float | None) -> Figure:
    period, reason = period_named("2026-Q3"), "no target for bookings" if value is None else None
    return Figure(metric, "all", period, period.end, value, 1, reason, None, None, None, None, None, None,
                  "grey", None)  # fmt: skip


def test_a_goal_for_growth_tells_what_it_comes_to() -> None:
    metric, period = BUILT_IN_BY_ID["active_partners"], period_named("2026-Q3")
    goal = Goal("growth", 10.0)
    then, now = (
        Figure(metric, "all", period, period.end, 71, 1, None, target, None, "at_least", goal,
               None, None, "green", None)
        for target in (65.0, 64.0)
    )  # fmt: skip

    assert words.metric_cells(Restatement(metric, then, now), "USD")[3] == "Target 65 → 64"
