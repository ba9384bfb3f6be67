"""Targets, pace, status and trend: a metric's reading held against what was aimed at."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle.exported import Exported, Row
from tests.oracle.formulas import metrics_of
from tests.oracle.metrics import Goal
from tests.oracle.periods import DAY, Period, containing, prior_year, trailing, year_earlier
from tests.oracle.question import Question, Reading

_FALLING = {"at_most", "less_than"}
_PARTS = {("month", "quarter"): 3, ("month", "year"): 12, ("quarter", "year"): 4}


@dataclass(frozen=True)
class Bar:
    """What a value is held against: over the whole period, and by the as-of day for a running flow."""

    goal: Goal
    amount: Fraction | None
    high: Fraction | None = None
    expected: Fraction | None = None


@dataclass(frozen=True)
class Judged:
    """All that stands on a scoreboard's line."""

    reading: Reading
    bar: Bar | None
    attainment: Fraction | None
    status: str
    projection: Fraction | None
    needed_per_day: Fraction | None
    previous: Fraction | None


class Oracle:
    """Answers for one file; it remembers what it has read."""

    def __init__(self, file: Exported) -> None:
        self.file = file
        self._start = file.fiscal_year_start
        self._metrics = metrics_of(file)
        self._read: dict[tuple[str, str, Period, date], Reading] = {}

    def read(self, metric: str, scope: str, period: Period, as_of: date) -> Reading:
        key = metric, scope, period, as_of
        if key not in self._read:
            self._read[key] = self._reading(metric, scope, period, as_of)
        return self._read[key]

    def judge(self, metric: str, scope: str, period: Period, as_of: date) -> Judged:
        """Judge a metric; the as-of day is not after the period's end."""
        reading = self.read(metric, scope, period, as_of)
        bar = self.bar(metric, scope, period, as_of)
        before, _ = trailing(period, 2, self._start)
        attained = projection = needed = None
        if reading.value is not None:
            if bar is not None and bar.amount is not None:
                attained = attainment(bar.goal.comparison, reading.value, bar.amount, bar.high)
            if self._metrics[metric].kind == "flow":
                passed = Fraction(period.elapsed(as_of), period.days)
                projection = reading.value / passed if passed else None
                needed = _needed_per_day(reading.value, bar, period.days - period.elapsed(as_of))
        return Judged(
            reading,
            bar,
            attained,
            self._status(metric, reading, bar, period, as_of),
            projection,
            needed,
            self.read(metric, scope, before, min(as_of, before.last)).value,
        )

    def trend(
        self, metric: str, scope: str, period: Period, as_of: date
    ) -> list[tuple[str, Fraction | None, Fraction | None]]:
        """Return the label, the value and the target of the last twelve periods."""
        points = []
        for each in trailing(period, 12, self._start):
            day = min(as_of, each.last)
            bar = self.bar(metric, scope, each, day)
            points.append(
                (each.label, self.read(metric, scope, each, day).value, bar.amount if bar else None)
            )
        return points

    def bar(self, metric: str, scope: str, period: Period, as_of: date) -> Bar | None:
        """Return what a value is held against: the period's own target, or its part of a longer one's."""
        flow = self._metrics[metric].kind == "flow"
        goal = self._held(metric, scope, period.label, as_of, period.last)
        share = Fraction(1)
        for kind in ("quarter", "year"):
            if goal is None and (period.kind, kind) in _PARTS:
                whole = containing(period.first, kind, self._start)
                goal = self._held(metric, scope, whole.label, as_of, whole.last)
                if goal is not None and flow:
                    share = self._share(metric, scope, period, whole, goal)
        if goal is None:
            goal = self._held(metric, scope, "always", as_of)
            if goal is not None and flow and goal.comparison not in {"growth", "growing"}:
                # an amount without a period says nothing of how much a month or a year is to bring
                return Bar(goal, None)
        if goal is None and scope == "all":
            goal = self._metrics[metric].default
        if goal is None:
            return None
        if goal.comparison == "growing":
            return Bar(goal, self._best_before(metric, scope, period, as_of))
        if goal.comparison == "growth":
            return self._growth(metric, scope, period, as_of, goal)
        amount, high = (None if each is None else each * share for each in (goal.value, goal.high))
        assert amount is not None
        passed = Fraction(period.elapsed(as_of), period.days)
        return Bar(goal, amount, high, amount * passed if flow else None)

    def _reading(self, metric: str, scope: str, period: Period, as_of: date) -> Reading:
        def goal(other: str) -> Fraction | None:
            bar = self.bar(other, scope, period, as_of)
            return bar.amount if bar else None

        def measure(other: str) -> Reading:
            return self.read(other, scope, period, as_of)

        if not self.file.rows(self._metrics[metric].reads):
            return Reading(None, 0, frozenset({" yet"}))
        return self._metrics[metric].read(
            Question(self.file, period, as_of, self.file.scope(scope), goal, measure)
        )

    def _held(self, metric: str, scope: str, label: str, as_of: date, end: date = date.max) -> Goal | None:
        """Return the target that held on a day: the latest set by then, else the earliest set before the end.

        A period that was over before any was set takes the newest.
        """
        rows = [
            row
            for row in self.file.rows("targets")
            if row["metric"] == metric and (row["scope"] or "all") == scope and row["period"] == label
        ]
        rows.sort(key=lambda row: row["effective_on"])
        by_then = [row for row in rows if row["effective_on"] <= as_of]
        if by_then:
            return _goal(by_then[-1])
        in_time = [row for row in rows if row["effective_on"] <= end]
        return _goal(in_time[0]) if in_time else _goal(rows[-1]) if rows else None

    def _share(self, metric: str, scope: str, period: Period, whole: Period, goal: Goal) -> Fraction:
        """Return which share of a longer period's target falls to a part of it: evenly, or as last year."""
        evenly = Fraction(1, _PARTS[period.kind, whole.kind])
        if goal.spread != "last_year":
            return evenly
        part, total = (
            self.read(metric, scope, each, each.last).value
            for each in (prior_year(period, self._start), prior_year(whole, self._start))
        )
        return part / total if part is not None and total else evenly

    def _growth(self, metric: str, scope: str, period: Period, as_of: date, goal: Goal) -> Bar:
        prior, passed = prior_year(period, self._start), period.elapsed(as_of)
        ended = as_of >= period.last
        same = prior.last if ended else min(prior.first + (passed - 1) * DAY, prior.last)
        by_then = self.read(metric, scope, prior, same).value
        flow = self._metrics[metric].kind == "flow"
        whole = self.read(metric, scope, prior, prior.last).value if flow else by_then
        if whole is None or whole <= 0 or goal.value is None:
            return Bar(goal, None)
        factor = 1 + goal.value / 100
        return Bar(goal, whole * factor, expected=by_then * factor if by_then and by_then > 0 else None)

    def _best_before(self, metric: str, scope: str, period: Period, as_of: date) -> Fraction | None:
        """Return the higher of the values on the same day last year and at the last quarter's end."""
        days = year_earlier(as_of), containing(as_of, "quarter", self._start).first - DAY
        values = [
            self.read(metric, scope, containing(day, period.kind, self._start), day).value for day in days
        ]
        known = [value for value in values if value is not None]
        return max(known) if len(known) == len(values) else None

    def _status(self, metric: str, reading: Reading, bar: Bar | None, period: Period, as_of: date) -> str:
        if reading.value is None:
            return "no_data"
        if bar is None or bar.amount is None:
            return "no_target"
        if self._metrics[metric].pooled and reading.n < 5:
            return "too_few"
        if self._metrics[metric].kind != "flow" or as_of >= period.last:
            return verdict(bar.goal, reading.value, bar.amount, bar.high)
        passed = Fraction(period.elapsed(as_of), period.days)
        if passed < Fraction(15, 100):
            return "too_early"
        by_now = bar.amount if bar.expected is None else bar.expected
        high = None if bar.high is None else bar.high * passed
        # nothing to grow from in the same days of last year
        lacking = bar.goal.comparison == "growth" and bar.expected is None
        return "no_target" if lacking else verdict(bar.goal, reading.value, by_now, high)


def is_met(comparison: str, value: Fraction, amount: Fraction, high: Fraction | None) -> bool:
    return {
        "at_least": value >= amount,
        "growth": value >= amount,
        "more_than": value > amount,
        "growing": value > amount,
        "at_most": value <= amount,
        "less_than": value < amount,
        "between": high is not None and amount <= value <= high,
    }[comparison]


def attainment(comparison: str, value: Fraction, amount: Fraction, high: Fraction | None) -> Fraction | None:
    """Return actual ÷ target, or target ÷ actual where lower is wanted; of a range, by the bound missed."""
    if comparison == "between":
        if is_met(comparison, value, amount, high):
            return Fraction(1)
        if high is not None and value > high:
            return high / value
    over, under = (amount, value) if comparison in _FALLING else (value, amount)
    return over / under if under else None


def verdict(goal: Goal, value: Fraction, amount: Fraction, high: Fraction | None) -> str:
    if is_met(goal.comparison, value, amount, high):
        return "green"
    reached = attainment(goal.comparison, value, amount, high)
    bound = next((each for each in (goal.red_below, goal.yellow_at) if each is not None), Fraction(9, 10))
    return "red" if reached is None or reached < bound else "yellow"


def _needed_per_day(value: Fraction, bar: Bar | None, left: int) -> Fraction | None:
    if bar is None or bar.amount is None or not left or bar.goal.comparison in _FALLING:
        return None
    return max(Fraction(0), (bar.amount - value) / left)


def _goal(row: Row) -> Goal:
    names = ("value", "value_high", "yellow_at", "red_below")
    value, high, yellow_at, red_below = (row[name] for name in names)
    return Goal(row["comparison"], value, high, yellow_at, red_below, row["spread"] or "evenly")
