"""Rows in the order of a day, so that a period touches its own rows only."""

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_DAY, Array, Positions
from partnertracker.domain.facts import Change, Facts
from partnertracker.domain.room import copied
from partnertracker.domain.splicing import joined, without

DAYS_KEPT = 32
"""For so many days what was found for a day is kept: the ends of 12 periods are asked for again and again."""

_DAYS_IN_16_BITS = 2**16


class Dated(NamedTuple):
    """Rows in the order of a day.

    Attributes:
        days: ascending.
        rows: positions, in that order.
    """

    days: Array
    rows: Array

    def between(self, first: int, last: int) -> Array:
        """Return the rows dated from one day to another, both inclusive; NO_DAY is never among them."""
        start = self.until(first - 1)
        return self.rows[start : max(start, self.until(last))]

    def until(self, day: int) -> int:
        """Return how many rows are dated on or before a day."""
        # Not numpy's own search: it lets go of the interpreter, and waits its turn to get it back.
        return bisect_right(self.days, day)

    def keeping(self, mask: Array) -> "Dated":
        """Return these rows without those for which ``mask`` (by position in the table) is false."""
        kept = mask[self.rows]
        return Dated(self.days[kept], self.rows[kept])

    def at(self, rows: Positions) -> "Dated":
        """Return these days with other rows: those that stand at ``rows`` in another table."""
        return Dated(self.days, rows[self.rows])

    def exchanged(self, gone: "Dated", come: "Dated", moved: Callable[[Array], Array]) -> "Dated":
        """Return these rows without some, and with others in their place.

        Args:
            gone: those to leave out; each is among these.
            come: those to put in.
            moved: returns where rows that stay are now.
        """
        taken = _places(self, gone)
        days, rows = without(self.days, taken), moved(without(self.rows, taken))
        places = _places(Dated(days, rows), come)
        return Dated(joined(days, places, come.days), joined(rows, places, come.rows))


def _places(order: Dated, others: Dated) -> Positions:
    """Return where others stand in an order, or would stand."""
    starts = np.searchsorted(order.days, others.days, side="left").tolist()
    ends = np.searchsorted(order.days, others.days, side="right").tolist()
    found = [
        start + int(np.searchsorted(order.rows[start:end], row))
        for start, end, row in zip(starts, ends, others.rows.tolist(), strict=True)
    ]
    return np.array(found, dtype=np.int64)


def dated(days: Array, mask: Array | None = None) -> Dated:
    """Return the rows that have a day (and are in ``mask``) in the order of that day, then of position."""
    rows = np.flatnonzero(days != NO_DAY if mask is None else mask & (days != NO_DAY))
    chosen = days[rows]
    if not len(rows):
        return Dated(chosen, rows)
    first = int(chosen.min())
    # Sixteen bits sort by counting, several times faster than by comparing.
    fits = int(chosen.max()) - first < _DAYS_IN_16_BITS
    order = np.argsort((chosen - first).astype(np.uint16) if fits else chosen, kind="stable")
    return Dated(chosen[order], rows[order])


def kept_order(
    facts: Facts, name: str, make: Callable[[Facts], Dated], columns: list[Array], table: str = "deals"
) -> Dated:
    """Return rows of a table by a day; a change takes out the rows it touched and puts them in again.

    Args:
        facts: the file's content.
        name: as for ``Facts.derived``.
        make: finds the rows; each must be there by itself alone, whatever others there are.
        columns: what they are found by.
        table: what the rows are of.
    """

    def follow(order: Dated, change: Change) -> Dated:
        if table not in change.rows_before:
            return order
        gone = make(change.before).at(change.rows_before[table])
        come = make(change.after).at(change.rows_after[table])
        splice = change.splices.get(table)
        if splice is not None and splice.moves:
            return order.exchanged(gone, come, splice.places)
        if np.array_equal(gone.days, come.days) and np.array_equal(gone.rows, come.rows):
            return order
        return order.exchanged(gone, come, lambda rows: rows)

    return facts.derived(name, make, *columns, follow=follow)


def kept_column(
    facts: Facts,
    name: str,
    make: Callable[[Facts], Array],
    columns: list[Array],
    table: str = "deals",
    unless: str = "",
) -> Array:
    """Return something about each row of a table; a change makes it anew for the rows it touched.

    Args:
        facts: the file's content.
        name: as for ``Facts.derived``.
        make: makes one value for each row, from that row alone.
        columns: what they are made from.
        table: what the rows are of.
        unless: another table that all rows depend on: when it changes, everything is made anew.
    """

    def follow(column: Array, change: Change) -> Array | None:
        if unless in change.splices:
            return None
        if table not in change.rows_after:
            return column
        rows, values = change.rows_after[table], make(change.after)
        splice = change.splices.get(table)
        if splice is not None:
            column = splice.column(column, values[np.searchsorted(rows, splice.come)])
        if not np.array_equal(column[rows], values):
            column = copied(column)
            column[rows] = values
        return column

    return facts.derived(name, make, *columns, follow=follow)
