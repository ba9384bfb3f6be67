"""The laws of a bridge, over programmes that are made up and edited."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnertracker.domain.bridge.bar import Bridge
from partnertracker.domain.bridge.bridging import Known, bridge, bridgeable
from partnertracker.domain.columns import day_of
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID, catalogue
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.metrics.scopes import scopes_of
from partnertracker.domain.periods import period_containing
from partnertracker.services.measuring import figures
from tests.domain.bridge.histories import DAYS, OWN, SEEDS, Historian, facts_by_key

ALL = list(catalogue(Historian(0).known().now))
BRIDGED = [metric for metric in ALL if bridgeable(metric)]
METRICS = st.sampled_from(BRIDGED)
KINDS = st.sampled_from(["month", "quarter", "year"])


def every_scope(facts: Facts) -> list[str]:
    return ["all", *(scope for each in ("partner", "manager", "tier") for scope in scopes_of(facts, each))]


def in_order(one: str, other: str) -> tuple[int, int]:
    first, second = sorted((day_of(one), day_of(other)))
    return first, second


def printed(facts: Facts, metric: Metric, scope: str, kind: str, day: int) -> float | None:
    (figure,) = figures(
        facts, period_containing(day, kind), day, scopes=[scope], metrics=[metric.id], trend=False
    )
    return figure.value


def ends(made: Bridge) -> tuple[Fraction | None, Fraction | None]:
    """Return the figures at both ends, exactly."""
    start, end = (
        None if bar is None else Fraction(bar.amount, made.unit_size) for bar in (made.start, made.end)
    )
    return start, end


def agree(exact: Fraction | None, figure: float | None) -> bool:
    """Tell whether a figure, which may be divided, is the exact number as far as floats go."""
    return figure is None if exact is None else figure == pytest.approx(float(exact), rel=1e-12, abs=1e-12)


def test_money_and_counts_are_bridged_and_nothing_else() -> None:
    assert [metric.id for metric in BRIDGED] == [
        "bookings",
        "sourced_revenue",
        "revenue_per_partner",
        "average_deal_size",
        "pipeline",
        "weighted_pipeline",
        "sqls",
        "active_partners",
        "red_partners",
        "headcount_gap",
        *(name for name, _, _ in OWN),
    ]
    known = Known(*[Facts({})] * 3)
    with pytest.raises(UnusableArgumentError, match="Win rate is made of no sums of rows"):
        bridge(BUILT_IN_BY_ID["win_rate"], "all", "quarter", (0, 1), known)


@given(SEEDS, METRICS, KINDS, DAYS, DAYS)
@settings(max_examples=100)
def test_a_bridge_leads_exactly_from_the_figure_printed_to_the_figure_of_today(
    seed: int, metric: Metric, kind: str, one: str, other: str
) -> None:
    known, days = Historian(seed).known(), in_order(one, other)
    for scope in every_scope(known.now):
        made = bridge(metric, scope, kind, days, known)

        start, end = ends(made)
        assert (end is None) == (start is None) == (made.reason != "")
        if start is None:
            continue
        assert agree(end, printed(known.now, metric, scope, kind, days[1]))
        assert start + Fraction(sum(bar.amount for bar in made.bars), made.unit_size) == end
        if made.known_then and not scope.startswith("partner:") and scope in every_scope(known.then):
            assert agree(start, printed(known.then, metric, scope, kind, days[0]))


@given(SEEDS, METRICS, KINDS, DAYS, DAYS)
@settings(max_examples=40)
def test_a_file_begun_after_both_days_is_seen_as_known_now_at_both_ends(
    seed: int, metric: Metric, kind: str, one: str, other: str
) -> None:
    now, days, nothing = Historian(seed).known().now, in_order(one, other), facts_by_key({})
    for scope in every_scope(now):
        made = bridge(metric, scope, kind, days, Known(nothing, nothing, now))

        assert not made.known_then
        assert not made.known_by_then
        assert not any(bar.correction for bar in made.bars)
        if not made.reason:
            for end, day in zip(ends(made), days, strict=True):
                assert agree(end, printed(now, metric, scope, kind, day))


@given(SEEDS, METRICS, KINDS, DAYS, DAYS)
@settings(max_examples=40)
def test_every_bar_is_made_of_rows_that_stand_in_it_once(
    seed: int, metric: Metric, kind: str, one: str, other: str
) -> None:
    known = Historian(seed).known()
    for scope in every_scope(known.now):
        made = bridge(metric, scope, kind, in_order(one, other), known)
        for bar in made.all_bars:
            assert bar.amount == sum(bar.amounts.tolist())
            assert len(bar.keys) == len(set(bar.keys.tolist())) == len(bar.amounts)
        assert all((bar.amounts != 0).all() and len(bar.keys) for bar in made.bars)


@given(SEEDS, METRICS, KINDS, DAYS)
@settings(max_examples=40)
def test_one_day_known_in_one_way_is_no_way_at_all(seed: int, metric: Metric, kind: str, day: str) -> None:
    now = Historian(seed).known().now

    made = bridge(metric, "all", kind, in_order(day, day), Known(now, now, now))

    assert made.bars == ()
    assert len(set(ends(made))) == 1


@given(SEEDS, METRICS, KINDS, DAYS, DAYS)
@settings(max_examples=40)
def test_without_an_edit_there_is_no_correction_and_nothing_changes_hands(
    seed: int, metric: Metric, kind: str, one: str, other: str
) -> None:
    now = Historian(seed).known().now
    for scope in every_scope(now):
        made = bridge(metric, scope, kind, in_order(one, other), Known(now, now, now))

        assert not any(bar.correction for bar in made.bars)
        assert not {"recredited", "deleted"} & {bar.kind for bar in made.bars}


@given(SEEDS, METRICS, KINDS, DAYS)
@settings(max_examples=40)
def test_on_one_day_only_what_was_learned_differs(seed: int, metric: Metric, kind: str, day: str) -> None:
    made = bridge(metric, "all", kind, in_order(day, day), Historian(seed).known())

    assert {bar.kind for bar in made.bars if not bar.correction} <= {"resized", "recredited"}


@given(SEEDS, METRICS, KINDS, st.tuples(DAYS, DAYS, DAYS))
@settings(max_examples=40)
def test_bridges_follow_one_another(seed: int, metric: Metric, kind: str, days: tuple[str, str, str]) -> None:
    first, second, third = sorted(day_of(day) for day in days)
    known = Historian(seed).known()
    then, by_then, now = known.then, known.by_then, known.now

    one = bridge(metric, "all", kind, (first, second), Known(then, by_then, by_then))
    other = bridge(metric, "all", kind, (second, third), Known(by_then, now, now))

    if not (one.reason or other.reason):
        assert ends(one)[1] == ends(other)[0]
