"""Custom fields in the file: what is declared, and the values, which lie in a table of their own.

Everywhere else a custom field is a field like any other: rows come with it and are written with it.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from partnertracker.domain.custom import custom_field, held, written
from partnertracker.domain.fields import Field, Row, Value
from partnertracker.domain.identifiers import new_ids

VALUE_COLUMNS = ("field", "record", "value")

LoggedRow: TypeAlias = tuple[int, int, str, str, Value, Value]
"""One entry of a history: step, number in the log, what, field, before, after."""

_DECLARED = ("id", "name", "label", "kind", "choices")


def fields_of(conn: sqlite3.Connection, table: str) -> tuple[Field, ...]:
    """Return the custom fields of a table in their order."""
    query = (
        f"SELECT {', '.join(_DECLARED)} FROM custom_fields"  # noqa: S608  # names of ours
        " WHERE table_name = ? ORDER BY coalesce(position, 9999), key"
    )
    found = conn.execute(query, (table,)).fetchall()
    return tuple(custom_field(dict(zip(_DECLARED, row, strict=True))) for row in found)


def with_values(conn: sqlite3.Connection, fields: Sequence[Field], rows: list[Row]) -> list[Row]:
    """Return rows with the values of their custom fields, None where there is none."""
    if not fields or not rows:
        return rows
    by_id = {field.custom: field for field in fields}
    query = (
        "SELECT record, field, value FROM custom_values"
        " WHERE record IN (SELECT value FROM json_each(?)) AND field IN (SELECT value FROM json_each(?))"
    )
    ids = json.dumps([row["id"] for row in rows])
    values: dict[Value, Row] = {}
    for record, of, text in conn.execute(query, (ids, json.dumps(list(by_id)))):
        values.setdefault(record, {})[by_id[of].name] = held(by_id[of], text)
    empty: Row = {field.name: None for field in fields}
    return [{**row, **empty, **values.get(row["id"], {})} for row in rows]


def kept(
    conn: sqlite3.Connection, fields: Sequence[Field], records: Sequence[str]
) -> dict[tuple[str, str], int]:
    """Return the keys of the values that records, by id, have in custom fields: by field and record."""
    query = (
        "SELECT field, record, key FROM custom_values"
        " WHERE record IN (SELECT value FROM json_each(?)) AND field IN (SELECT value FROM json_each(?))"
    )
    ids = json.dumps([field.custom for field in fields])
    return {(of, record): key for of, record, key in conn.execute(query, (json.dumps(records), ids))}


def expression(table: str) -> str:
    """Return the SQL expression for a custom field's kept text in a query over its table; binds the field."""
    return f"(SELECT value FROM custom_values WHERE field = ? AND record = {table}.id)"  # noqa: S608  # ours


def logged(conn: sqlite3.Connection, fields: Sequence[Field], record: str) -> list[LoggedRow]:
    """Return what happened to a record's custom values: step, number, ``update``, field, before and after."""
    by_id: dict[Value, Field] = {field.custom: field for field in fields}
    live = "SELECT key, field, value, created_step FROM custom_values WHERE record = ?"
    kept = {row[0]: row for row in conn.execute(live, (record,))}
    gone = (
        "SELECT row, json_extract(before, '$.field'), json_extract(before, '$.value'),"
        " json_extract(before, '$.created_step') FROM changes"
        " WHERE table_name = 'custom_values' AND what = 'delete' AND json_extract(before, '$.record') = ?"
    )
    kept = {row[0]: row for row in conn.execute(gone, (record,))} | kept
    found: list[LoggedRow] = []
    for key, of, text, created in kept.values():
        if of in by_id:
            changes = [(created, 0, "insert", None, None), *conn.execute(_CHANGES_OF_VALUE, (key,))]
            found += _as_updates(by_id[of], changes, text)
    return found


_CHANGES_OF_VALUE = (
    "SELECT step, number, what, iif(what = 'update', before, NULL), after FROM changes"
    " WHERE table_name = 'custom_values' AND row = ? ORDER BY number"
)


def _as_updates(
    field: Field, changes: Sequence[tuple[int, int, str, Value, Value]], last: Value
) -> Iterator[LoggedRow]:
    """Yield the life of one value as changes of its record: it comes, changes and goes."""
    updates = [change for change in changes if change[2] == "update"]
    value = updates[0][3] if updates else last
    for step, number, what, before, after in changes:
        if what == "update":
            value = after
        texts = {"insert": (None, value), "delete": (value, None)}.get(what, (before, after))
        yield step, number, "update", field.name, held(field, texts[0]), held(field, texts[1])


class Gathered:
    """The custom values of a great many new rows, put aside while the rows are inserted."""

    def __init__(self, fields: Sequence[Field], columns: Sequence[str]) -> None:
        """Take the table's custom fields and all columns that come."""
        self._at = {columns.index(field.name): field for field in fields if field.name in columns}
        self._id = columns.index("id") if "id" in columns else -1
        self.own = tuple(name for at, name in enumerate(columns) if at not in self._at)
        if self._at and self._id < 0:
            self.own = (*self.own, "id")
        self._rows: list[tuple[Value, ...]] = []

    @property
    def rows(self) -> list[tuple[Value, ...]]:
        """The rows for ``custom_values``, as ``VALUE_COLUMNS``."""
        return self._rows

    def from_columns(
        self, chunks: Iterable[Sequence[Sequence[Value]]]
    ) -> Iterable[Sequence[Sequence[Value]]]:
        """Yield chunks of columns without the custom ones, with ids where they are needed."""
        return map(self._taken, chunks) if self._at else chunks

    def from_rows(self, rows: Iterable[Sequence[Value]]) -> Iterable[Sequence[Value]]:
        """Yield rows without their custom values, with ids where they are needed."""
        return self._each(rows) if self._at else rows

    def _each(self, rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
        for row in rows:
            yield [column[0] for column in self._taken([[value] for value in row])]

    def _taken(self, chunk: Sequence[Sequence[Value]]) -> Sequence[Sequence[Value]]:
        own = [column for at, column in enumerate(chunk) if at not in self._at]
        ids = chunk[self._id] if self._id >= 0 else new_ids(len(chunk[0]))
        for at, field in self._at.items():
            texts = zip(ids, (written(field, value) for value in chunk[at]), strict=True)
            self._rows += [(field.custom, record, text) for record, text in texts if text is not None]
        return own if self._id >= 0 else [*own, ids]
