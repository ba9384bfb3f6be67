"""Figures: a metric's value for a scope and period, judged, with what stands beside it on screen."""

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from partnertracker.domain.metrics.metric import Goal, Metric
from partnertracker.domain.periods import Period

Scope: TypeAlias = str
"""``all``, ``partner:NAME``, ``manager:NAME`` or ``tier:NAME``."""

STATUSES = ("green", "yellow", "red", "no_target", "no_data", "too_few", "too_early")
"""Every verdict there is."""


class Pace(NamedTuple):
    """How a flow stands inside its period.

    Attributes:
        elapsed: the share of the period that has passed, the as-of day included.
        expected: what would be needed by now; None without a target.
        projection: what the period would end with at this speed; None before its first day.
        needed_per_day: what is missing to the target by days left; None without a target or without days
            left.
    """

    elapsed: float
    expected: float | None
    projection: float | None
    needed_per_day: float | None


class TrendPoint(NamedTuple):
    """One period of a trend; by the hundred thousand where every partner has one, hence a tuple.

    Attributes:
        period: the period.
        value: the value at its end (in the asked period: at the as-of day); None without data.
        target: the target that held then; None without.
    """

    period: Period
    value: float | None
    target: float | None


class Beside(NamedTuple):
    """A further number shown beside a figure, such as a quartile or the share still open.

    Attributes:
        label: what it is.
        value: the number.
        unit: as that of a metric.
    """

    label: str
    value: float
    unit: str


class Figure(NamedTuple):
    """One metric in one scope and period.

    Attributes:
        metric: the definition.
        scope: whose figure it is.
        period: the period asked for.
        as_of: the last day that counts, days since 1970-01-01.
        value: money in major units of the reporting currency, shares from 0 to 1; None without data.
        n: how many items the number is about.
        reason: why there is no value; None when there is one.
        target: what ``value`` is held against over the whole period, in the same terms; for ``growth`` and
            ``growing`` the amount that follows from the earlier figures.
        target_high: the upper bound of ``between``.
        comparison: how the two are compared; None without a target.
        goal: the target as it was set (percent for growth, bounds, the row it comes from); None without.
        attainment: value ÷ target (target ÷ value where lower is wanted); None when either is missing or 0.
        pace: of a flow with a value.
        status: one of ``STATUSES``.
        previous: the value of the period before, at its end.
        trend: the last 12 periods of the same length, oldest first, the asked one last; empty when not asked
            for.
        beside: further numbers to show beside it.
    """

    metric: Metric
    scope: Scope
    period: Period
    as_of: int
    value: float | None
    n: int
    reason: str | None
    target: float | None
    target_high: float | None
    comparison: str | None
    goal: Goal | None
    attainment: float | None
    pace: Pace | None
    status: str
    previous: float | None
    trend: tuple[TrendPoint, ...] = ()
    beside: tuple[Beside, ...] = ()


class DrillRow(NamedTuple):
    """One row behind a number.

    Attributes:
        table, key: which row.
        value: what it adds: major units for money, days for a median, 1 for a count.
        unit: what that is counted in: as a metric's unit.
        part: ``numerator`` or ``denominator`` of a ratio; empty for a sum or a median. Of a metric made of
            others the id of the one it is behind, with the part of that: ``win_rate.numerator``.
    """

    table: str
    key: int
    value: float
    unit: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class DrillPart:
    """One number that a figure is made from: a term of its numerator or denominator.

    Attributes:
        part: as in ``DrillRow``; the terms of one part add up to the sum of its rows.
        words: what it is: ``won``; empty: the rows are named by their table.
        table: what its rows are.
        total: what they add up to; None for a target that is not set.
        unit: what that is counted in.
        count: how many they are.
        each: where a formula counts them, what each of them adds; it leaves out those that add 0.
    """

    part: str
    words: str
    table: str
    total: float | None
    unit: str
    count: int
    each: int = 1


class LeftOutRow(NamedTuple):
    """One row that was left out of a number, and why."""

    table: str
    key: int
    why: str


class Drill(NamedTuple):
    """The rows behind a number; those of each part add up to it exactly.

    Attributes:
        rows: part by part.
        left_out: with the reason.
        parts: what the rows of each part come to.
    """

    rows: tuple[DrillRow, ...] = ()
    left_out: tuple[LeftOutRow, ...] = ()
    parts: tuple[DrillPart, ...] = ()
