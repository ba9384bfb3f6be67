"""From sums and amounts to numbers: value, count and reason of one metric for many scopes in one pass."""

from collections.abc import Callable
from math import isnan
from typing import NamedTuple, TypeAlias

import numpy as np

from partnertracker.domain.columns import Array
from partnertracker.domain.metrics.evidence import Evidence, Form, Moment
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.metrics.scopes import Grouping, credited
from partnertracker.domain.metrics.tally import Tally
from partnertracker.domain.metrics.totals import Totals, divided, totals_of, unpriced
from partnertracker.domain.money import digits
from partnertracker.domain.periods import Period

_QUARTILES = (("Lower quartile", 0.25), ("Upper quartile", 0.75))
UNDIVIDED = "only for the whole programme"
"""Why there is no number of a part of the programme."""
_NORMAL_95 = 1.96
_ROUNDING = 1e-12

Goals: TypeAlias = Callable[[str, Period, int], Array]
"""Gives each group's target of another metric in a period seen from a day, nan for none."""


class Readings(NamedTuple):
    """One metric at one moment for every group.

    Attributes:
        values: float64, major units for money; nan where there is no number.
        counts: int64, n of each group.
        reasons: why there is no number, for the groups that have none.
        beside: further numbers, each a label, its unit and the values, nan where there is none.
        form: how rows became numbers.
    """

    values: Array
    counts: Array
    reasons: dict[int, str]
    beside: tuple[tuple[str, str, Array], ...] = ()
    form: Form = Form.SUM

    def value(self, group: int) -> float | None:
        """Return the number of a group, None when there is none."""
        value = float(self.values[group])
        return None if np.isnan(value) else value

    def numbers(self) -> list[float | None]:
        """Return the number of every group in order, None where there is none."""
        values: list[float] = self.values.tolist()
        return [None if isnan(value) else value for value in values]


def read_tally(
    moment: Moment,
    metric: Metric,
    found: Tally,
    grouping: Grouping,
    goals: Goals | None = None,
) -> Readings:
    """Return the readings that follow from sums, and from a target where they depend on one."""
    shape, upper = found.shape, found.numerator
    if shape.undivided and grouping.of_partner is not None:
        return missing(grouping.count, UNDIVIDED, np.zeros(grouping.count, np.int64))
    if shape.missing:
        return missing(grouping.count, shape.missing, found.upper.counts)
    money = 10 ** digits(moment.facts.settings.currency)
    if found.lower is None:
        values = upper.sums / (money if metric.unit == "money" else 1)
        return _finished(moment, found, upper, values, {})
    below, reasons = found.lower.sums.astype(np.float64), dict[int, str]()
    if goals is not None and shape.goal_of:
        goal = goals(shape.goal_of, moment.period, moment.as_of)
        wanted = goal * money
        # Reached to the minor unit is covered, though 1.10 × 100 is a little more than 110 in floats.
        below = np.where(np.isclose(wanted, -below, rtol=_ROUNDING, atol=0), 0, np.maximum(below + wanted, 0))
        reasons = dict.fromkeys(np.flatnonzero(np.isnan(goal)).tolist(), f"no {shape.goal_of} target")
    if metric.unit == "money":
        below = below * money
    for group in np.flatnonzero(below == 0).tolist():
        reasons[group] = metric.nothing
    values = divided(upper.sums, below)
    beside = [
        (label, "share", divided(part.sums, below))
        for (label, _), part in zip(shape.beside, found.beside, strict=True)
    ]
    if shape.margin:
        beside.append(("95% margin", metric.unit, _margin(found.squares, values)))
    return _finished(moment, found, upper, values, reasons, tuple(beside))


def _finished(
    moment: Moment,
    found: Tally,
    upper: Totals,
    values: Array,
    reasons: dict[int, str],
    beside: tuple[tuple[str, str, Array], ...] = (),
) -> Readings:
    """Put the counts to the values, and nothing where an amount is missing."""
    shape = found.shape
    parts = [(shape.numerator, upper)]
    if shape.denominator is not None and found.lower is not None:
        parts.append((shape.denominator, found.lower))
    for part, total in parts:
        for group in np.flatnonzero(total.unpriced >= 0).tolist():
            values[group] = np.nan
            reasons[group] = unpriced(moment, part, int(total.unpriced[group]))
    by = shape.numerator.shared_by
    if by is not None and found.shared is not None:
        for group in np.flatnonzero(np.isnan(values)).tolist():
            if group not in reasons:
                reasons[group] = unpriced(moment, by, int(found.shared.whole.unpriced[0]))
    counts = upper.counts if found.lower is None or shape.counts_numerator else found.lower.counts
    return Readings(values, counts, reasons, beside, shape.form)


def missing(count: int, reason: str, counts: Array) -> Readings:
    """Return no number for any of so many groups, and why."""
    return Readings(np.full(count, np.nan), counts, dict.fromkeys(range(count), reason))


def _margin(squares: Totals | None, means: Array) -> Array:
    """Return the half-width of the 95 % interval around the mean of the amounts, by group."""
    if squares is None:
        return np.zeros(len(means))
    variance = np.maximum(divided(squares.sums, squares.counts) - means**2, 0)
    return _NORMAL_95 * np.sqrt(divided(variance, squares.counts))


def read_medians(moment: Moment, metric: Metric, evidence: Evidence, grouping: Grouping) -> Readings:
    """Return the median of each group, with mean and quartiles beside it."""
    part = evidence.numerator
    amounts = np.ones(len(part.rows)) if part.amounts is None else part.amounts
    if grouping.of_partner is None:
        groups = np.zeros(len(amounts), dtype=np.int64)
    else:
        rows, groups = credited(moment.facts, part.table, part.rows, part.credit, grouping.of_partner)
        amounts = amounts[rows]
    counts = np.bincount(groups, minlength=grouping.count)
    starts = np.cumsum(counts) - counts
    ordered = (np.sort(amounts) if grouping.count == 1 else amounts[np.lexsort((amounts, groups))]).astype(
        float
    )
    sums = np.zeros(grouping.count)
    np.add.at(sums, groups, amounts)
    reasons = _why_none(moment, metric, evidence, grouping, np.flatnonzero(counts == 0).tolist())
    beside = [("Mean", metric.unit, divided(sums, counts))]
    beside += [(label, metric.unit, _quantile(ordered, starts, counts, q)) for label, q in _QUARTILES]
    return Readings(_quantile(ordered, starts, counts, 0.5), counts, reasons, tuple(beside), Form.MEDIAN)


def _why_none(
    moment: Moment, metric: Metric, evidence: Evidence, grouping: Grouping, groups: list[int]
) -> dict[int, str]:
    """Return why each of these groups has no median: what all its rows lack, else that there are none."""
    reasons = dict.fromkeys(groups, metric.nothing)
    for left in evidence.left_out:
        if groups and left.lacking and len(left.rows):
            counts = totals_of(moment, left, grouping).counts
            reasons |= {group: left.why for group in groups if counts[group]}
    return reasons


def _quantile(ordered: Array, starts: Array, counts: Array, share: float) -> Array:
    """Return a quantile of each group's run in ``ordered``, between its neighbours in proportion."""
    result = np.full(len(counts), np.nan)
    some = counts > 0
    place = starts[some] + (counts[some] - 1) * share
    below = np.floor(place).astype(np.int64)
    above = np.ceil(place).astype(np.int64)
    result[some] = ordered[below] + (ordered[above] - ordered[below]) * (place - below)
    return result
