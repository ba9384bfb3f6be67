"""Which rows are in the way of taking a step back: what later steps made depend on it."""

import json
from collections.abc import Iterator

from partnertracker.domain.entities import ENTITIES
from partnertracker.services.past import EDITED, UNFIT, Obstacle, RowKey
from partnertracker.storage.amounts import returning
from partnertracker.storage.breaches import broken
from partnertracker.storage.clashes import taken
from partnertracker.storage.layout import Layout, layout
from partnertracker.storage.links import missing, referred
from partnertracker.storage.standing import BELONGING, LATER, Standing

_PLACES = tuple(layout(each.table) for each in ENTITIES)


def find_obstacles(standing: Standing, too: frozenset[RowKey]) -> list[Obstacle]:
    """Return the rows in the way, and let them stay as they are.

    Args:
        standing: what of the step stands; its ``stays`` are filled.
        too: of the rows edited since, those that are taken back nevertheless.
    """
    found: dict[RowKey, Obstacle] = {}
    for place in _PLACES:
        for key, step in returning(standing, place).unfit:
            _stay(standing, found, Obstacle(place.table, key, UNFIT, step))
    for place in _PLACES:
        for each in (*_edited(standing, place), *_added_to(standing, place)):
            if (each.table, each.key) not in too:
                _stay(standing, found, each)
    staying = -1
    while staying < (staying := sum(map(len, standing.stays.values()))):
        _find_what_can_not_be(standing, found)  # what needs a row that stays as it is can't return either
    return [each for each in found.values() if each.table not in BELONGING]


def _find_what_can_not_be(standing: Standing, found: dict[RowKey, Obstacle]) -> None:
    """Note the rows that can't be as they were beside those that are there or come back."""
    for place in _PLACES:
        _leave_belongings(standing, place)
        for each in (*taken(standing, place), *missing(standing, place)):
            _stay(standing, found, each)
    for each in broken(standing):
        _stay(standing, found, each)
    for place in reversed(_PLACES):
        for each in referred(standing, place):
            _stay(standing, found, each)


def _stay(standing: Standing, found: dict[RowKey, Obstacle], each: Obstacle) -> None:
    """Note a row that stays as it is, and with it the one that it belongs to."""
    by = each.by and next(_owners(standing, *each.by), each.by)
    for table, key in ((each.table, each.key), *_owners(standing, each.table, each.key)):
        found.setdefault((table, key), each._replace(table=table, key=key, by=by))
        standing.stays.setdefault(table, set()).add(key)


def _edited(standing: Standing, place: Layout) -> Iterator[Obstacle]:
    """Yield the rows that later edits changed: where the step made the row, or the field it changed."""
    table = place.table
    the_same = (
        f"SELECT changes.row, max(l.step) FROM changes JOIN changes AS l ON l.table_name = changes.table_name"  # noqa: S608
        f" AND l.row = changes.row AND l.what = 'update' AND l.field = changes.field {LATER}"
        f" WHERE {standing.changed(place)} GROUP BY 1"
    )
    made = (
        f"SELECT {table}.key, max(l.step) FROM {table} JOIN changes AS l ON l.table_name = '{table}'"  # noqa: S608
        f" AND l.row = {table}.key AND l.what = 'update' {LATER} WHERE {standing.made(place)} GROUP BY 1"
    )
    for query in (the_same, made):
        for key, step in standing.conn.execute(query, standing.bound(table)).fetchall():
            yield from _of_owner(standing, table, key, step)


def _of_owner(standing: Standing, table: str, key: int, step: int) -> Iterator[Obstacle]:
    """Yield a row in the way, or the one that it belongs to."""
    owners, field = BELONGING.get(table, ((), ""))
    if not owners:
        yield Obstacle(table, key, EDITED, step)
    for owner in owners:
        query = f"SELECT key FROM {owner} WHERE id = (SELECT {field} FROM {table} WHERE key = ?)"  # noqa: S608
        for (of,) in standing.conn.execute(query, (key,)):
            yield Obstacle(owner, of, EDITED, step)


def _added_to(standing: Standing, place: Layout) -> Iterator[Obstacle]:
    """Yield the rows new with the step that something belonging to them was added to since."""
    for belonging, (owners, field) in BELONGING.items():
        if place.table not in owners:
            continue
        query = (
            f"SELECT {place.table}.key, max(own.created_step) FROM {belonging} AS own"  # noqa: S608
            f" JOIN {place.table} ON {place.table}.id = own.{field}"
            f" WHERE own.created_step > :step AND {standing.made(place)} GROUP BY 1"
        )
        for key, step in standing.conn.execute(query, standing.bound(place.table)).fetchall():
            yield Obstacle(place.table, key, EDITED, step)


def _leave_belongings(standing: Standing, place: Layout) -> None:
    """Leave what belongs to rows of a table that stay as it is."""
    keys = json.dumps(sorted(standing.stays.get(place.table, ())))
    for belonging, (owners, field) in BELONGING.items():
        if place.table in owners and keys != "[]":
            ids = f"SELECT id FROM {place.table} WHERE key IN (SELECT value FROM json_each(?))"  # noqa: S608
            query = f"SELECT key FROM {belonging} WHERE {field} IN ({ids})"  # noqa: S608  # names of ours
            found = standing.conn.execute(query, (keys,)).fetchall()
            standing.stays.setdefault(belonging, set()).update(key for (key,) in found)


def _owners(standing: Standing, table: str, key: int) -> Iterator[RowKey]:
    """Yield the row, there or coming back, that a row belongs to."""
    owners, field = BELONGING.get(table, ((), ""))
    named = (
        f"SELECT {field} FROM {table} WHERE key = :row UNION ALL"  # noqa: S608  # names of ours
        f" SELECT json_extract(before, '$.{field}') FROM changes"
        f" WHERE step = :step AND table_name = '{table}' AND what = 'delete' AND row = :row LIMIT 1"
    )
    for owner in owners:
        query = (
            f"SELECT key FROM {owner} WHERE id = ({named}) UNION ALL"  # noqa: S608  # names of ours
            f" SELECT row FROM changes WHERE {standing.gone(layout(owner))}"
            f" AND json_extract(before, '$.id') = ({named})"
        )
        for (of,) in standing.conn.execute(query, {**standing.bound(owner), "row": key}).fetchall():
            yield owner, of
