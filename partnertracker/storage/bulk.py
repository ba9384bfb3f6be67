"""Inserting a great many rows: the shortest way from values to pages that still holds every rule."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain, islice

from partnertracker.domain.fields import Kind, Value
from partnertracker.domain.identifiers import new_ids
from partnertracker.storage import authorizer
from partnertracker.storage.layout import Layout, layout
from partnertracker.storage.texts import search_key, stored_column

CHUNK = 10_000
"""Rows held at a time."""

_MANY_ROWS = 50_000
"""From so many rows on, a change of a table is worth preparing for."""

_AT_ONCE = 25
"""Rows that one statement inserts: fewer calls into SQLite."""

_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.STAGE, Kind.SCOPE})
"""Kinds that may hold any text; a CHECK or a foreign key says what the others may hold."""


@contextmanager
def mass_change(conn: sqlite3.Connection, table: str, rows: int) -> Iterator[None]:
    """Prepare for so many rows of a table to come or go; for a few nothing is done.

    Many get a large cache, so that pages are not written again and again; when they are most of the table,
    its indexes are built once at the end.
    """
    if rows < _MANY_ROWS:
        yield
        return
    count = int(conn.execute(f"SELECT count(*) FROM {layout(table).table}").fetchone()[0])  # noqa: S608
    with ExitStack() as prepared:
        prepared.enter_context(_large_cache(conn))
        if 2 * rows >= count:
            prepared.enter_context(_indexes_afterwards(conn, table))
        yield


def insert_chunks(
    conn: sqlite3.Connection,
    place: Layout,
    step: int,
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
) -> int:
    """Insert rows of these columns, marked as made by a step, and return how many."""
    remaining = iter(rows)
    first_rows = list(islice(remaining, CHUNK))
    many = _MANY_ROWS if len(first_rows) == CHUNK else 0
    with mass_change(conn, place.table, many):
        return insert_columns(conn, place, step, columns, _as_columns(chain(first_rows, remaining)))


def insert_columns(
    conn: sqlite3.Connection,
    place: Layout,
    step: int,
    columns: Sequence[str],
    chunks: Iterable[Sequence[Sequence[Value]]],
) -> int:
    """Insert rows that come as columns, some thousand at a time, and return how many."""
    one, several = _statement(place, step, columns), _statement(place, step, columns, _AT_ONCE)
    first = key = next_key(conn, place.table)
    for chunk in chunks:
        by_name = dict(zip(columns, chunk, strict=True))
        count = len(chunk[0])
        ids = by_name.pop("id", None) or new_ids(count)
        values = [_stored(place, name, by_name[name]) for name in by_name]
        if place.searched:
            values.append([search_key(str(name)) for name in by_name[place.searched]])
        rows = zip(range(key, key + count), ids, *values, strict=True)
        flat = chain.from_iterable(islice(rows, count - count % _AT_ONCE))
        conn.executemany(several, zip(*[flat] * (_AT_ONCE * (2 + len(values))), strict=True))
        conn.executemany(one, rows)
        key += count
    return key - first


def next_key(conn: sqlite3.Connection, table: str) -> int:
    """Return the key after all that the table ever had, so that in the log a key means one row."""
    query = (
        f"SELECT max(coalesce((SELECT max(key) FROM {layout(table).table}), 0),"  # noqa: S608  # names of ours
        " coalesce((SELECT max(row) FROM changes WHERE table_name = ?), 0))"
    )
    return int(conn.execute(query, (table,)).fetchone()[0]) + 1


def _statement(place: Layout, step: int, columns: Sequence[str], rows: int = 1) -> str:
    """Return the INSERT; what is the same in every row stands in it as a literal, which need not be bound."""
    fields = [name for name in columns if name != "id"]
    bound = ["key", "id", *fields, *(["search_key"] if place.searched else [])]
    same = {
        f.name: repr(f.default)
        for f in place.entity.fields
        if f.default is not None and f.name not in columns
    }
    same["created_step"] = str(int(step))
    names, marks = ", ".join([*bound, *same]), ", ".join(["?"] * len(bound) + [*same.values()])
    every = ", ".join([f"({marks})"] * rows)
    return f"INSERT INTO {place.table} ({names}) VALUES {every}"  # noqa: S608  # names of ours


def _stored(place: Layout, name: str, values: Sequence[Value]) -> Sequence[Value]:
    return stored_column(name, values) if place.entity.field(name).kind in _TEXTS else values


def _as_columns(rows: Iterator[Sequence[Value]]) -> Iterator[list[tuple[Value, ...]]]:
    while chunk := list(islice(rows, CHUNK)):
        yield list(zip(*chunk, strict=True))


@contextmanager
def _large_cache(conn: sqlite3.Connection) -> Iterator[None]:
    conn.execute("PRAGMA cache_size = -65536")
    try:
        yield
    finally:
        conn.execute("PRAGMA cache_size = -2000")


@contextmanager
def _indexes_afterwards(conn: sqlite3.Connection, table: str) -> Iterator[None]:
    """Build a table's indexes once, after its rows, instead of row by row; the DDL stays the same.

    The index by step stays: new rows belong to the newest step, so it only grows at its end.
    All inside the step's transaction. Outside the two short moments of dropping and building, the authorizer
    stays as it is.
    """
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    found: list[tuple[str, str]] = conn.execute(query, (table,)).fetchall()
    indexes = [(name, sql) for name, sql in found if not name.endswith("_by_created_step")]
    _unguarded(conn, [f"DROP INDEX {name}" for name, _ in indexes])
    yield
    _unguarded(conn, [sql for _, sql in indexes])


def _unguarded(conn: sqlite3.Connection, statements: Iterable[str]) -> None:
    authorizer.allow(conn)
    try:
        for statement in statements:
            conn.execute(statement)
    finally:
        authorizer.forbid(conn)
