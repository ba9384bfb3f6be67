"""Reading the change log: the steps, and what one of them did."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Value
from partnertracker.services.ports import Step, TableChanges

STEP_COLUMNS = "number, id, label, who, device, at, kind, reverses, state"
_FEW = 1000
_SELECT = f"SELECT {STEP_COLUMNS} FROM steps"  # noqa: S608  # names of ours


def last_applied(conn: sqlite3.Connection) -> Step | None:
    """Return the edit that undo would take back."""
    return _first(conn, "WHERE kind = 'edit' AND state = 'applied' ORDER BY number DESC LIMIT 1")


def first_undone(conn: sqlite3.Connection) -> Step | None:
    """Return the edit that redo would do again: of several undone ones, the one undone last."""
    return _first(conn, "WHERE kind = 'edit' AND state = 'undone' ORDER BY number LIMIT 1")


def latest_undo(conn: sqlite3.Connection, number: int) -> Step | None:
    """Return the newest undo of an edit."""
    return _first(conn, "WHERE kind = 'undo' AND reverses = ? ORDER BY number DESC LIMIT 1", (number,))


def last_step(conn: sqlite3.Connection, before: str = "") -> int:
    """Return the number of the newest step, of those made before a moment (ISO) if one is given; 0: none.

    Steps follow from one another, so one by a clock far ahead counts as made in time when a later one was.
    """
    query = "SELECT coalesce(max(number), 0) FROM steps"
    found = conn.execute(f"{query} WHERE at < ?", (before,)) if before else conn.execute(query)
    return int(found.fetchone()[0])


def steps_named(conn: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Step]:
    """Return steps by their numbers."""
    query = f"{_SELECT} WHERE number IN (SELECT value FROM json_each(?))"  # noqa: S608
    return {row[0]: Step(*row) for row in conn.execute(query, (json.dumps(sorted(numbers)),))}


def steps(conn: sqlite3.Connection, since: str = "", limit: int = 0) -> list[Step]:
    """Return steps, newest first, made at or after ``since``, at most ``limit`` (0: all)."""
    query = f"{_SELECT} WHERE at >= ? ORDER BY number DESC LIMIT ?"
    return [Step(*row) for row in conn.execute(query, (since, limit or -1))]


def changes_of(
    conn: sqlite3.Connection,
    number: int,
    tables: Iterable[str] | None = None,
    gapless: Collection[str] = (),
) -> dict[str, TableChanges]:
    """Return which rows a step inserted, updated and deleted, by table.

    Args:
        conn: the connection.
        number: the step.
        tables: the tables into which the step may have inserted rows; None for all.
        gapless: those of them in which all rows that the step inserted are there.
    """
    logged: dict[tuple[str, str], Sequence[int]] = {}
    groups = "SELECT table_name, what, count(*), min(row), max(row) FROM changes WHERE step = ? GROUP BY 1, 2"
    for table, what, count, low, high in conn.execute(groups, (number,)).fetchall():
        if what != "update" and count == high - low + 1:
            logged[table, what] = _between(low, high)
        else:
            query = (
                "SELECT DISTINCT row FROM changes WHERE step = ? AND table_name = ? AND what = ? ORDER BY row"
            )
            logged[table, what] = tuple(row for (row,) in conn.execute(query, (number, table, what)))
    inserted = _inserted(conn, number, tables, gapless)
    names = [each.table for each in ENTITIES if each.table in {*inserted, *(table for table, _ in logged)}]
    return {
        name: TableChanges(
            inserted=inserted.get(name) or logged.get((name, "insert"), ()),
            updated=logged.get((name, "update"), ()),
            deleted=logged.get((name, "delete"), ()),
        )
        for name in names
    }


def _inserted(
    conn: sqlite3.Connection, number: int, tables: Iterable[str] | None, gapless: Collection[str]
) -> dict[str, Sequence[int]]:
    """Return the keys of the rows that a step made, by table; they are found by their mark."""
    found: dict[str, Sequence[int]] = {}
    for table in (each.table for each in ENTITIES) if tables is None else tables:
        marked = f"FROM {table} WHERE created_step = :step"
        ends = f"SELECT (SELECT min(key) {marked}), (SELECT max(key) {marked})"
        low, high = conn.execute(ends, {"step": number}).fetchone()
        if low is None:
            continue
        count = f"SELECT count(*) {marked}"
        if table in gapless or conn.execute(count, {"step": number}).fetchone()[0] == high - low + 1:
            found[table] = _between(low, high)
        else:
            keys = conn.execute(f"SELECT key {marked} ORDER BY key", {"step": number})
            found[table] = tuple(key for (key,) in keys)
    return found


def _between(low: int, high: int) -> Sequence[int]:
    """Return the keys from low to high; very many of them as a range, which takes no room."""
    keys = range(low, high + 1)
    return tuple(keys) if len(keys) <= _FEW else keys


def _first(conn: sqlite3.Connection, rest: str, values: tuple[Value, ...] = ()) -> Step | None:
    row = conn.execute(f"{_SELECT} {rest}", values).fetchone()
    return Step(*row) if row else None
