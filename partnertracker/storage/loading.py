"""From rows on disk to the columns that metrics compute from."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from partnertracker.domain.columns import Columns, Encoder, fact_fields
from partnertracker.domain.entities import ENTITIES, EXCHANGED
from partnertracker.domain.errors import UnusableFileError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Entity, Kind, Stage, Value
from partnertracker.domain.following import ChangedRows
from partnertracker.domain.settings import Settings
from partnertracker.services.ports import TableChanges
from partnertracker.storage import log
from partnertracker.storage.layout import key_list, layout

CHUNK = 4_000
"""Rows encoded at a time; the values of this many rows are in memory at once."""

_TABLES: tuple[Entity, ...] = tuple(each for each in ENTITIES if each.table not in {"stages", "settings"})

_OWNERS = " ".join(
    f"WHEN '{each.table}' THEN (SELECT key FROM {each.table} WHERE id = t.record)"  # noqa: S608  # ours
    for each in EXCHANGED
)
_KEY_OF_RECORD = f"SELECT CASE f.table_name {_OWNERS} END FROM custom_fields AS f WHERE f.id = t.field"  # noqa: S608
"""The record that a custom value belongs to lies in the table of its field."""


def load(conn: sqlite3.Connection, progress: Callable[[float], None] | None = None) -> Facts:
    """Load every table as columns, all as of one moment; ``progress`` is told the share of rows done."""
    if conn.in_transaction:
        return _loaded(conn, progress)
    conn.execute("BEGIN")  # a file that another program writes stays as it is while it is read
    try:
        return _loaded(conn, progress)
    finally:
        conn.execute("ROLLBACK")


def _loaded(conn: sqlite3.Connection, progress: Callable[[float], None] | None) -> Facts:
    sizes = {each.table: _count(conn, each.table) for each in _TABLES}
    total = sum(sizes.values()) or 1
    done = 0
    tables: dict[str, Columns] = {}
    for each in _TABLES:
        encoder = Encoder(each, size=sizes[each.table])
        cursor = conn.execute(f"{_query(each)} ORDER BY t.key")
        while rows := cursor.fetchmany(CHUNK):
            encoder.add(rows)
            done += len(rows)
            if progress is not None:
                progress(done / total)
        tables[each.table] = encoder.columns(tables)
    return Facts(tables, settings(conn), stages(conn), log.last_step(conn))


def changed_rows(conn: sqlite3.Connection, changes: Mapping[str, TableChanges]) -> dict[str, ChangedRows]:
    """Return what ``Facts.with_changes`` needs to follow these changes."""
    return {
        each.table: ChangedRows(_rows(conn, each, changes[each.table].touched), changes[each.table].deleted)
        for each in _TABLES
        if each.table in changes
    }


def settings(conn: sqlite3.Connection) -> Settings:
    """Return the file's settings; raises UnusableFileError when another program has spoilt one."""
    try:
        return Settings.of(dict(conn.execute("SELECT name, value FROM settings")))
    except ValueError as error:
        raise UnusableFileError(f"The file's settings can't be read: {error}", "Restore a backup.") from None


def stages(conn: sqlite3.Connection) -> tuple[Stage, ...]:
    """Return the deal stages in funnel order."""
    query = "SELECT name, label, position, probability, outcome FROM stages ORDER BY position, key"
    return tuple(Stage(*row) for row in conn.execute(query))


def _rows(conn: sqlite3.Connection, each: Entity, keys: Sequence[int]) -> list[tuple[Value, ...]]:
    query = _query(each, "json_each(?) AS wanted CROSS JOIN ", " ON t.key = wanted.value")
    return conn.execute(query, (key_list(keys),)).fetchall()


@cache
def _query(each: Entity, before: str = "", on: str = "") -> str:
    """Return the query for rows as ``Encoder`` takes them: references as keys, also in scopes."""
    columns, joins = ["t.key"], ""
    for number, field in enumerate(fact_fields(each)):
        if field.kind is Kind.REFERENCE:
            columns.append(f"r{number}.key")
            joins += f" LEFT JOIN {field.references} AS r{number} ON r{number}.id = t.{field.name}"
        elif field.kind is Kind.SCOPE:
            partner = f"(SELECT key FROM partners WHERE id = substr(t.{field.name}, 9))"  # noqa: S608  # ours
            columns.append(f"coalesce('partner:' || {partner}, t.{field.name})")
        elif field.kind is Kind.RECORD:
            columns.append(f"({_KEY_OF_RECORD})")
        else:
            columns.append(f"t.{field.name}")
    return f"SELECT {', '.join(columns)} FROM {before}{each.table} AS t{on}{joins}"  # noqa: S608


def _count(conn: sqlite3.Connection, table: str) -> int:
    query = f"SELECT count(*) FROM {layout(table).table}"  # noqa: S608  # names of ours
    return int(conn.execute(query).fetchone()[0])
