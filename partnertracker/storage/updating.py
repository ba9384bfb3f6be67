"""Giving rows new values and logging what they held before: for one row and for ten thousand alike."""

import sqlite3
from collections.abc import Mapping, Sequence

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.storage.layout import SYSTEM, Layout, key_list
from partnertracker.storage.texts import stored

_LOG = (
    "INSERT INTO changes (step, table_name, row, what, field, before, after)"
    " VALUES (?, ?, ?, 'update', ?, ?, ?)"
)


def ids_of(conn: sqlite3.Connection, place: Layout, keys: Sequence[int]) -> dict[int, str]:
    """Return the ids of rows by key; raises InvalidRowsError when one of them is gone."""
    query = f"SELECT key, id FROM {place.table} WHERE key IN (SELECT value FROM json_each(?))"  # noqa: S608
    found = dict(conn.execute(query, (key_list(keys),)).fetchall())
    _refuse_missing(place, len(found) - len(set(keys)))
    return found


def update_and_log(
    conn: sqlite3.Connection, place: Layout, step: int, changes: Mapping[int, Mapping[str, Value]]
) -> bool:
    """Give rows new values by key and log those that differ; tells whether anything was logged.

    Rows that the step itself made leave no entry: their mark says that all of them is new.

    Raises:
        InvalidRowsError: one of the rows is gone; nothing was written.
    """
    every = dict.fromkeys(name for values in changes.values() for name in values)
    names = tuple(place.entity.field(name).name for name in every)  # none but fields become SQL
    query = (
        f"SELECT {', '.join((*SYSTEM, *names))} FROM {place.table}"  # noqa: S608  # names of ours
        " WHERE key IN (SELECT value FROM json_each(?))"
    )
    found = conn.execute(query, (key_list(changes),)).fetchall()
    _refuse_missing(place, len(found) - len(changes))
    updates: dict[tuple[str, ...], list[tuple[Value, ...]]] = {}
    logged: list[tuple[Value, ...]] = []
    for key, _, created, *held in found:
        values, before = changes[key], dict(zip(names, held, strict=True))
        new: Row = {}
        for name, value in values.items():
            kept = stored(name, value)
            if kept == before[name]:
                continue
            new[name] = kept
            if created != step:
                logged.append((step, place.table, key, name, before[name], kept))
        if new:
            full = place.derived(new)
            updates.setdefault(tuple(full), []).append((*full.values(), key))
    for columns, rows in updates.items():
        conn.executemany(place.update(columns), rows)
    conn.executemany(_LOG, logged)
    return bool(logged)


def _refuse_missing(place: Layout, difference: int) -> None:
    if difference:
        sentence = f"This {place.entity.singular.lower()} is no longer in the file."
        raise InvalidRowsError((Problem("", "", sentence),))
