"""How columns follow a change: only what it touched is made anew, the rest is shared."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from partnertracker.domain.columns import NO_ROW, Array, Columns, Encoder, Positions
from partnertracker.domain.distinct import distinct
from partnertracker.domain.entities import ENTITIES, entity
from partnertracker.domain.fields import Kind, Value
from partnertracker.domain.room import copied
from partnertracker.domain.splicing import Splice, without

TableRows: TypeAlias = Sequence[tuple[Value, ...]]
"""Rows as ``Encoder`` takes them."""

Tables: TypeAlias = Mapping[str, Columns]

_NONE = np.empty(0, dtype=np.int64)

_FEW = 16
"""Up to so many values, looking for one after the other in a column takes less time than for all at once."""

_OF_A_DEAL = ("deal_influences", "deal_stage_events")
"""A deal is only whole with its rows in these tables; each names it in ``deal``."""

_REFERRED_TO = frozenset(field.references for each in ENTITIES for field in each.fields if field.references)


class ChangedRows(NamedTuple):
    """What a step did to one table.

    Attributes:
        rows: the rows inserted or updated, as they are now.
        gone: the keys of the rows deleted.
    """

    rows: TableRows
    gone: Sequence[int] = ()

    @property
    def keys(self) -> Positions:
        """The keys of all of them, ascending."""
        return distinct(np.array([*(row[0] for row in self.rows), *self.gone], dtype=np.int64))


def followed(tables: Tables, changed: Mapping[str, ChangedRows]) -> tuple[Tables, Mapping[str, Splice]]:
    """Return the tables after a change, and what it did to the order of rows in those it touched."""
    now = dict(tables)
    splices: dict[str, Splice] = {}
    # tables that others refer to come first, so that references find them as they are now
    for name in (each.table for each in ENTITIES if each.table in tables):
        columns = _pointed_anew(now[name], name, splices)
        if name in changed:
            columns, splices[name] = _replaced(columns, name, changed[name], now)
        now[name] = columns
    return now, splices


def touched(before: Tables, after: Tables, changed: Mapping[str, ChangedRows]) -> dict[str, Positions]:
    """Return by table the keys of the rows that a change is about: those changed, and the deals they are of.

    Tables that rows of others refer to are left out, but for the deals.
    """
    keys = {name: rows.keys for name, rows in changed.items() if name == "deals" or name not in _REFERRED_TO}
    parts = [name for name in _OF_A_DEAL if name in keys]
    of_deals = [
        tables["deals"].keys[tables[name]["deal"][_found(tables[name], keys[name])]]
        for tables in (before, after)
        for name in parts
    ]
    if parts or "deals" in keys:
        keys["deals"] = distinct(np.concatenate([keys.get("deals", _NONE), *of_deals]))
    return keys


def only(tables: Tables, keys: Mapping[str, Positions]) -> tuple[Tables, Mapping[str, Positions]]:
    """Return the tables with those rows alone, deals with all that is theirs, and where these rows stand.

    Args:
        tables: the whole tables.
        keys: by table, of which rows; a table that is not among them stays whole.
    """
    rows = {name: _found(tables[name], wanted) for name, wanted in keys.items()}
    for name in _OF_A_DEAL if "deals" in keys else ():
        rows[name] = _referring(tables[name]["deal"], rows["deals"], len(tables["deals"]))
    alone = dict(tables)
    for name, wanted in rows.items():
        columns = tables[name]
        values = {each: column[wanted] for each, column in columns.values.items()}
        if name in _OF_A_DEAL:
            values["deal"] = np.searchsorted(rows["deals"], values["deal"]).astype(np.int32)
        alone[name] = Columns(columns.keys[wanted], values, columns.words)
    return alone, rows


def _found(columns: Columns, keys: Positions) -> Positions:
    """Return where the rows of these keys stand that are there, ascending."""
    positions = columns.positions_of(keys)
    found: Positions = positions[positions != NO_ROW]
    return found


def _referring(references: Array, rows: Positions, size: int) -> Positions:
    """Return where references to some rows stand, in a column of references to a table of that size."""
    if len(rows) > _FEW:
        among = np.zeros(size, dtype=bool)
        among[rows] = True
        return np.flatnonzero(among[references])
    found = np.zeros(len(references), dtype=bool)
    for row in rows.tolist():
        found |= references == row
    return np.flatnonzero(found)


def _replaced(old: Columns, table: str, changed: ChangedRows, tables: Tables) -> tuple[Columns, Splice]:
    encoder = Encoder(entity(table), old.words)
    encoder.add(changed.rows)
    new = encoder.columns(tables)
    at = old.positions_of(new.keys)
    known = at != NO_ROW
    values = {name: _written(old[name], at[known], new[name][known]) for name in old.values}
    gone = _found(old, distinct(np.array(changed.gone, dtype=np.int64)))
    if known.all() and not len(gone):
        return Columns(old.keys, values, new.words), Splice(len(old), _NONE, _NONE)
    fresh = new.keys[~known]
    places = np.searchsorted(without(old.keys, gone), fresh)
    splice = Splice(len(old), gone, places + np.arange(len(fresh)))
    spliced = {name: splice.column(column, new[name][~known]) for name, column in values.items()}
    return Columns(splice.column(old.keys, fresh), spliced, new.words), splice


def _written(column: Array, at: Positions, values: Array) -> Array:
    """Return the column with some values replaced, or the column itself when they are what it holds."""
    if np.array_equal(column[at], values, equal_nan=column.dtype.kind == "f"):
        return column
    copy = copied(column)
    copy[at] = values
    return copy


def _pointed_anew(columns: Columns, table: str, splices: Mapping[str, Splice]) -> Columns:
    """Turn positions in tables whose rows have moved into positions in those tables as they are now."""
    moved = {name for name, splice in splices.items() if splice.moves}
    pointing = [f for f in entity(table).fields if f.kind is Kind.REFERENCE and f.references in moved]
    if not pointing:
        return columns
    values = {each.name: splices[each.references].places(columns[each.name]) for each in pointing}
    return Columns(columns.keys, {**columns.values, **values}, columns.words)
