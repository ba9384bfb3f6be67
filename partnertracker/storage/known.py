"""The file as it was known at a past moment: a copy in memory in which the newer steps never happened.

All newer steps are taken back at once, so that ten thousand cost little more than one. This is sound because
only updates change a row: one that is deleted and comes back is as it was. A field therefore had the value
that the oldest newer update replaced, else the one it has now or had in the log when its row was deleted.
"""

import sqlite3
from collections.abc import Mapping

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Value
from partnertracker.storage.layout import Layout, layout
from partnertracker.storage.texts import search_key
from partnertracker.storage.wholerows import from_json, prepare

_NEWER = "FROM changes WHERE step > :last AND table_name = :table"
_FOR_A_PASSING_COPY = (
    "journal_mode = OFF",
    "secure_delete = OFF",
    "foreign_keys = OFF",  # the rows of that moment fit together, but not while they arrive
    "temp_store = MEMORY",
)


def copy_as_known(conn: sqlite3.Connection, moment: str) -> sqlite3.Connection:
    """Return a database in memory with everything as it was, the log included.

    Steps follow from one another, so a step counts as made in time when a later one was, whatever its own
    clock said.

    Args:
        conn: the connection to the open file; it is only read.
        moment: UTC, ISO with microseconds and ``Z``; steps made at it or after it are taken back.
    """
    copy = sqlite3.connect(":memory:", isolation_level=None, cached_statements=256)
    try:
        _copy(conn, copy)
        for pragma in _FOR_A_PASSING_COPY:
            copy.execute(f"PRAGMA {pragma}")
        prepare(copy)
        copy.create_function("search_key", 1, search_key, deterministic=True)
        query = "SELECT coalesce(max(number), 0) FROM steps WHERE at < ?"
        last = int(copy.execute(query, (moment,)).fetchone()[0])
        copy.execute("BEGIN")
        _rewind(copy, last)
        copy.execute("COMMIT")
    except BaseException:
        copy.close()
        raise
    return copy


def _copy(conn: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    """Copy all pages as of one moment; the reading begun before keeps SQLite from waiting for ever."""
    conn.execute("BEGIN")
    try:
        conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        conn.backup(copy)
    finally:
        conn.execute("ROLLBACK")


def _rewind(copy: sqlite3.Connection, last: int) -> None:
    """Take back every step after the last one to stay."""
    query = "SELECT DISTINCT table_name FROM changes WHERE step > ?"
    logged = {name for (name,) in copy.execute(query, (last,))}
    for place in (layout(each.table) for each in ENTITIES):
        copy.execute(f"DELETE FROM {place.table} WHERE created_step > ?", (last,))  # noqa: S608  # names of ours
        if place.table in logged:
            _rewind_rows(copy, place, {"last": last, "table": place.table})
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


def _rewind_rows(copy: sqlite3.Connection, place: Layout, newer: Mapping[str, Value]) -> None:
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
