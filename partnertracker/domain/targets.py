"""Targets: which one holds on a day, and how a value stands against it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isclose
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import Columns
from partnertracker.domain.entities.programme import RELATIVE
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Pace
from partnertracker.domain.metrics.metric import Goal, Metric
from partnertracker.domain.notation import ALWAYS
from partnertracker.domain.periods import Period, elapsed, elapsed_days, period_containing

_FALLING = frozenset({"at_most", "less_than"})
_USUAL_BOUND = 0.9
_EARLY = 0.15
_ROUNDING = 1e-12
_WHOLES = {"month": ("quarter", "year"), "quarter": ("year",)}


class Bar(NamedTuple):
    """What a value is held against, in the metric's own terms.

    Attributes:
        goal: the target as set.
        amount: for the whole period; None when the earlier figure that it follows from is missing or 0, and
            for a flow whose target names no period.
        high: the upper bound of ``between``.
        expected: by the as-of day, for a flow; None where the earlier figure of these days is missing or 0.
    """

    goal: Goal
    amount: float | None
    high: float | None = None
    expected: float | None = None

    @property
    def lacks_period(self) -> bool:
        """Whether nothing is held against it: an amount for a flow, in periods of any length."""
        return self.amount is None and self.goal.comparison not in RELATIVE


class TargetBook(NamedTuple):
    """Every target of the file.

    Attributes:
        entries: by metric, scope as on disk (a partner by key: ``partner:17``) and period label in
            small letters, oldest first: the day since which it holds, and the goal.
    """

    entries: Mapping[tuple[str, str, str], Sequence[tuple[int, Goal]]]
    known: frozenset[tuple[str, str]]

    def held(self, metric: str, scope: str, period: Period | None, as_of: int) -> Goal | None:
        """Return the target of a period that held on a day, at the period's end where the day is later.

        It is the latest set by then. Where none was, it is the first one that the period saw; where it saw
        none before it was over, the newest: what is set for a period that is over can be corrected.

        Args:
            metric: the metric's id.
            scope: as on disk.
            period: the one that the target was set for; None: the target that holds always.
            as_of: the day.
        """
        entries = self.entries.get((metric, scope, ALWAYS if period is None else period.label.casefold()))
        if not entries:
            return None
        by_then = _latest(entries, as_of if period is None else min(as_of, period.end))
        if by_then is not None:
            return by_then
        first, newest = entries[0], entries[-1]
        return newest[1] if period is not None and first[0] > period.end else first[1]

    def settled(self, metric: str, scope: str, period: Period) -> Goal | None:
        """Return the target that held at the end of a period and judges it for good; None where none did."""
        return _latest(self.entries.get((metric, scope, period.label.casefold()), ()), period.end)

    def was_set_before(self, metric: str, scope: str, label: str, day: int) -> bool:
        """Tell whether a period, by its label, or ``always`` had a target before a day."""
        entries = self.entries.get((metric, scope, label.casefold()), ())
        return bool(entries) and entries[0][0] < day

    def periods(self, metric: str, scope: str) -> frozenset[str]:
        """Return the labels of the periods that a metric has targets for, in small letters."""
        return frozenset(label for each, whose, label in self.entries if (each, whose) == (metric, scope))


def target_book(facts: Facts) -> TargetBook:
    """Return the file's targets, once for these facts."""
    targets = facts["targets"]
    return facts.derived("targets.book", lambda _: _book(targets), targets.keys, *targets.values.values())


def judged_by(period: Period, fiscal_year_start: int) -> Iterator[Period]:
    """Yield the periods whose target judges a period: the first that has one wins, before one for always."""
    yield period
    for kind in _WHOLES.get(period.kind, ()):
        whole = period_containing(period.start, kind, fiscal_year_start)
        if period.end <= whole.end:
            yield whole


def is_met(comparison: str, value: float, amount: float, high: float | None = None) -> bool:
    """Tell whether a value reaches its target."""
    against = _compared(value, amount)
    if comparison in {"at_least", "growth"}:
        return against >= 0
    if comparison in {"more_than", "growing"}:
        return against > 0
    if comparison == "at_most":
        return against <= 0
    if comparison == "less_than":
        return against < 0
    return against >= 0 and (high is None or _compared(value, high) <= 0)


def attainment(comparison: str, value: float, amount: float, high: float | None = None) -> float | None:
    """Return value ÷ target, or target ÷ value where lower is wanted; None where that divides by 0.

    Inside the bounds of ``between`` it is 1, outside it is measured from the bound that is missed.
    """
    if comparison == "between":
        if is_met(comparison, value, amount, high):
            return 1.0
        if high is not None and value > high:
            return high / value
    if comparison in _FALLING:
        return amount / value if value else None
    return value / amount if amount else None


def verdict(goal: Goal, value: float, amount: float, high: float | None = None) -> str:
    """Return ``green``, ``yellow`` or ``red``."""
    if is_met(goal.comparison, value, amount, high):
        return "green"
    bound = next((each for each in (goal.red_below, goal.yellow_at) if each is not None), _USUAL_BOUND)
    reached = attainment(goal.comparison, value, amount, high)
    return "red" if reached is None or _compared(reached, bound) < 0 else "yellow"


def status(
    metric: Metric, period: Period, as_of: int, value: float | None, bar: Bar | None, *, few: bool
) -> str:
    """Return the verdict on a value.

    Args:
        metric: what was measured.
        period: for which period.
        as_of: seen from which day.
        value: the number.
        bar: what it is held against.
        few: whether the number is about too few items to be judged.
    """
    if value is None:
        return "no_data"
    if bar is None or bar.amount is None:
        return "no_target"
    if few:
        return "too_few"
    if metric.kind != "flow":
        return verdict(bar.goal, value, bar.amount, bar.high)
    if too_early(period, as_of):
        return "too_early"
    against = due(bar, bar.amount, period, as_of)
    return "no_target" if against is None else verdict(bar.goal, value, *against)


def too_early(period: Period, as_of: int) -> bool:
    """Tell whether so little of a period has passed that a flow can't be judged by its pace."""
    return as_of < period.end and elapsed(period, as_of) < _EARLY


def due(bar: Bar, amount: float, period: Period, as_of: int) -> tuple[float, float | None] | None:
    """Return what a flow is held against on a day, and its upper bound: what is due by then of the whole.

    None where it is to grow and there is no earlier figure of the same days.

    Args:
        bar: what the flow is held against.
        amount: that of the bar, which is known.
        period: the period asked for.
        as_of: the day.
    """
    if as_of >= period.end:
        return amount, bar.high
    if bar.goal.comparison == "growth" and bar.expected is None:
        return None
    high = None if bar.high is None else bar.high * elapsed(period, as_of)
    return amount if bar.expected is None else bar.expected, high


def pace(period: Period, as_of: int, value: float, bar: Bar | None) -> Pace:
    """Return how a flow stands inside its period."""
    share = elapsed(period, as_of)
    left = period.days - elapsed_days(period, as_of)
    amount = None if bar is None else bar.amount
    needed = None
    if bar is not None and amount is not None and left and bar.goal.comparison not in _FALLING:
        needed = max(0.0, (amount - value) / left)
    return Pace(share, None if bar is None else bar.expected, value / share if share else None, needed)


def _compared(value: float, bound: float) -> float:
    """Return the difference; 0 when it is the rounding of floats (20% above 100.10 is 120.12)."""
    return 0.0 if isclose(value, bound, rel_tol=_ROUNDING, abs_tol=0.0) else value - bound


def _latest(entries: Sequence[tuple[int, Goal]], day: int) -> Goal | None:
    return next((goal for since, goal in reversed(entries) if since <= day), None)


def _book(targets: Columns) -> TargetBook:
    entries: dict[tuple[str, str, str], list[tuple[int, Goal]]] = {}
    order: Iterable[int] = np.argsort(targets["effective_on"], kind="stable").tolist()
    for row in order:
        metric, scope, period = (targets.text(name, row) or "" for name in ("metric", "scope", "period"))
        since = int(targets["effective_on"][row])
        entries.setdefault((metric, scope or "all", period.casefold()), []).append(
            (since, _goal(targets, row))
        )
    return TargetBook(entries, frozenset((metric, scope) for metric, scope, _ in entries))


def _goal(targets: Columns, row: int) -> Goal:
    numbers = {
        name: None if np.isnan(targets[name][row]) else float(targets[name][row])
        for name in ("value", "value_high", "yellow_at", "red_below")
    }
    return Goal(
        targets.text("comparison", row) or "at_least",
        **numbers,
        spread=targets.text("spread", row) or "evenly",
        key=int(targets.keys[row]),
    )
