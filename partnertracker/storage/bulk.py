"""Inserting a great many rows: the shortest way from values to pages that still holds every rule."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain, islice

from partnertracker.domain.fields import Kind, Value
from partnertracker.domain.identifiers import LENGTH, new_ids
from partnertracker.domain.names import search_key
from partnertracker.storage import authorizer
from partnertracker.storage.layout import Layout, layout
from partnertracker.storage.texts import stored, stored_column

CHUNK = 10_000
"""Rows held at a time."""

_MANY_ROWS = 50_000
"""From so many rows on, a change of a table is worth preparing for."""

_AT_ONCE = 100
"""Rows that one statement inserts: fewer calls into SQLite, which takes 32,766 values in one."""

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
        values = [range(key, key + count), ids, *(_stored(place, name, by_name[name]) for name in by_name)]
        if place.searched:
            values.append([search_key(str(name)) for name in by_name[place.searched]])
        whole = count - count % _AT_ONCE
        conn.executemany(several, _interleaved(values, 0, whole, _AT_ONCE))
        conn.executemany(one, _interleaved(values, whole, count, 1))
        key += count
    return key - first


def insert_from(
    conn: sqlite3.Connection,
    place: Layout,
    step: int,
    source: Layout,
    columns: Mapping[str, tuple[str, Value]],
    unless: tuple[str, Value],
) -> int:
    """Insert a row for each row that a step made in another table, and return how many.

    The values never leave SQLite; only the ids come from here, some thousand at a time.

    Args:
        conn: the connection, inside the step's transaction.
        place: the table that gets rows.
        step: the step's number.
        source: the other table.
        columns: by field, the column of the other table that fills it, and what does where that is empty.
        unless: a column of the other table and the value with which a row is passed over.
    """
    column, passed_over = unless
    with_mark = f"FROM {source.table} WHERE created_step = :step"
    query = f"SELECT (SELECT min(key) {with_mark}), (SELECT max(key) {with_mark})"
    start, last = conn.execute(query, {"step": step}).fetchone()
    if start is None:
        return 0
    wanted = (
        f"FROM {source.table} WHERE key BETWEEN :start AND :end"
        f" AND +created_step = :step AND {column} IS NOT :passed_over ORDER BY key"
    )
    filled = ", ".join(f"coalesce({theirs}, :else_{ours})" for ours, (theirs, _) in columns.items())
    statement = (
        f"INSERT INTO {place.table} (key, id, created_step, {', '.join(columns)})"  # names of ours
        " SELECT iif(key = :first, :next, NULL),"  # SQLite gives each further row the key after the last one
        f" CAST(substr(:ids, (key - :start) * {LENGTH} + 1, {LENGTH}) AS TEXT), :step, {filled} {wanted}"
    )
    values: dict[str, Value | bytes] = {"step": step, "passed_over": passed_over, "start": start, "end": last}
    first = conn.execute(f"SELECT key {wanted} LIMIT 1", values).fetchone()
    values |= {f"else_{ours}": stored(ours, instead) for ours, (_, instead) in columns.items()}
    values |= {"first": first and first[0], "next": next_key(conn, place.table)}
    count = 0
    for each in range(start, last + 1, CHUNK):
        end = min(last, each + CHUNK - 1)
        ids = "".join(new_ids(end - each + 1)).encode("ascii")
        count += conn.execute(statement, {**values, "start": each, "end": end, "ids": ids}).rowcount
    return count


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


def _interleaved(
    columns: Sequence[Sequence[Value]], start: int, end: int, rows: int
) -> Iterator[list[Value]]:
    """Yield the values of the rows from start to end, row after row, for statements of so many rows."""
    width = len(columns)
    flat: list[Value] = [None] * (width * (end - start))
    for at, column in enumerate(columns):
        flat[at::width] = column[start:end]
    for at in range(0, len(flat), width * rows):
        yield flat[at : at + width * rows]


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
