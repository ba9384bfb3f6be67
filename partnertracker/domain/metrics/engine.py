"""From evidence to numbers: value, count and reason of one metric for many scopes in one pass."""

from collections.abc import Callable
from math import isnan
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_AMOUNT, NO_DAY, NO_ROW, Array
from partnertracker.domain.entities import entity
from partnertracker.domain.exchange import missing_rate
from partnertracker.domain.metrics.evidence import Credit, Evidence, Form, Moment, Part
from partnertracker.domain.metrics.metric import Finding, Metric
from partnertracker.domain.metrics.scopes import EVERYTHING, Grouping, credited
from partnertracker.domain.money import digits
from partnertracker.domain.periods import Period

_QUARTILES = (("Lower quartile", 0.25), ("Upper quartile", 0.75))
_UNDIVIDED = "only for the whole programme"
_EXACT = 2.0**62
_NORMAL_95 = 1.96
_ROUNDING = 1e-12


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


class _Totals(NamedTuple):
    """A part summed by group: the sum, how many rows, and the first row without an amount (-1: none)."""

    sums: Array
    counts: Array
    unpriced: Array


def read(
    moment: Moment,
    metric: Metric,
    find: Finding,
    grouping: Grouping,
    goals: Callable[[str, Period, int], Array],
) -> Readings:
    """Return a metric's readings at a moment.

    Args:
        moment: the facts, period and as-of day.
        metric: what is read.
        find: the metric's function.
        grouping: for whom.
        goals: gives each group's target of another metric in a period seen from a day, nan for none.
    """
    facts = moment.facts
    if not len(facts[metric.reads]):
        nothing = f"no {entity(metric.reads).plural.lower()} yet"
        return _missing(grouping.count, nothing, np.zeros(grouping.count, np.int64))
    evidence = find(moment)
    if evidence.undivided and grouping.of_partner is not None:
        return _missing(grouping.count, _UNDIVIDED, np.zeros(grouping.count, np.int64))
    if evidence.missing:
        counts = _totals(moment, evidence.counted._replace(amounts=None), grouping).counts
        return _missing(grouping.count, evidence.missing, counts)
    if evidence.form is Form.MEDIAN:
        return _medians(moment, metric, evidence, grouping)
    upper = _totals(moment, evidence.numerator, grouping)
    money = 10 ** digits(facts.settings.currency)
    if evidence.denominator is None:
        values = upper.sums / (money if metric.unit == "money" else 1)
        return _finished(moment, evidence, (upper,), values, {})
    lower = _totals(moment, evidence.denominator, grouping)
    below, reasons = lower.sums.astype(np.float64), dict[int, str]()
    if evidence.goal_of:
        goal = goals(evidence.goal_of, moment.period, moment.as_of)
        wanted = goal * money
        # Reached to the minor unit is covered, though 1.10 × 100 is a little more than 110 in floats.
        below = np.where(np.isclose(wanted, -below, rtol=_ROUNDING, atol=0), 0, np.maximum(below + wanted, 0))
        reasons = dict.fromkeys(np.flatnonzero(np.isnan(goal)).tolist(), f"no {evidence.goal_of} target")
    if metric.unit == "money":
        below = below * money
    for group in np.flatnonzero(below == 0).tolist():
        reasons[group] = metric.nothing
    values = divided(upper.sums, below)
    beside = [
        (label, "share", divided(_totals(moment, part, grouping).sums, below))
        for label, part in evidence.beside
    ]
    if evidence.margin:
        beside.append(("95% margin", metric.unit, _margin(moment, evidence.numerator, grouping, values)))
    return _finished(moment, evidence, (upper, lower), values, reasons, tuple(beside))


def _finished(
    moment: Moment,
    evidence: Evidence,
    totals: tuple[_Totals, ...],
    values: Array,
    reasons: dict[int, str],
    beside: tuple[tuple[str, str, Array], ...] = (),
) -> Readings:
    """Put the counts to the values, and nothing where an amount is missing."""
    parts = (evidence.numerator, *((evidence.denominator,) if evidence.denominator else ()))
    for part, total in zip(parts, totals, strict=True):
        for group in np.flatnonzero(total.unpriced >= 0).tolist():
            values[group] = np.nan
            reasons[group] = unpriced(moment, part, int(total.unpriced[group]))
    by = evidence.numerator.shared_by
    for group in np.flatnonzero(np.isnan(values)).tolist() if by is not None else ():
        if group not in reasons and by is not None:
            row = int(_own_totals(moment, by, EVERYTHING).unpriced[0])
            reasons[group] = unpriced(moment, by, row)
    counted = totals[0] if evidence.counted is evidence.numerator else totals[-1]
    return Readings(values, counted.counts, reasons, beside, evidence.form)


def unpriced(moment: Moment, part: Part, row: int) -> str:
    """Return the reason why a row has no amount: the rate of which currency and day is missing."""
    table = moment.facts[part.table]
    day = int(table["month" if "month" in table.values else "closed_on"][row])
    return missing_rate(
        moment.facts, part.table, row, moment.as_of if day == NO_DAY else min(day, moment.as_of)
    )


def _missing(count: int, reason: str, counts: Array) -> Readings:
    return Readings(np.full(count, np.nan), counts, dict.fromkeys(range(count), reason))


def divided(upper: Array, below: Array) -> Array:
    """Return each quotient, nan where that would divide by 0."""
    result = np.full(len(upper), np.nan)
    np.divide(upper, below, out=result, where=below != 0)
    return result


def _margin(moment: Moment, part: Part, grouping: Grouping, means: Array) -> Array:
    """Return the half-width of the 95 % interval around the mean of the amounts, by group."""
    if part.amounts is None:
        return np.zeros(grouping.count)
    squares = _totals(moment, part._replace(amounts=part.amounts.astype(np.float64) ** 2), grouping)
    variance = np.maximum(divided(squares.sums, squares.counts) - means**2, 0)
    return _NORMAL_95 * np.sqrt(divided(variance, squares.counts))


def _totals(moment: Moment, part: Part, grouping: Grouping) -> _Totals:
    """Sum a part by group, with the groups' portions of rows that belong to all."""
    totals = _own_totals(moment, part, grouping)
    if part.shared_by is None or grouping.of_partner is None or part.amounts is None:
        return totals
    shared = names_no_partner(moment, part)
    if not shared.any():
        return totals
    common = part._replace(rows=part.rows[shared], amounts=part.amounts[shared])
    everything = _own_totals(moment, common, EVERYTHING)
    sums = totals.sums + everything.sums[0] * portions(moment, part.shared_by, grouping)
    gaps = np.where(totals.unpriced >= 0, totals.unpriced, everything.unpriced[0])
    return _Totals(sums, totals.counts + len(common.rows), gaps)


def names_no_partner(moment: Moment, part: Part) -> Array:
    """Tell for each row of a part whether it names no partner."""
    without: Array = moment.facts[part.table]["partner"][part.rows] == NO_ROW
    return without


def portions(moment: Moment, part: Part, grouping: Grouping) -> Array:
    """Return which share of a part's sum each group has: 0 of a sum of 0, nan while an amount is missing."""
    whole = _own_totals(moment, part, EVERYTHING)
    if whole.unpriced[0] >= 0:
        return np.full(grouping.count, np.nan)
    return np.nan_to_num(
        divided(_own_totals(moment, part, grouping).sums, np.repeat(whole.sums, grouping.count))
    )


def _own_totals(moment: Moment, part: Part, grouping: Grouping) -> _Totals:
    count = grouping.count
    rows, amounts = part.rows, part.amounts
    groups: Array | None = None
    if grouping.of_partner is not None and part.credit is not Credit.NOBODY:
        which, groups = credited(moment.facts, part.table, rows, part.credit, grouping.of_partner)
        rows, amounts = rows[which], None if amounts is None else amounts[which]
    counts = np.full(count, len(rows)) if groups is None else np.bincount(groups, minlength=count)
    unpriced = np.full(count, -1, dtype=np.int64)
    if amounts is None:
        return _Totals(counts, counts, unpriced)
    if len(amounts) and amounts.min() == NO_AMOUNT:
        gaps = np.flatnonzero(amounts == NO_AMOUNT)[::-1]
        # Last gap first: the first gap of a group is the one that stays.
        unpriced[slice(None) if groups is None else groups[gaps]] = rows[gaps[-1] if groups is None else gaps]
        amounts = amounts.copy()
        amounts[gaps] = 0
    return _Totals(_sums(amounts, groups, count), counts, unpriced)


def _sums(amounts: Array, groups: Array | None, count: int) -> Array:
    """Return exact sums by group; as floats where 64 bits could not hold them."""
    largest = max(float(amounts.max()), -float(amounts.min())) if len(amounts) else 0.0
    if largest * len(amounts) >= _EXACT:
        amounts = amounts.astype(np.float64)
    if groups is None:
        return np.full(count, amounts.sum(), dtype=amounts.dtype)
    sums = np.zeros(count, dtype=amounts.dtype)
    np.add.at(sums, groups, amounts)
    return sums


def _medians(moment: Moment, metric: Metric, evidence: Evidence, grouping: Grouping) -> Readings:
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
            part = Part(left.table, left.rows, credit=left.credit)
            counts = _own_totals(moment, part, grouping).counts
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
