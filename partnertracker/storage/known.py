"""The file as it was known after a past step: a copy in memory in which the newer steps never happened.

All newer steps are taken back at once, so that ten thousand cost little more than one. This is sound because
only updates change a row: one that is deleted and comes back is as it was. A field therefore had the value
that the oldest newer update replaced, else the one it has now or had in the log when its row was deleted.
"""

import sqlite3

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Row
from partnertracker.domain.names import search_key
from partnertracker.services.ports import TableChanges
from partnertracker.storage.layout import Layout, layout
from partnertracker.storage.wholerows import from_json, prepare

_NEWER = "FROM changes WHERE step > :last AND table_name = :table"
_FOR_A_PASSING_COPY = (
    "journal_mode = OFF",
    "secure_delete = OFF",
    "foreign_keys = OFF",  # the rows of that moment fit together, but not while they arrive
    "temp_store = MEMORY",
)


def copy_as_known(conn: sqlite3.Connection, last: int) -> tuple[sqlite3.Connection, dict[str, TableChanges]]:
    """Return a database in memory with everything as it was, the log included, and how it differs from now.

    Args:
        conn: the connection to the open file; it is only read.
        last: the number of the last step that stays; those after it are taken back.

    Returns:
        The copy, and by table what turns the rows of now into those of then, as if a step had done it.
    """
    copy = sqlite3.connect(":memory:", isolation_level=None, cached_statements=256)
    try:
        _copy(conn, copy)
        for pragma in _FOR_A_PASSING_COPY:
            copy.execute(f"PRAGMA {pragma}")
        prepare(copy)
        copy.create_function("search_key", 1, search_key, deterministic=True)
        copy.execute("BEGIN")
        changes = _rewind(copy, last)
        copy.execute("COMMIT")
    except BaseException:
        copy.close()
        raise
    return copy, changes


def _copy(conn: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    """Copy all pages as of one moment; the reading begun before keeps SQLite from waiting for ever."""
    conn.execute("BEGIN")
    try:
        conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        conn.backup(copy)
    finally:
        conn.execute("ROLLBACK")


def _rewind(copy: sqlite3.Connection, last: int) -> dict[str, TableChanges]:
    """Take back every step after the last one to stay; return what that changed, by table."""
    query = "SELECT DISTINCT table_name FROM changes WHERE step > ?"
    logged = {name for (name,) in copy.execute(query, (last,))}
    changes: dict[str, TableChanges] = {}
    for place in (layout(each.table) for each in ENTITIES):
        newer: Row = {"last": last, "table": place.table}
        made = f"SELECT key FROM {place.table} WHERE created_step > :last"  # noqa: S608  # names of ours
        there = f"SELECT key FROM {place.table} WHERE key IN (SELECT row {_NEWER})"  # noqa: S608
        now = _keys(copy, f"{made} UNION {there}", newer)
        copy.execute(f"DELETE FROM {place.table} WHERE created_step > :last", newer)  # noqa: S608
        if place.table in logged:
            _rewind_rows(copy, place, newer)
        then = _keys(copy, there, newer)
        if now or then:
            parts = (then - now, now & then, now - then)
            changes[place.table] = TableChanges(*(tuple(sorted(keys)) for keys in parts))
    copy.execute("DELETE FROM changes WHERE step > ?", (last,))
    copy.execute("DELETE FROM steps WHERE number > ?", (last,))
    copy.execute("UPDATE steps SET state = 'applied' WHERE kind = 'edit'")
    copy.execute(
        "WITH newest AS"
        " (SELECT reverses, kind, max(number) AS number FROM steps WHERE kind <> 'edit' GROUP BY reverses),"
        " edit AS (SELECT max(number) AS number FROM steps WHERE kind = 'edit')"
        " UPDATE steps SET state = iif(edit.number > newest.number, 'abandoned', 'undone') FROM newest, edit"
        " WHERE newest.reverses = steps.number AND newest.kind = 'undo'"
    )
    return changes


def _rewind_rows(copy: sqlite3.Connection, place: Layout, newer: Row) -> None:
    """Give back the rows of a table that newer steps changed, deleted or brought back.

    They are made in a table without rules, as on the way two rows may bear one name.

    Args:
        copy: the database in memory.
        place: the table.
        newer: what ``_NEWER`` asks for.
    """
    table, names = place.table, ", ".join(place.physical)
    first = f"SELECT row, what, min(number) {_NEWER} GROUP BY row"  # names of ours, here and below
    copy.execute(f"CREATE TEMP TABLE was (key INTEGER PRIMARY KEY, {', '.join(place.physical[1:])})")
    for statement in (
        f"INSERT INTO was SELECT {names} FROM {table} WHERE key IN (SELECT row {_NEWER})",  # noqa: S608
        f"INSERT OR IGNORE INTO was SELECT {from_json(place)} {_NEWER} AND what = 'delete'",
        # what was not there, but had been before, is first brought back
        f"DELETE FROM was WHERE key IN (SELECT row FROM ({first}) WHERE what = 'insert')",  # noqa: S608
        "DELETE FROM was WHERE created_step > :last",
    ):
        copy.execute(statement, newer)
    updated = copy.execute(f"SELECT DISTINCT field {_NEWER} AND what = 'update'", newer).fetchall()
    for (name,) in updated:
        field = place.entity.field(name).name
        oldest = (
            f"SELECT row, before, min(number) {_NEWER} AND what = 'update' AND field = '{field}' GROUP BY row"
        )
        copy.execute(f"UPDATE was SET {field} = before FROM ({oldest}) WHERE row = key", newer)  # noqa: S608
    if place.searched:
        copy.execute(f"UPDATE was SET search_key = search_key({place.searched})")  # noqa: S608
    copy.execute(f"DELETE FROM {table} WHERE key IN (SELECT row {_NEWER})", newer)  # noqa: S608
    copy.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM was ORDER BY key")  # noqa: S608
    copy.execute("DROP TABLE was")


def _keys(copy: sqlite3.Connection, query: str, newer: Row) -> set[int]:
    return {key for (key,) in copy.execute(query, newer)}
