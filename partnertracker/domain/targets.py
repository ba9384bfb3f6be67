"""Targets: which one holds, how a value stands against it, and the words for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from partnertracker.domain.columns import Columns
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure, Pace
from partnertracker.domain.metrics.metric import Goal, Metric
from partnertracker.domain.periods import Period, elapsed, elapsed_days

ALWAYS = "always"
"""The period of a target that holds for every period."""

RELATIVE = frozenset({"growth", "growing"})
"""Comparisons with earlier figures."""

_FALLING = frozenset({"at_most", "less_than"})
_USUAL_BOUND = 0.9
_EARLY = 0.15
_CLOSE = 0.005
_TENTHS_BELOW = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """What a value is held against, in the metric's own terms.

    Attributes:
        goal: the target as set.
        amount: for the whole period; None when the earlier figure that it follows from is missing or 0.
        high: the upper bound of ``between``.
        expected: by the as-of day, for a flow.
    """

    goal: Goal
    amount: float | None
    high: float | None = None
    expected: float | None = None


@dataclass(frozen=True)
class TargetBook:
    """Every target of the file.

    Attributes:
        entries: by metric, scope as on disk (a partner by key: ``partner:17``) and period label, oldest
            first: the day since which it holds, and the goal.
    """

    entries: Mapping[tuple[str, str, str], Sequence[tuple[int, Goal]]]
    known: frozenset[tuple[str, str]]

    def held(self, metric: str, scope: str, label: str, as_of: int) -> Goal | None:
        """Return the target that held on a day: the latest set by then, else the earliest there is."""
        entries = self.entries.get((metric, scope, label))
        if not entries:
            return None
        held = [goal for since, goal in entries if since <= as_of]
        return held[-1] if held else entries[0][1]


def target_book(facts: Facts) -> TargetBook:
    """Return the file's targets, once for these facts."""
    targets = facts["targets"]
    return facts.derived("targets.book", lambda _: _book(targets), targets.keys, *targets.values.values())


def is_met(comparison: str, value: float, amount: float, high: float | None = None) -> bool:
    """Tell whether a value reaches its target."""
    if comparison in {"at_least", "growth"}:
        return value >= amount
    if comparison in {"more_than", "growing"}:
        return value > amount
    if comparison == "at_most":
        return value <= amount
    if comparison == "less_than":
        return value < amount
    return amount <= value <= (amount if high is None else high)


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
    return "red" if reached is None or reached < bound else "yellow"


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
    if metric.kind != "flow" or as_of >= period.end:
        return verdict(bar.goal, value, bar.amount, bar.high)
    if elapsed(period, as_of) < _EARLY:
        return "too_early"
    expected = bar.amount if bar.expected is None else bar.expected
    high = None if bar.high is None else bar.high * elapsed(period, as_of)
    return verdict(bar.goal, value, expected, high)


def pace(period: Period, as_of: int, value: float, bar: Bar | None) -> Pace:
    """Return how a flow stands inside its period."""
    share = elapsed(period, as_of)
    left = period.days - elapsed_days(period, as_of)
    amount = None if bar is None else bar.amount
    needed = None
    if bar is not None and amount is not None and left and bar.goal.comparison not in _FALLING:
        needed = max(0.0, (amount - value) / left)
    return Pace(share, None if bar is None else bar.expected, value / share if share else None, needed)


def verdict_words(figure: Figure) -> str:
    """Return the verdict in two or three words: ``Met``, ``On pace``, ``Behind 4%``, ``Over by 11 d``."""
    if figure.status in {"green", "yellow", "red"}:
        return _judged_words(figure)
    if figure.status == "no_target" and figure.comparison is not None:
        return "No earlier figure"
    if figure.status == "no_data" and figure.reason is not None:
        words = figure.reason.partition(" for ")[0]
        return words[:1].upper() + words[1:]
    return {"too_few": "Too few", "too_early": "Too early"}.get(figure.status, "No target")


def _judged_words(figure: Figure) -> str:
    running = figure.metric.kind == "flow" and figure.as_of < figure.period.end
    if figure.status == "green":
        return "On pace" if running else "Met"
    if figure.comparison == "growing":
        return "Not growing"
    bound = figure.pace.expected if running and figure.pace is not None else figure.target
    if figure.value is None or bound is None:
        return "Missed"
    over = figure.target_high is not None and figure.value > bound
    if over and figure.target_high is not None:
        bound = figure.target_high * (figure.pace.elapsed if running and figure.pace else 1)
    gap = _gap(figure.metric.unit, figure.value, bound)
    return f"Over by {gap}" if over or figure.comparison in _FALLING else f"Behind {gap}"


def _gap(unit: str, value: float, bound: float) -> str:
    difference = abs(value - bound)
    if unit == "share":
        return f"{_short(difference * 100)} pt"
    if unit == "days":
        return f"{_short(difference)} d"
    if unit == "points":
        return _short(difference)
    if unit == "times":
        return f"{_short(difference)}×"
    return f"{_short(100 * difference / bound)}%" if bound else _short(difference)


def _short(number: float) -> str:
    """Return a small number with at most one decimal, never as 0."""
    if abs(number - round(number)) < _CLOSE or number >= _TENTHS_BELOW:
        return f"{max(round(number), 1):d}"
    return f"{max(number, 0.1):.1f}".removesuffix(".0")


def _book(targets: Columns) -> TargetBook:
    entries: dict[tuple[str, str, str], list[tuple[int, Goal]]] = {}
    order: Iterable[int] = np.argsort(targets["effective_on"], kind="stable").tolist()
    for row in order:
        place = tuple((targets.text(name, row) or "") for name in ("metric", "scope", "period"))
        metric, scope, label = place
        goal = _goal(targets, row)
        since = int(targets["effective_on"][row])
        entries.setdefault((metric, scope or "all", label.upper() if label != ALWAYS else label), []).append(
            (since, goal)
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
