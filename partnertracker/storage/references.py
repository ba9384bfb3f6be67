"""Rows that others refer to: told in words, before SQLite would refuse in its own."""

import sqlite3

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.problems import Problem
from partnertracker.storage.layout import Layout, referring

_SHOWN = 5


def refuse_when_referred_to(conn: sqlite3.Connection, place: Layout, wanted: str) -> None:
    """Make sure that nothing refers to the rows with these keys (a JSON list).

    Raises:
        InvalidRowsError: a sentence for each row that is referred to, naming what refers to it, at most five.
    """
    counts: dict[int, list[str]] = {}
    for child, field in referring(place.table):
        query = (
            f"SELECT parent.key, count(*) FROM json_each(?) AS wanted"  # noqa: S608  # names of ours
            f" CROSS JOIN {place.table} AS parent ON parent.key = wanted.value"
            f" CROSS JOIN {child} AS child ON child.{field.name} = parent.id GROUP BY parent.key"
        )
        for key, count in conn.execute(query, (wanted,)):
            other = entity(child)
            words = f"1 {other.singular.lower()}" if count == 1 else f"{count:,} {other.plural.lower()}"
            counts.setdefault(key, []).append(words)
    if counts:
        raise InvalidRowsError(
            tuple(_problem(conn, place, key, counts[key]) for key in sorted(counts)[:_SHOWN])
        )


def _problem(conn: sqlite3.Connection, place: Layout, key: int, referring_rows: list[str]) -> Problem:
    names = ", ".join(place.entity.name_fields)
    query = f"SELECT {names} FROM {place.table} WHERE key = ?"  # noqa: S608  # names of ours
    name = " · ".join(str(value) for value in conn.execute(query, (key,)).fetchone())
    what = " and ".join(referring_rows)
    sentence = f"{place.entity.singular} “{name}” can't be deleted: {what} still refer to it."
    return Problem("", name, sentence)
