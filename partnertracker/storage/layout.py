"""How a table lies on disk, from its entity: names and the pieces of SQL that more than one module needs."""

import json
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from partnertracker.domain.entities import ENTITIES, entity
from partnertracker.domain.fields import Entity, Field, Kind, Row, Value
from partnertracker.domain.names import search_key

SYSTEM = ("key", "id", "created_step")
REALS = frozenset({Kind.NUMBER, Kind.PERCENT})


class Layout(NamedTuple):
    """One table on disk.

    Attributes:
        entity: what the table holds.
        columns: the entity's columns in order.
        physical: every column on disk, with those that storage derives from others.
        searched: the field from whose text ``search_key`` follows, or empty.
    """

    entity: Entity
    columns: tuple[str, ...]
    physical: tuple[str, ...]
    searched: str

    @property
    def table(self) -> str:
        """The table's name."""
        return self.entity.table

    @property
    def select(self) -> str:
        """The start of a query for whole rows, in the order of the entity's columns."""
        return f"SELECT {', '.join(self.columns)} FROM {self.table}"  # noqa: S608  # names of ours

    def row(self, values: Iterable[Value]) -> Row:
        """Return the values of one row of ``select`` by name."""
        return dict(zip(self.columns, values, strict=True))

    def checked(self, columns: Iterable[str]) -> None:
        """Make sure that names are columns of this table before they become SQL; raises KeyError."""
        for column in columns:
            if column not in SYSTEM:
                self.entity.field(column)

    def derived(self, row: Row) -> Row:
        """Return the row with the column that follows from another one, where the table has such a column."""
        if self.searched and self.searched in row:
            return {**row, "search_key": search_key(str(row[self.searched]))}
        return row

    def insert(self, columns: Iterable[str]) -> str:
        """Return the statement that inserts a row with these columns."""
        names = tuple(columns)
        marks = ", ".join("?" * len(names))
        return f"INSERT INTO {self.table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608  # names of ours

    def update(self, columns: Iterable[str]) -> str:
        """Return the statement that gives one row, by key, new values."""
        changes = ", ".join(f"{name} = ?" for name in columns)
        return f"UPDATE {self.table} SET {changes} WHERE key = ?"  # noqa: S608  # names of ours


@cache
def layout(table: str) -> Layout:
    """Return a table's layout; raises UnusableArgumentError when there is no such table."""
    each = entity(table)
    searched = "name" if table == "partners" else ""
    columns = each.columns
    return Layout(each, columns, (*columns, *(("search_key",) if searched else ())), searched)


@cache
def referring(table: str) -> tuple[tuple[str, Field], ...]:
    """Return the tables and fields that refer to a table."""
    every = ((each.table, field) for each in ENTITIES for field in each.fields)
    return tuple((name, field) for name, field in every if field.references == table)


def key_list(keys: Iterable[int]) -> str:
    """Return keys as the JSON text that ``json_each`` takes; one statement then serves any number."""
    return json.dumps([int(key) for key in keys])
