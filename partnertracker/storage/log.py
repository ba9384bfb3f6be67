"""Reading the change log: the steps, what one of them did, and the history of a row."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Value
from partnertracker.services.ports import LoggedChange, Step, TableChanges
from partnertracker.storage import customs
from partnertracker.storage.layout import key_list, layout

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


def history(conn: sqlite3.Connection, table: str, row_id: str) -> list[LoggedChange]:
    """Return everything that happened to one row, oldest first; also for a row that is deleted now."""
    made_in: dict[int, int] = {}
    live = f"SELECT key, created_step FROM {layout(table).table} WHERE id = ?"  # noqa: S608  # names of ours
    made_in.update(conn.execute(live, (row_id,)))
    gone = (
        "SELECT row, json_extract(before, '$.created_step') FROM changes"
        " WHERE table_name = ? AND what = 'delete' AND json_extract(before, '$.id') = ?"
    )
    made_in.update(conn.execute(gone, (table, row_id)))
    found = [entry for _, entry in _logged(conn, table, made_in)]
    of_custom = customs.logged(conn, customs.fields_of(conn, table), row_id)
    found += [each for each in of_custom if each[0] not in made_in.values()]  # with the row itself
    found.sort(key=lambda entry: entry[:2])
    by_number = _steps_named(conn, {entry[0] for entry in found})
    return [
        LoggedChange(by_number[step], table, row_id, what, field, before, after)
        for step, _, what, field, before, after in found
    ]


def since(
    conn: sqlite3.Connection, step: int, table: str, keys: Iterable[int]
) -> dict[int, list[LoggedChange]]:
    """Return what later steps did to rows, by key, oldest first; also for rows that are deleted now.

    A team's own fields are left out: no figure depends on them.
    """
    wanted = key_list(keys)
    gone = (
        "SELECT row, json_extract(before, '$.id'), json_extract(before, '$.created_step') FROM changes"
        " WHERE table_name = ? AND row IN (SELECT value FROM json_each(?)) AND what = 'delete' AND step > ?"
    )
    live = (
        f"SELECT key, id, created_step FROM {layout(table).table}"  # noqa: S608  # names of ours
        " WHERE key IN (SELECT value FROM json_each(?))"
    )
    rows = [*conn.execute(gone, (table, wanted, step)), *conn.execute(live, (wanted,))]
    ids = {key: row_id for key, row_id, _ in rows}
    entries = _logged(conn, table, {key: made for key, _, made in rows}, step)
    by_number = _steps_named(conn, {number for _, (number, *_) in entries})
    found: dict[int, list[LoggedChange]] = {}
    for key, (number, _, what, field, before, after) in entries:
        change = LoggedChange(by_number[number], table, ids[key], what, field, before, after)
        found.setdefault(key, []).append(change)
    return found


def _logged(
    conn: sqlite3.Connection, table: str, made_in: Mapping[int, int], after: int = 0
) -> list[tuple[int, customs.LoggedRow]]:
    """Return what steps after one did to rows, oldest first, each with the row's key.

    Args:
        conn: the connection.
        table: the rows' table.
        made_in: by key the step that made the row.
        after: the number of the step.
    """
    logged = (
        "SELECT row, step, number, what, field, iif(what = 'update', before, NULL), after FROM changes"
        " WHERE table_name = ? AND row IN (SELECT value FROM json_each(?)) AND step > ?"
    )
    entries: list[tuple[int, customs.LoggedRow]] = [
        (key, (made, 0, "insert", "", None, None)) for key, made in made_in.items() if made > after
    ]
    entries += [
        (key, tuple(entry)) for key, *entry in conn.execute(logged, (table, key_list(made_in), after))
    ]
    return sorted(entries, key=lambda entry: entry[1][:2])


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


def _steps_named(conn: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Step]:
    query = f"{_SELECT} WHERE number IN (SELECT value FROM json_each(?))"  # noqa: S608
    return {row[0]: Step(*row) for row in conn.execute(query, (json.dumps(sorted(numbers)),))}


def _first(conn: sqlite3.Connection, rest: str, values: tuple[Value, ...] = ()) -> Step | None:
    row = conn.execute(f"{_SELECT} {rest}", values).fetchone()
    return Step(*row) if row else None
