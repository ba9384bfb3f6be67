"""Rows that others refer to: told in words, before SQLite would refuse in its own."""

import sqlite3

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Entity
from partnertracker.domain.problems import Problem
from partnertracker.domain.sentences import listed
from partnertracker.storage.layout import Layout, referring

_SHOWN = 5


def refuse_when_referred_to(conn: sqlite3.Connection, place: Layout, wanted: str) -> None:
    """Make sure that nothing refers to the rows with these keys (a JSON list).

    Raises:
        InvalidRowsError: a sentence for each row that is referred to, naming what refers to it, at most five.
    """
    counts: dict[int, list[tuple[int, Entity]]] = {}
    for child, field in referring(place.table):
        query = (
            f"SELECT parent.key, count(*) FROM json_each(?) AS wanted"  # noqa: S608  # names of ours
            f" CROSS JOIN {place.table} AS parent ON parent.key = wanted.value"
            f" CROSS JOIN {child} AS child ON child.{field.name} = parent.id GROUP BY parent.key"
        )
        for key, count in conn.execute(query, (wanted,)):
            counts.setdefault(key, []).append((count, entity(child)))
    if counts:
        raise InvalidRowsError(
            tuple(_problem(conn, place, key, counts[key]) for key in sorted(counts)[:_SHOWN])
        )


def _problem(
    conn: sqlite3.Connection, place: Layout, key: int, referring_rows: list[tuple[int, Entity]]
) -> Problem:
    names = ", ".join(place.entity.name_fields)
    query = f"SELECT {names} FROM {place.table} WHERE key = ?"  # noqa: S608  # names of ours
    name = " · ".join(str(value) for value in conn.execute(query, (key,)).fetchone())
    what = listed(
        f"1 {kind.singular.lower()}" if count == 1 else f"{count:,} {kind.plural.lower()}"
        for count, kind in referring_rows
    )
    refer = "refers" if [count for count, _ in referring_rows] == [1] else "refer"
    sentence = f"{place.entity.singular} “{name}” can't be deleted: {what} still {refer} to it."
    return Problem("", name, sentence)
