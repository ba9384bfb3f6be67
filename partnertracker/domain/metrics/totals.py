"""Some rows summed by group: exact sums, counts, and the first row without an amount."""

from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_AMOUNT, NO_DAY, NO_ROW, Array
from partnertracker.domain.exchange import why_no_amount
from partnertracker.domain.metrics.evidence import Credit, LeftOut, Moment, Part
from partnertracker.domain.metrics.scopes import EVERYTHING, Grouping, credited

_EXACT = 2.0**62


class Totals(NamedTuple):
    """A part summed by group.

    Attributes:
        sums: what the rows add up to: int64, or float64 where that is inexact anyway.
        counts: how many rows they are.
        unpriced: the first row without an amount, -1 where there is none.
    """

    sums: Array
    counts: Array
    unpriced: Array

    @property
    def exact(self) -> bool:
        """Whether rows can be taken out of the sums again without a trace."""
        return self.sums.dtype.kind == "i" and bool((self.unpriced < 0).all())

    def exchanged(self, gone: "Totals", come: "Totals") -> "Totals":
        """Return the totals without some rows and with others; all of them must be exact."""
        return Totals(
            self.sums - gone.sums + come.sums, self.counts - gone.counts + come.counts, self.unpriced
        )


def totals_of(moment: Moment, part: Part | LeftOut, grouping: Grouping) -> Totals:
    """Sum the rows of a part by group; those that name no partner belong to no group but ``all``."""
    count, rows = grouping.count, part.rows
    amounts = part.amounts if isinstance(part, Part) else None
    groups: Array | None = None
    if grouping.of_partner is not None and part.credit is not Credit.NOBODY:
        which, groups = credited(moment.facts, part.table, rows, part.credit, grouping.of_partner)
        rows, amounts = rows[which], None if amounts is None else amounts[which]
    counts = np.full(count, len(rows)) if groups is None else np.bincount(groups, minlength=count)
    unpriced = np.full(count, -1, dtype=np.int64)
    if amounts is None:
        return Totals(counts, counts, unpriced)
    if len(amounts) and amounts.min() == NO_AMOUNT:
        gaps = np.flatnonzero(amounts == NO_AMOUNT)[::-1]
        # Last gap first: the first gap of a group is the one that stays.
        unpriced[slice(None) if groups is None else groups[gaps]] = rows[gaps[-1] if groups is None else gaps]
        amounts = amounts.copy()
        amounts[gaps] = 0
    return Totals(_sums(amounts, groups, count), counts, unpriced)


def names_no_partner(moment: Moment, part: Part) -> Array:
    """Tell for each row of a part whether it names no partner."""
    without: Array = moment.facts[part.table]["partner"][part.rows] == NO_ROW
    return without


def portions(moment: Moment, part: Part, grouping: Grouping) -> Array:
    """Return which share of a part's sum each group has: 0 of a sum of 0, nan while an amount is missing."""
    return shares(totals_of(moment, part, grouping), totals_of(moment, part, EVERYTHING))


def shares(own: Totals, whole: Totals) -> Array:
    """Return which share of a sum each group has: 0 of a sum of 0, nan while an amount is missing."""
    if whole.unpriced[0] >= 0:
        return np.full(len(own.sums), np.nan)
    return np.nan_to_num(divided(own.sums, np.repeat(whole.sums, len(own.sums))))


def divided(upper: Array, below: Array) -> Array:
    """Return quotients, nan where the divisor is 0."""
    result = np.full(len(upper), np.nan)
    np.divide(upper, below, out=result, where=below != 0)
    return result


def unpriced(moment: Moment, part: Part, row: int) -> str:
    """Return the reason why a row has no amount: of which currency and day the rate is missing."""
    table = moment.facts[part.table]
    day = int(table["month" if "month" in table.values else "closed_on"][row])
    return why_no_amount(
        moment.facts, part.table, row, moment.as_of if day == NO_DAY else min(day, moment.as_of)
    )


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
