"""A bridge and its bars: what each stands for, and the rows that it is made of."""

from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import Array
from partnertracker.domain.metrics.figure import Scope
from partnertracker.domain.metrics.metric import Metric

PASSED = "passed"
"""Lies before the later day's period, or further back than its 12 months."""

ADDED = "added"
"""Came to count, and was not there before; a correction: was there, but was entered only later."""

WON = "won"
"""A deal won: it begins to count as revenue, and ceases to count as pipeline."""

LOST = "lost"
"""A deal lost, or a partner that left."""

MOVED = "moved"
"""Was there before and is still; its stage, date or status moved it in or out of what counts."""

RESIZED = "resized"
"""Counts on both days, with another value."""

RECREDITED = "recredited"
"""Counts for somebody else: another source partner, or a partner that changed its manager or tier."""

DELETED = "deleted"
"""Was deleted from the file, which is always a correction."""

START, END = "start", "end"
"""The figures between which the others lead."""

KINDS = (PASSED, ADDED, WON, LOST, MOVED, RESIZED, RECREDITED, DELETED)
"""Every kind of change in the order of the screen."""


class Bar(NamedTuple):
    """What one kind of change did to a figure, or the figure itself on one of the two days.

    Attributes:
        kind: one of ``KINDS``, or ``START`` or ``END``.
        correction: whether it is no movement but later knowledge of what was so before.
        table: the table of its rows.
        keys: int64, ascending; each row once.
        amounts: what each row adds, in the bridge's units: minor units of money, or 1 and −1; of a change
            never 0. int64, or Python's own whole numbers where these would not do.
    """

    kind: str
    correction: bool
    table: str
    keys: Array
    amounts: Array

    @property
    def amount(self) -> int:
        """What all its rows add up to."""
        return total(self.amounts)


class Bridge(NamedTuple):
    """The way from a figure on one day to that on another; ``start`` and all bars add up to ``end``, exactly.

    Attributes:
        metric: what is measured.
        scope: whose figure.
        days: the two days, since 1970-01-01, the earlier first.
        currency: of the amounts.
        start: the figure on the first day as it was known then; None without one.
        end: the figure on the second day as it is known now; None without one.
        bars: movements first, then corrections, each in the order of ``KINDS``; none is empty.
        reason: why there is no start or no end; empty when there are both.
        known_then: whether the file held anything of it on the first day; else ``start`` is as known by the
            second day.
        known_by_then: whether it did on one of the two days; else both ends are as known now, and there are
            no corrections.
        unit_size: how many of the bars' units make one of the figure's: 100 for dollars, 1 for counts; as
            many as it takes to be exact where the figure is divided.
    """

    metric: Metric
    scope: Scope
    days: tuple[int, int]
    currency: str
    start: Bar | None
    end: Bar | None
    bars: tuple[Bar, ...] = ()
    reason: str = ""
    known_then: bool = True
    known_by_then: bool = True
    unit_size: int = 1

    @property
    def all_bars(self) -> tuple[Bar, ...]:
        """Start, bars and end; nothing where there is no start and no end."""
        return () if self.start is None or self.end is None else (self.start, *self.bars, self.end)


class Changes(NamedTuple):
    """Rows of one table that add something else than before, each with the kind of its change.

    Attributes:
        keys: int64.
        amounts: whole numbers: what each adds now, less what it added before.
        kinds: indexes into ``KINDS``.
        corrections: whether each is a correction.
    """

    keys: Array
    amounts: Array
    kinds: Array
    corrections: Array


def bars_of(table: str, changes: tuple[Changes, ...]) -> tuple[Bar, ...]:
    """Gather changes into bars; a row that changed twice in one way stands once, with what it comes to."""
    keys, amounts, kinds, corrections = (
        np.concatenate([getattr(each, name) for each in changes])
        for name in ("keys", "amounts", "kinds", "corrections")
    )
    bars = []
    for correction in (False, True):
        for code in np.unique(kinds[corrections == correction]).tolist():
            chosen = (corrections == correction) & (kinds == code)
            rows, which = np.unique(keys[chosen], return_inverse=True)
            sums = np.zeros(len(rows), dtype=amounts.dtype)
            np.add.at(sums, which, amounts[chosen])
            stays = sums != 0
            if stays.any():
                bars.append(Bar(KINDS[code], correction, table, rows[stays], sums[stays]))
    return tuple(bars)


def total(amounts: Array) -> int:
    """Return the exact sum of whole numbers, whatever its size."""
    return sum(amounts.tolist())
