"""What happened to rows, as the change log tells it, their custom values included."""

import sqlite3
from collections.abc import Iterable, Mapping

from partnertracker.services.ports import LoggedChange
from partnertracker.storage import customs
from partnertracker.storage.layout import key_list, layout
from partnertracker.storage.log import steps_named


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
    by_number = steps_named(conn, {entry[0] for entry in found})
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
    by_number = steps_named(conn, {number for _, (number, *_) in entries})
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
