"""How one standing differs from another, row by row: what happened, and what was learned of what was so."""

import numpy as np

from partnertracker.domain.bridge.bar import (
    ADDED,
    DELETED,
    KINDS,
    LOST,
    MOVED,
    PASSED,
    RECREDITED,
    RESIZED,
    WON,
    Changes,
)
from partnertracker.domain.bridge.standing import Standing
from partnertracker.domain.columns import NO_DAY, NO_ROW, Array, Columns
from partnertracker.domain.metrics import deals

_DEALS = "deals"


def handed_over(before: Standing, after: Standing) -> Changes:
    """Return what counts for somebody else, as partners have another manager or tier than before.

    Args:
        before: who was in the scope then.
        after: the same facts on the same day, with who is in the scope now.
    """
    rows = _Rows(before, after)
    return rows.changes(np.full(len(rows.keys), RECREDITED), np.zeros(len(rows.keys), dtype=bool))


def learned(before: Standing, after: Standing) -> Changes:
    """Return what the same day looks like by later knowledge, the same partners being in the scope.

    A value, a probability and a source partner carry no date: changed while the deal is open, they are what
    happened to it. Everything else corrects what was known: rows entered late or deleted, other dates, stages
    and exchange rates, and anything of a deal that was closed by that day.

    Args:
        before: as it was known.
        after: the same day as it was known later.
    """
    rows = _Rows(before, after)
    known, there = _rows_of(before.columns, rows.keys) != NO_ROW, _rows_of(after.columns, rows.keys) != NO_ROW
    somebody_else = np.where(
        rows.enters,
        rows.counted_before | _unsourced(before, rows.keys),
        rows.counted_after | _unsourced(after, rows.keys),
    )
    kinds = np.select(
        [~rows.enters & ~rows.leaves, rows.enters & ~known, rows.leaves & ~there, somebody_else],
        [RESIZED, ADDED, DELETED, RECREDITED],
        MOVED,
    )
    running = _running(before, rows.keys) & _running(after, rows.keys)
    retyped = (kinds == RECREDITED) | ((kinds == RESIZED) & _revalued(before, after, rows.keys))
    return rows.changes(kinds, ~(running & retyped))


def happened(kind: str, counted_as: str, before: Standing, after: Standing) -> Changes:
    """Return what happened from one day to another by the same facts, the same partners being in the scope.

    Args:
        kind: of the metric: a stock looks at how things stand on the day; others at what is dated in a
            stretch, but for partners and roles, which stand as they do.
        counted_as: what a row of a stretch is called that newly counts.
        before: the earlier day.
        after: the later day.
    """
    rows = _Rows(before, after)
    between = (before.moment.as_of, after.moment.as_of)
    if kind == "stock" or after.table != _DEALS:
        entering = np.where(_dated(after.columns, rows.keys, _BORN[after.table], between), ADDED, MOVED)
        leaving = _ends(after, rows.keys, between)
    else:
        entering = np.full(len(rows.keys), counted_as)
        leaving = np.full(len(rows.keys), PASSED)
    kinds = np.select([rows.enters, rows.leaves], [entering, leaving], RESIZED)
    return rows.changes(kinds, np.zeros(len(rows.keys), dtype=bool))


_BORN = {_DEALS: "created_on", "partners": "joined_on", "capacities": "effective_on"}
_ENDED = {_DEALS: "closed_on", "partners": "offboarded_on"}


class _Rows:
    """The rows that add something else in one standing than in the other."""

    def __init__(self, before: Standing, after: Standing) -> None:
        keys = np.union1d(before.counting, after.counting)
        if before is after:
            keys = keys[:0]
        was, now = before.of(keys)[2], after.of(keys)[2]
        differs = was != now
        self.keys: Array = keys[differs]
        self.amounts: Array = (now - was)[differs]
        self.counted_before, inside_before, _ = before.of(self.keys)
        self.counted_after, inside_after, _ = after.of(self.keys)
        self.enters: Array = inside_after & ~inside_before
        self.leaves: Array = inside_before & ~inside_after

    def changes(self, kinds: Array, corrections: Array) -> Changes:
        """Return the rows with the kind of each, and whether it is a correction."""
        codes = np.zeros(len(self.keys), dtype=np.int8)
        for code, kind in enumerate(KINDS):
            codes[kinds == kind] = code
        return Changes(self.keys, self.amounts, codes, corrections)


def _rows_of(columns: Columns, keys: Array) -> Array:
    rows: Array = columns.positions_of(keys)
    return rows


def _column(columns: Columns, name: str, keys: Array, missing: float) -> Array:
    """Return a column's values in these rows, ``missing`` for a row that is not there."""
    rows = _rows_of(columns, keys)
    if not len(columns):
        return np.full(len(keys), missing)
    values: Array = np.where(rows == NO_ROW, missing, columns[name][np.maximum(rows, 0)])
    return values


def _dated(columns: Columns, keys: Array, name: str, between: tuple[int, int]) -> Array:
    """Tell for each row whether a date of it lies after the first day and not after the second."""
    days = _column(columns, name, keys, NO_DAY)
    within: Array = (days > between[0]) & (days <= between[1])
    return within


def _ends(after: Standing, keys: Array, between: tuple[int, int]) -> Array:
    """Return as what rows cease to count: won or lost when they ended between the days, else moved."""
    if after.table not in _ENDED:
        return np.full(len(keys), MOVED)
    ended = _dated(after.columns, keys, _ENDED[after.table], between)
    if after.table != _DEALS:
        return np.where(ended, LOST, MOVED)
    rows = np.maximum(_rows_of(after.columns, keys), 0)
    outcomes = deals.outcomes(after.moment.facts)[rows]
    return np.select([ended & (outcomes == deals.WON), ended & (outcomes == deals.LOST)], [WON, LOST], MOVED)


def _unsourced(standing: Standing, keys: Array) -> Array:
    """Tell for each row whether it is a deal that is there and has no source partner."""
    if standing.table != _DEALS:
        return np.zeros(len(keys), dtype=bool)
    there = _rows_of(standing.columns, keys) != NO_ROW
    lacks: Array = there & (_column(standing.columns, "source_partner", keys, NO_ROW) == NO_ROW)
    return lacks


def _running(standing: Standing, keys: Array) -> Array:
    """Tell for each row whether it is a deal that was open on the day."""
    if standing.table != _DEALS:
        return np.zeros(len(keys), dtype=bool)
    day = standing.moment.as_of
    closed = _column(standing.columns, "closed_on", keys, day)
    is_open: Array = (_column(standing.columns, "created_on", keys, NO_DAY) <= day) & (
        (closed == NO_DAY) | (closed > day)
    )
    return is_open


def _revalued(before: Standing, after: Standing, keys: Array) -> Array:
    """Tell for each deal whether its value, currency or probability is another one than before."""
    one, other = before.columns, after.columns
    if before.table != _DEALS or not len(one) or not len(other):
        return np.zeros(len(keys), dtype=bool)
    was, now = np.maximum(_rows_of(one, keys), 0), np.maximum(_rows_of(other, keys), 0)
    words = (*one.words["currency"], "")  # the last one stands for none, which is -1
    translated = np.array([other.code("currency", word) if word else -1 for word in words])
    probable, probably = one["probability"][was], other["probability"][now]
    changed: Array = one["value"][was] != other["value"][now]
    changed |= translated[one["currency"][was]] != other["currency"][now]
    changed |= (probable != probably) & ~(np.isnan(probable) & np.isnan(probably))
    return changed
