"""A target says what meets it, how far a figure is from it, and in which colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.metrics.metric import Goal
from partnertracker.domain.periods import period_named
from partnertracker.domain.targets import attainment, is_met, judged_by, verdict

NUMBERS = st.floats(0.01, 1e9)


@pytest.mark.parametrize(
    ("comparison", "below", "at", "above"),
    [
        ("at_least", False, True, True),
        ("more_than", False, False, True),
        ("at_most", True, True, False),
        ("less_than", True, False, False),
        ("growth", False, True, True),
        ("growing", False, False, True),
    ],
)
def test_a_comparison_says_what_meets_it(comparison: str, below: bool, at: bool, above: bool) -> None:  # noqa: FBT001
    assert [is_met(comparison, value, 10) for value in (9, 10, 11)] == [below, at, above]


def test_between_takes_both_bounds_and_measures_from_the_one_that_is_missed() -> None:
    assert [is_met("between", value, 10, 20) for value in (9, 10, 20, 21)] == [False, True, True, False]
    assert attainment("between", 5, 10, 20) == 0.5
    assert attainment("between", 15, 10, 20) == 1.0
    assert attainment("between", 40, 10, 20) == 0.5


def test_attainment_is_turned_round_where_lower_is_wanted_and_never_divides_by_nothing() -> None:
    assert attainment("at_least", 842_300, 1_000_000) == 0.8423
    assert attainment("at_most", 20, 15) == 0.75
    assert attainment("at_least", 5, 0) is None
    assert attainment("less_than", 0, 5) is None


@given(NUMBERS, NUMBERS, st.sampled_from(["at_least", "at_most"]))
def test_a_met_target_has_an_attainment_of_one_or_more(value: float, amount: float, comparison: str) -> None:
    reached = attainment(comparison, value, amount)
    assert reached is not None
    if is_met(comparison, value, amount):
        assert reached >= 1 - 1e-9
    else:
        assert reached < 1


@pytest.mark.parametrize(
    ("goal", "value", "colour"),
    [
        (Goal("at_least", 100), 100, "green"),
        (Goal("at_least", 100), 90, "yellow"),
        (Goal("at_least", 100), 89.9, "red"),
        (Goal("at_least", 100, yellow_at=0.8), 80, "yellow"),
        (Goal("at_least", 100, yellow_at=0.8, red_below=0.5), 50, "yellow"),
        (Goal("at_least", 100, yellow_at=0.8, red_below=0.5), 49, "red"),
        (Goal("more_than", 100), 100, "yellow"),
        (Goal("at_most", 100), 111, "yellow"),
        (Goal("at_most", 100), 112, "red"),
        (Goal("at_most", 0), 1, "red"),
        (Goal("at_least", 0), 0, "green"),
        (Goal("growing"), 100, "yellow"),
    ],
)
def test_bounds_decide_between_yellow_and_red(goal: Goal, value: float, colour: str) -> None:
    assert verdict(goal, value, 100 if goal.value is None else goal.value) == colour


@pytest.mark.parametrize(
    ("label", "judging"),
    [
        ("2026-11", ["2026-11", "2027-Q2", "2027"]),
        ("2027-Q2", ["2027-Q2", "2027"]),
        ("2027", ["2027"]),
        ("2026-W46", ["2026-W46"]),
    ],
)
def test_a_period_is_judged_by_its_own_target_then_by_those_of_the_quarter_and_year_that_it_is_part_of(
    label: str, judging: list[str]
) -> None:
    assert [each.label for each in judged_by(period_named(label, 7), 7)] == judging
