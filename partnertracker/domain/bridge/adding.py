"""Adding up what the terms of a figure come to, in units so small that all of it is whole."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np

from partnertracker.domain.bridge.bar import END, KINDS, START, Bar, Bridge, Changes, bars_of
from partnertracker.domain.bridge.standing import Standing
from partnertracker.domain.columns import Array
from partnertracker.domain.money import digits

_MOST = 2**62
"""Beyond this whole numbers of 64 bits give way to Python's own, which have no end."""


class Piece(NamedTuple):
    """Some changes of a term's rows.

    Attributes:
        table: the table of the rows.
        changes: what each row adds, in the term's own whole numbers.
        worth: what 1 of these adds to the figure.
    """

    table: str
    changes: Changes
    worth: Fraction


Weighed = Sequence[tuple[Standing, Fraction]]
"""What counts for each term, all of one table, with what 1 of its whole numbers adds to the figure."""


def joined(made: Bridge, start: Weighed, end: Weighed, pieces: Sequence[Piece]) -> Bridge:
    """Return a bridge with its ends and bars.

    Args:
        made: the bridge without them.
        start: what counts on the first day.
        end: what counts on the second.
        pieces: all that changed on the way, step by step.
    """
    pieces = [piece for piece in pieces if len(piece.changes.keys)]
    worth = [each for _, each in (*start, *end)] + [piece.worth for piece in pieces]
    usual = 10 ** digits(made.currency) if made.metric.unit == "money" else 1
    size = lcm(usual, *(each.denominator for each in worth))
    bars: list[Bar] = []
    for table in dict.fromkeys(piece.table for piece in pieces):
        steps = tuple(
            piece.changes._replace(amounts=_times(piece.changes.amounts, piece.worth * size))
            for piece in pieces
            if piece.table == table
        )
        bars += bars_of(table, steps)
    bars.sort(key=lambda bar: (bar.correction, KINDS.index(bar.kind)))
    return made._replace(
        start=_end(START, start, size), end=_end(END, end, size), bars=tuple(bars), unit_size=size
    )


def _end(kind: str, weighed: Weighed, size: int) -> Bar:
    """Return the figure of one of the two days with its rows; those that add nothing count nevertheless."""
    parts = [(each.counting, _times(each.amounts[each.inside], worth * size)) for each, worth in weighed]
    if len(parts) == 1:
        return Bar(kind, False, weighed[0][0].table, *parts[0])
    keys, amounts = (np.concatenate(some) for some in zip(*parts, strict=True))
    rows, which = np.unique(keys, return_inverse=True)
    sums = np.zeros(len(rows), dtype=amounts.dtype)
    np.add.at(sums, which, amounts)
    return Bar(kind, correction=False, table=weighed[0][0].table, keys=rows, amounts=sums)


def _times(amounts: Array, by: Fraction) -> Array:
    """Return whole numbers times a whole number."""
    times = by.numerator
    if times == 1:
        return amounts
    largest = max((abs(each) for each in (amounts.max(initial=0), amounts.min(initial=0))), default=0)
    if int(largest) * abs(times) * max(1, len(amounts)) < _MOST:
        return amounts * times
    return np.array([each * times for each in amounts.tolist()], dtype=object)
