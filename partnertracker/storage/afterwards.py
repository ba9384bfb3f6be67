"""Rows as they are going to be once a step is taken back, read from the log before anything is written."""

import json
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter

from partnertracker.domain.fields import Row, Value
from partnertracker.storage.layout import Layout, key_list
from partnertracker.storage.standing import LATER, Standing, among
from partnertracker.storage.wholerows import from_json

_AT_ONCE = 4_000


def values_back(standing: Standing, place: Layout, fields: Collection[str] = ()) -> Iterator[tuple[int, Row]]:
    """Yield the rows that get values back, by key in order, each with those values.

    Args:
        standing: what of the step stands.
        place: the table.
        fields: only values of these; empty: of all.
    """
    if standing.fields.get(place.table, set()).isdisjoint(fields or place.columns):
        return
    only = f"AND {among('field', 'fields')}" if fields else ""
    query = (
        f"SELECT row, field, before, min(number) FROM changes WHERE {standing.changed(place)} {only}"  # noqa: S608
        " GROUP BY row, field ORDER BY row"
    )
    bound = {**standing.bound(place.table), "fields": json.dumps(sorted(fields))}
    for key, run in groupby(standing.conn.execute(query, bound), key=itemgetter(0)):
        yield key, {field: before for _, field, before, _ in run}


def changing(
    standing: Standing, place: Layout, fields: Collection[str] = (), wanted: Collection[str] = ()
) -> Iterator[tuple[Row, Row]]:
    """Yield the rows that get values back as they are now, each with those values.

    Args:
        standing: what of the step stands.
        place: the table.
        fields: as for ``values_back``.
        wanted: what is read of the rows beside their keys; empty: every column.
    """
    columns = ("key", *wanted) if wanted else place.columns
    select = f"SELECT {', '.join(columns)} FROM {place.table}"  # noqa: S608  # names of ours
    every = values_back(standing, place, fields)
    while some := dict(islice(every, _AT_ONCE)):
        query = f"{select} WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key"  # noqa: S608
        for found in standing.conn.execute(query, (key_list(some),)).fetchall():
            now: Row = dict(zip(columns, found, strict=True))
            yield now, some[found[0] if wanted else int(now["key"] or 0)]


def coming(standing: Standing, place: Layout) -> Iterator[Row]:
    """Yield the rows that come back, as they were."""
    query = f"SELECT {from_json(place)} FROM changes WHERE {standing.gone(place)} ORDER BY row"  # noqa: S608
    for found in standing.conn.execute(query, standing.bound(place.table)):
        yield place.row(found[: len(place.columns)])


def leaving(standing: Standing, place: Layout) -> frozenset[int]:
    """Return the keys of the rows that go."""
    query = f"SELECT key FROM {place.table} WHERE {standing.made(place)}"  # noqa: S608  # names of ours
    return frozenset(key for (key,) in standing.conn.execute(query, standing.bound(place.table)))


def rows_after(standing: Standing, place: Layout) -> list[tuple[Row, bool]]:
    """Return every row of a small table as it is going to be, and whether it gets there by the step."""
    back = {int(now["key"] or 0): {**now, **values} for now, values in changing(standing, place)}
    going = leaving(standing, place)
    there = [place.row(found) for found in standing.conn.execute(f"{place.select} ORDER BY key")]
    stay = [(row, int(row["key"] or 0)) for row in there]
    return [
        *((back.get(key, row), key in back) for row, key in stay if key not in going),
        *((row, True) for row in coming(standing, place)),
    ]


def later_change(standing: Standing, place: Layout, key: int, but: Collection[str] = ()) -> int:
    """Return the newest later step that changed a row that is there, or made it; 0: none.

    Args:
        standing: what of the step stands.
        place: the row's table.
        key: the row's key.
        but: fields whose changes don't count.
    """
    query = (
        f"SELECT max(l.step) FROM changes AS l {LATER} WHERE l.table_name = :table AND l.row = :row"  # noqa: S608
        " AND l.what = 'update' AND l.field NOT IN (SELECT value FROM json_each(:but))"
        f" UNION ALL SELECT created_step FROM {place.table} WHERE key = :row AND created_step > :step"
    )
    bound: dict[str, Value] = {"table": place.table, "row": key, "but": json.dumps(sorted(but))}
    found: Sequence[tuple[int | None]] = standing.conn.execute(
        query, {**standing.bound(place.table), **bound}
    ).fetchall()
    return max((step or 0 for (step,) in found), default=0)
