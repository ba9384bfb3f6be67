"""Whole rows in the change log: a deleted row is kept as JSON, so that undo can put it back exactly.

SQLite writes a REAL into JSON with 15 digits, which not every number survives; one that doesn't is kept as a
JSON string with all its digits. Both directions are single statements, so that a million rows take seconds.
"""

import sqlite3

from partnertracker.domain.fields import Value
from partnertracker.storage.layout import REALS, SYSTEM, Layout

AMONG = "key IN (SELECT value FROM json_each(?))"
"""The condition of rows whose keys are in a JSON list."""


def prepare(conn: sqlite3.Connection) -> None:
    """Give a connection the two functions that the statements here use."""
    conn.create_function("float_text", 1, repr, deterministic=True)
    conn.create_function("float_of", 1, float, deterministic=True)


def log_and_delete(
    conn: sqlite3.Connection, place: Layout, step: int, condition: str, values: tuple[Value, ...]
) -> None:
    """Keep the rows that meet a condition in the log of a step, and delete them.

    A row that the step itself made leaves no entry: for the log it never was.
    """
    conn.execute(
        f"INSERT INTO changes (step, table_name, row, what, before)"  # noqa: S608  # names of ours
        f" SELECT ?, ?, key, 'delete', {_as_json(place)} FROM {place.table}"
        f" WHERE ({condition}) AND created_step <> ? ORDER BY key",
        (step, place.table, *values, step),
    )
    conn.execute(f"DELETE FROM {place.table} WHERE {condition}", values)  # noqa: S608  # names of ours


def put_back(conn: sqlite3.Connection, place: Layout, logged_in: int, among: str = "") -> None:
    """Insert the rows that a step deleted, as they were; ``among``: of these keys (a JSON list) alone."""
    columns = ", ".join(place.physical)
    conn.execute(
        f"INSERT INTO {place.table} ({columns}) SELECT {from_json(place)} FROM changes"  # noqa: S608
        " WHERE step = ?1 AND table_name = ?2 AND what = 'delete'"
        " AND (?3 = '' OR row IN (SELECT value FROM json_each(iif(?3 = '', '[]', ?3)))) ORDER BY row",
        (logged_in, place.table, among),
    )


def _as_json(place: Layout) -> str:
    """Return the SQL expression for a row as JSON."""
    return f"json_object({', '.join(f'{name!r}, {_exact(place, name)}' for name in place.physical)})"


def _exact(place: Layout, name: str) -> str:
    if not _is_real(place, name):
        return name
    return f"iif(CAST(CAST({name} AS TEXT) AS REAL) IS {name}, {name}, float_text({name}))"


def from_json(place: Layout) -> str:
    """Return the SQL expressions for the physical columns of a row kept in ``before``."""
    return ", ".join(_value(place, name) for name in place.physical)


def _value(place: Layout, name: str) -> str:
    value = f"json_extract(before, '$.{name}')"
    if not _is_real(place, name):
        return value
    return f"iif(json_type(before, '$.{name}') IS 'text', float_of({value}), {value})"


def _is_real(place: Layout, name: str) -> bool:
    return name not in {*SYSTEM, "search_key"} and place.entity.field(name).kind in REALS
