"""Figures: readings held against the targets that hold, with what came before."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import repeat

import numpy as np

from partnertracker.domain.columns import Array
from partnertracker.domain.entities.programme import RELATIVE
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.domain.metrics.combining import combined
from partnertracker.domain.metrics.engine import read
from partnertracker.domain.metrics.evidence import Form, Moment
from partnertracker.domain.metrics.figure import Beside, Figure, TrendPoint
from partnertracker.domain.metrics.metric import Formula, Goal, Metric
from partnertracker.domain.metrics.readings import Readings
from partnertracker.domain.metrics.scopes import ALL, Grouping
from partnertracker.domain.periods import (
    Period,
    as_of_day,
    elapsed,
    elapsed_days,
    period_containing,
    previous,
    prior_year,
    trailing,
    year_earlier,
)
from partnertracker.domain.targets import Bar, attainment, judged_by, pace, status, target_book

_TREND = 12
FEW = 5
"""About fewer items than this no number is judged."""

_PARTS = {("month", "quarter"): 3, ("month", "year"): 12, ("quarter", "year"): 4}


class Judge:
    """Makes figures for scopes of one dimension, reading each metric and moment at most once."""

    def __init__(self, facts: Facts, grouping: Grouping) -> None:
        """Take the facts and for whom figures are wanted."""
        self._facts = facts
        self._grouping = grouping
        self._fiscal = facts.settings.fiscal_year_start
        self._targets = target_book(facts)
        self._catalogue = catalogue(facts)
        self._scopes = _scopes_on_disk(facts, grouping)
        self._read: dict[tuple[str, Period, int], Readings] = {}

    def figures(self, metric: Metric, period: Period, as_of: int, *, trend: bool = True) -> list[Figure]:
        """Return one figure for each scope, in their order.

        Args:
            metric: what is measured.
            period: for which period.
            as_of: seen from which day, not after the period's end.
            trend: whether to fill the trends.
        """
        before = trailing(period, _TREND if trend else 2, self._fiscal)
        moments = [(each, as_of_day(each, as_of)) for each in before]
        columns = [readings.numbers() for readings in self._readings_at(metric, moments)]
        return [
            self._figure(metric, group, moments, values, trend=trend)
            for group, values in enumerate(zip(*columns, strict=True))
        ]

    def readings(self, metric: Metric, period: Period, as_of: int) -> Readings:
        """Return a metric's readings at a moment."""
        key = (metric.id, period, as_of)
        if key not in self._read:
            (self._read[key],) = self._readings_at(metric, [(period, as_of)])
        return self._read[key]

    def goal(self, metric_id: str, period: Period, as_of: int) -> tuple[Goal, float] | None:
        """Return the target of a metric for the first scope: as it was set, and what it comes to."""
        bar = self._bar(self._catalogue.named(metric_id), 0, period, as_of)
        return None if bar is None or bar.amount is None else (bar.goal, bar.amount)

    def bars(self, metric: Metric, period: Period, as_of: int) -> list[Bar | None]:
        """Return what each scope's value is held against; None where it has no target."""
        return [self._bar(metric, group, period, as_of) for group in range(self._grouping.count)]

    def _readings_at(self, metric: Metric, moments: Sequence[tuple[Period, int]]) -> list[Readings]:
        find = metric.evidence
        if isinstance(find, Formula):
            return [
                combined(find, partial(self.readings, period=period, as_of=as_of), self._grouping.count)
                for period, as_of in moments
            ]
        asked = [Moment(self._facts, *moment) for moment in moments]
        found = read(asked, metric, find, self._grouping, self._goals)
        keys = ((metric.id, *moment) for moment in moments)
        self._read |= dict(zip(keys, found, strict=True))
        return found

    def _figure(
        self,
        metric: Metric,
        group: int,
        moments: Sequence[tuple[Period, int]],
        values: Sequence[float | None],
        *,
        trend: bool,
    ) -> Figure:
        period, as_of = moments[-1]
        now = self.readings(metric, period, as_of)
        value = values[-1]
        bar = self._bar(metric, group, period, as_of)
        goal, amount = (bar.goal, bar.amount) if bar else (None, None)
        count = int(now.counts[group])
        return Figure(
            metric=metric,
            scope=self._grouping.scopes[group],
            period=period,
            as_of=as_of,
            value=value,
            n=count,
            reason=now.reasons.get(group) if value is None else None,
            target=amount,
            target_high=bar.high if bar else None,
            comparison=goal.comparison if goal else None,
            goal=goal,
            attainment=_attained(bar, value),
            pace=pace(period, as_of, value, bar) if metric.kind == "flow" and value is not None else None,
            status=status(metric, period, as_of, value, bar, few=now.form is not Form.SUM and count < FEW),
            previous=values[-2],
            trend=self._trend(metric, group, moments, values) if trend else (),
            beside=_beside(now, group),
        )

    def _trend(
        self,
        metric: Metric,
        group: int,
        moments: Sequence[tuple[Period, int]],
        values: Sequence[float | None],
    ) -> tuple[TrendPoint, ...]:
        amounts: Iterable[float | None] = repeat(None)
        if self._may_have_target(metric, group):
            bars = (self._bar(metric, group, *moment) for moment in moments)
            amounts = (bar.amount if bar else None for bar in bars)
        periods = [period for period, _ in moments]
        return tuple(map(_POINT, zip(periods, values, amounts, strict=False)))

    def _value(self, metric: Metric, group: int, period: Period, as_of: int) -> float | None:
        return self.readings(metric, period, as_of).value(group)

    def _goals(self, metric_id: str, period: Period, as_of: int) -> Array:
        """Return each group's target of a metric, nan for none."""
        bars = self.bars(self._catalogue.named(metric_id), period, as_of)
        return np.array([np.nan if bar is None or bar.amount is None else bar.amount for bar in bars])

    def _may_have_target(self, metric: Metric, group: int) -> bool:
        """Tell whether the file or the catalogue has any target of a metric for a group."""
        scope = self._scopes[group]
        return (metric.id, scope) in self._targets.known or (
            scope == ALL and metric.default_target is not None
        )

    def _bar(self, metric: Metric, group: int, period: Period, as_of: int) -> Bar | None:
        """Return what a value is held against: a target of the file, else the catalogue's for everything."""
        scope = self._scopes[group]
        if (metric.id, scope) in self._targets.known:
            bar = self._bar_of_file(metric, group, period, as_of)
            if bar is not None:
                return bar
        if scope == ALL and metric.default_target is not None:
            return self._bar_of(metric, group, period, as_of, metric.default_target)
        return None

    def _bar_of_file(self, metric: Metric, group: int, period: Period, as_of: int) -> Bar | None:
        """Return the period's own target, its part of a longer period's, or the one that holds always.

        An amount that is to hold always says nothing of a flow: how much depends on how long the period is.
        """
        scope, flows = self._scopes[group], metric.kind == "flow"
        for whole in judged_by(period, self._fiscal):
            goal = self._targets.held(metric.id, scope, whole, as_of)
            if goal is not None:
                in_part = flows and whole is not period
                share = self._share(metric, group, period, whole, goal) if in_part else 1.0
                return self._bar_of(metric, group, period, as_of, goal, share)
        goal = self._targets.held(metric.id, scope, None, as_of)
        if goal is None:
            return None
        if flows and goal.comparison not in RELATIVE:
            return Bar(goal, None)
        return self._bar_of(metric, group, period, as_of, goal)

    def _bar_of(
        self, metric: Metric, group: int, period: Period, as_of: int, goal: Goal, share: float = 1.0
    ) -> Bar:
        if goal.comparison == "growing":
            return Bar(goal, self._best_before(metric, group, period, as_of))
        if goal.comparison == "growth":
            return self._growth(metric, group, period, as_of, goal)
        amount = None if goal.value is None else goal.value * share
        high = None if goal.value_high is None else goal.value_high * share
        expected = None if amount is None or metric.kind != "flow" else amount * elapsed(period, as_of)
        return Bar(goal, amount, high, expected)

    def _share(self, metric: Metric, group: int, period: Period, whole: Period, goal: Goal) -> float:
        """Return which share of a longer period's target falls to a part of it."""
        evenly = 1 / _PARTS[period.kind, whole.kind]
        if goal.spread != "last_year":
            return evenly
        part, total = (prior_year(each, self._fiscal) for each in (period, whole))
        in_part = self._value(metric, group, part, part.end)
        in_total = self._value(metric, group, total, total.end)
        return evenly if in_part is None or not in_total else in_part / in_total

    def _growth(self, metric: Metric, group: int, period: Period, as_of: int, goal: Goal) -> Bar:
        """Return the prior year's figure raised by the target's percentage, whole and after the same days.

        Growth over a year of nothing is no target. After the same days of nothing the whole is known, but not
        what is due by now.
        """
        prior = prior_year(period, self._fiscal)
        days = elapsed_days(period, as_of)
        same = prior.end if as_of >= period.end else min(prior.start + days - 1, prior.end)
        by_then = self._value(metric, group, prior, same)
        whole = self._value(metric, group, prior, prior.end) if metric.kind == "flow" else by_then
        factor = 1 + (goal.value or 0) / 100
        if whole is None or whole <= 0:
            return Bar(goal, None)
        expected = None if by_then is None or by_then <= 0 else by_then * factor
        return Bar(goal, whole * factor, expected=expected)

    def _best_before(self, metric: Metric, group: int, period: Period, as_of: int) -> float | None:
        """Return the higher of the figures on the same day last year and at the last quarter's end."""
        quarter = period_containing(as_of, "quarter", self._fiscal)
        days = (year_earlier(as_of), previous(quarter, self._fiscal).end)
        earlier = [
            self._value(metric, group, period_containing(day, period.kind, self._fiscal), day) for day in days
        ]
        known = [value for value in earlier if value is not None]
        return max(known) if len(known) == len(earlier) else None


_POINT: Callable[[tuple[Period, float | None, float | None]], TrendPoint] = partial(tuple.__new__, TrendPoint)
"""What ``TrendPoint`` does with its arguments, without a call into Python: a programme has 400,000 points."""


def _attained(bar: Bar | None, value: float | None) -> float | None:
    if bar is None or bar.amount is None or value is None:
        return None
    return attainment(bar.goal.comparison, value, bar.amount, bar.high)


def _beside(readings: Readings, group: int) -> tuple[Beside, ...]:
    if not readings.beside:  # as of most metrics
        return ()
    return tuple(
        Beside(label, float(values[group]), unit)
        for label, unit, values in readings.beside
        if not np.isnan(values[group])
    )


def _scopes_on_disk(facts: Facts, grouping: Grouping) -> tuple[str, ...]:
    """Return the scopes as targets name them: a partner by its key."""
    if grouping.of_partner is None or not grouping.scopes or not grouping.scopes[0].startswith("partner:"):
        return grouping.scopes
    keys = np.zeros(grouping.count, dtype=np.int64)
    positions = np.flatnonzero(grouping.of_partner >= 0)
    keys[grouping.of_partner[positions]] = facts["partners"].keys[positions]
    return tuple(f"partner:{key}" for key in keys.tolist())
