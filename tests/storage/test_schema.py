"""The schema and the entities say the same."""

import sqlite3
from collections.abc import Iterator

import pytest

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.entities.deals import DEALS
from partnertracker.domain.fields import Entity, Kind
from partnertracker.storage.layout import layout
from partnertracker.storage.migrations import MIGRATIONS
from partnertracker.storage.schema import empty_database, expected_schema
from partnertracker.storage.version import FINGERPRINTS, NEWEST, fingerprint, schema_of

TYPES = {
    Kind.YES_NO: "INTEGER",
    Kind.MONEY: "INTEGER",
    Kind.WHOLE: "INTEGER",
    Kind.NUMBER: "REAL",
    Kind.PERCENT: "REAL",
}


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    conn = sqlite3.connect(":memory:")
    conn.deserialize(empty_database())
    yield conn
    conn.close()


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda each: each.table)
def test_columns_are_those_of_the_entity_in_order(conn: sqlite3.Connection, entity: Entity) -> None:
    query = 'SELECT name, type, "notnull" FROM pragma_table_info(?)'
    found = conn.execute(query, (entity.table,)).fetchall()
    expected = [("key", "INTEGER", 0), ("id", "TEXT", 1), ("created_step", "INTEGER", 1)]
    expected += [(each.name, TYPES.get(each.kind, "TEXT"), int(each.required)) for each in entity.fields]
    expected += [(name, "TEXT", 1) for name in layout(entity.table).physical if name == "search_key"]
    assert found == expected


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda each: each.table)
def test_every_table_is_strict(conn: sqlite3.Connection, entity: Entity) -> None:
    assert conn.execute("SELECT strict FROM pragma_table_list(?)", (entity.table,)).fetchall() == [(1,)]


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda each: each.table)
def test_references_are_restricted_and_indexed(conn: sqlite3.Connection, entity: Entity) -> None:
    found = conn.execute(
        'SELECT "from", "table", "to", on_delete, on_update FROM pragma_foreign_key_list(?)', (entity.table,)
    ).fetchall()
    expected = [
        (each.name, each.references, "id", "RESTRICT", "RESTRICT")
        for each in entity.fields
        if each.kind is Kind.REFERENCE
    ]
    assert sorted(found) == sorted(expected)
    first_columns = {index[0] for index in _indexes(conn, entity.table)}
    # docs/decisions/0012: a partner is deleted rarely, and deals come by the million
    scanned = {"source_partner"} if entity is DEALS else set()
    assert {each[0] for each in expected} - scanned | {"created_step", "id"} <= first_columns


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda each: each.table)
def test_what_is_unique_for_people_is_unique_on_disk(conn: sqlite3.Connection, entity: Entity) -> None:
    unique = _indexes(conn, entity.table, unique=True)
    for group in entity.unique:
        wanted = ("search_key",) if layout(entity.table).searched and group == ("name",) else group
        assert wanted in unique


def test_the_schema_depends_on_the_migrations_alone() -> None:
    conn = sqlite3.connect(":memory:")
    conn.deserialize(empty_database())
    assert schema_of(conn) == expected_schema(NEWEST)
    conn.close()


def test_nothing_is_done_by_triggers_or_views(conn: sqlite3.Connection) -> None:
    assert {kind for kind, *_ in schema_of(conn)} == {"table", "index"}


def _indexes(conn: sqlite3.Connection, table: str, *, unique: bool = False) -> set[tuple[str, ...]]:
    found = conn.execute('SELECT name, "unique" FROM pragma_index_list(?)', (table,)).fetchall()
    return {
        tuple(column for (column,) in conn.execute("SELECT name FROM pragma_index_info(?)", (name,)))
        for name, is_unique in found
        if is_unique or not unique
    }


def test_the_usual_opening_knows_every_schema_by_its_fingerprint() -> None:
    assert len(FINGERPRINTS) == len(MIGRATIONS)
    for version, known in enumerate(FINGERPRINTS, 1):
        assert fingerprint(expected_schema(version)) == known
