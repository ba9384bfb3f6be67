"""All that metrics compute from: every table as columns, the stages and the settings, immutable."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar, cast

import numpy as np

from partnertracker.domain.columns import NO_ROW, Array, Columns, Encoder, Positions
from partnertracker.domain.entities import ENTITIES, entity
from partnertracker.domain.fields import Kind, Stage, Value
from partnertracker.domain.settings import DEFAULT_STAGES, Settings

T = TypeVar("T")

TableRows = Sequence[tuple[Value, ...]]
"""Rows as ``Encoder`` takes them."""


@dataclass(frozen=True)
class Facts:
    """A file's content at one moment.

    Attributes:
        tables: by table name, for every entity but ``stages`` and ``settings``.
        settings: the file's settings.
        stages: in funnel order.
        version: the number of the last step that these facts hold.
    """

    tables: Mapping[str, Columns]
    settings: Settings = field(default_factory=Settings)
    stages: tuple[Stage, ...] = DEFAULT_STAGES
    version: int = 0
    _derived: dict[str, tuple[tuple[Array, ...], object]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __getitem__(self, table: str) -> Columns:
        """Return the columns of a table."""
        return self.tables[table]

    def derived(self, name: str, make: Callable[["Facts"], T], *columns: Array) -> T:
        """Return something computed from these facts alone, computed at most once for them.

        Args:
            name: the name it is kept under, unique to ``make``.
            make: a pure function of the facts.
            columns: all the columns that it is computed from, if it is to be kept over changes that leave
                these as they are; none: it is computed anew after every change.
        """
        kept = self._derived.get(name)
        if kept is None or any(old is not new for old, new in zip(kept[0], columns, strict=True)):
            kept = self._derived[name] = (columns, make(self))
        return cast("T", kept[1])

    def with_changes(self, changed: Mapping[str, "ChangedRows"], version: int) -> "Facts":
        """Return facts in which some rows are replaced, added or gone; what did not change is shared.

        Args:
            changed: by table name; stages and settings are none of these tables (see ``with_rules``).
            version: the step that made the changes.
        """
        tables = dict(self.tables)
        moved: set[str] = set()
        for name in (each.table for each in ENTITIES if each.table in tables):
            columns = _pointed_anew(tables[name], name, moved, self.tables, tables)
            if name in changed:
                columns = _replaced(columns, name, changed[name], tables)
                if _moves(self.tables[name], columns):
                    moved.add(name)
            tables[name] = columns
        kept = {name: each for name, each in self._derived.items() if each[0]}
        return replace(self, tables=tables, version=version, _derived=kept)

    def with_rules(self, settings: Settings, stages: tuple[Stage, ...]) -> "Facts":
        """Return facts with other settings and stages; nothing that was derived is kept."""
        return replace(self, settings=settings, stages=stages, _derived={})


class ChangedRows(NamedTuple):
    """What a step did to one table.

    Attributes:
        rows: the rows inserted or updated, as they are now.
        gone: the keys of the rows deleted.
    """

    rows: TableRows
    gone: Sequence[int] = ()


def facts_of(
    rows: Mapping[str, TableRows],
    settings: Settings | None = None,
    stages: tuple[Stage, ...] = DEFAULT_STAGES,
    version: int = 0,
) -> Facts:
    """Make facts from rows as ``Encoder`` takes them; a table that is not given is empty."""
    tables: dict[str, Columns] = {}
    for each in ENTITIES:
        if each.table in {"stages", "settings"}:
            continue
        encoder = Encoder(each)
        encoder.add(rows.get(each.table, ()))
        tables[each.table] = encoder.columns(tables)
    return Facts(tables, settings or Settings(), stages, version)


def _moves(before: Columns, after: Columns) -> bool:
    """Tell whether rows that were there before stand at another position now."""
    kept = min(len(before), len(after))
    return len(after) < len(before) or not np.array_equal(before.keys[:kept], after.keys[:kept])


def _replaced(old: Columns, table: str, changed: ChangedRows, tables: Mapping[str, Columns]) -> Columns:
    encoder = Encoder(entity(table), old.words)
    encoder.add(changed.rows)
    new = encoder.columns(tables)
    at = old.positions_of(new.keys)
    known = at != NO_ROW
    if not changed.gone and known.all():
        return Columns(old.keys, {n: _written(old[n], at, new[n]) for n in old.values}, new.words)
    stays = np.ones(len(old), dtype=bool)
    stays[at[known]] = False
    gone = old.positions_of(np.array(changed.gone, dtype=np.int64))
    stays[gone[gone != NO_ROW]] = False
    if stays.all() and (not len(old) or not len(new) or new.keys[0] > old.keys[-1]):
        keys = np.concatenate([old.keys, new.keys])
        return Columns(keys, {n: np.concatenate([old[n], new[n]]) for n in old.values}, new.words)
    if not len(new):
        return Columns(old.keys[stays], {n: old[n][stays] for n in old.values}, old.words)
    keys = np.concatenate([old.keys[stays], new.keys])
    order = np.argsort(keys, kind="stable")
    values = {n: np.concatenate([old[n][stays], new[n]])[order] for n in old.values}
    return Columns(keys[order], values, new.words)


def _written(column: Array, at: Positions, values: Array) -> Array:
    """Return the column with some values replaced, or the column itself when they are what it holds."""
    if np.array_equal(column[at], values, equal_nan=column.dtype.kind == "f"):
        return column
    copy = column.copy()
    copy[at] = values
    return copy


def _pointed_anew(
    columns: Columns, table: str, moved: set[str], before: Mapping[str, Columns], after: Mapping[str, Columns]
) -> Columns:
    """Turn positions in tables whose rows have moved into positions in those tables as they are now.

    Referenced tables stand earlier in ``ENTITIES``, so ``after`` holds them as they are now already.
    """
    pointing = [f for f in entity(table).fields if f.kind is Kind.REFERENCE and f.references in moved]
    if not pointing:
        return columns
    values = dict(columns.values)
    for each in pointing:
        old = columns[each.name]
        keys = np.where(old == NO_ROW, -1, before[each.references].keys[np.maximum(old, 0)])
        values[each.name] = after[each.references].positions_of(keys).astype(np.int32)
    return Columns(columns.keys, values, columns.words)
