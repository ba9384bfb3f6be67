"""Rows that leave a table and rows that come into it, while the others keep their order."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from partnertracker.domain.columns import NO_ROW, Array, Positions
from partnertracker.domain.distinct import first_of_each
from partnertracker.domain.room import appended

_FEW = 64
"""Up to so many rows, cutting a column and joining its pieces costs less than choosing rows one by one."""

_VERY_FEW = 4


@dataclass(frozen=True)
class Splice:
    """What one step did to the order of a table's rows.

    Attributes:
        before: how many rows there were.
        gone: the positions, before it, of the rows that left; ascending.
        come: the positions, after it, of the rows that came; ascending.
    """

    before: int
    gone: Positions
    come: Positions

    @property
    def after(self) -> int:
        """How many rows there are now."""
        return self.before - len(self.gone) + len(self.come)

    @property
    def moves(self) -> bool:
        """Whether a row that stays may stand at another position now; False: each stands where it was."""
        kept = self.before - len(self.gone)
        return any(len(cuts) and int(cuts[0]) < kept for cuts in (self.gone, self.come))

    def column(self, column: Array, values: Array) -> Array:
        """Return a column of the table as it is now.

        Args:
            column: as it was.
            values: those of the rows that came, in their order.
        """
        if not self.moves and not len(self.gone):
            return appended(column, values)
        if len(self.gone) + len(self.come) > _FEW:
            whole = np.empty(self.after, dtype=column.dtype)
            whole[self.come] = values
            whole[self._kept_after] = column[self._kept_before]
            return whole
        # the place of each row that came among those that stay
        places = self.come - np.arange(len(self.come))
        return joined(without(column, self.gone), places, values)

    def places(self, rows: Array) -> Array:
        """Return where rows that stay are now, given where they were; ``NO_ROW`` stays what it is."""
        if not self.moves:
            return rows
        if len(self.gone) + len(self.come) > _VERY_FEW:
            return self._places[rows].astype(rows.dtype)
        moved = rows
        for place in self.gone[::-1].tolist():
            moved = moved - (moved > place)
        for place in self.come.tolist():
            moved = moved + (moved >= place)
        return moved

    @cached_property
    def _kept_before(self) -> Array:
        kept = np.ones(self.before, dtype=bool)
        kept[self.gone] = False
        return np.flatnonzero(kept)

    @cached_property
    def _kept_after(self) -> Array:
        kept = np.ones(self.after, dtype=bool)
        kept[self.come] = False
        return np.flatnonzero(kept)

    @cached_property
    def _places(self) -> Array:
        # one entry more than rows: NO_ROW is -1 and picks the last
        places = np.full(self.before + 1, NO_ROW, dtype=np.int64)
        places[self._kept_before] = self._kept_after
        return places


def without(column: Array, gone: Positions) -> Array:
    """Return a column without the rows at some positions; ascending."""
    if not len(gone):
        return column
    starts, ends = (0, *(gone + 1).tolist()), (*gone.tolist(), len(column))
    return np.concatenate([column[start:end] for start, end in zip(starts, ends, strict=True)])


def joined(column: Array, places: Positions, values: Array) -> Array:
    """Return a column with each of some values put before the row at its place; places ascend."""
    if not len(places):
        return column
    firsts = first_of_each(places)
    cuts = places[firsts]
    pieces, ends = np.split(column, cuts), (*firsts[1:].tolist(), len(values))
    whole = [pieces[0]]
    for piece, first, end in zip(pieces[1:], firsts.tolist(), ends, strict=True):
        whole += [values[first:end], piece]
    return np.concatenate(whole)
