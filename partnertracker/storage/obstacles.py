"""Which rows are in the way of taking a step back: what later steps made depend on it."""

import json
from collections.abc import Iterable, Iterator, Mapping

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Field, Kind, Value
from partnertracker.services.past import EDITED, MISSING, REFERRED, TAKEN, UNFIT, Obstacle, RowKey
from partnertracker.storage.amounts import returning
from partnertracker.storage.layout import Layout, layout
from partnertracker.storage.standing import BELONGING, LATER, Standing, among

_OF_PARTNER = "partner:"
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
            found[place.table, key] = Obstacle(place.table, key, UNFIT, step)
            standing.stays.setdefault(place.table, set()).add(key)
    for place in _PLACES:
        for each in (*_edited(standing, place), *_added_to(standing, place)):
            row = (each.table, each.key)
            if row not in too and row not in found:
                found[row] = each
                standing.stays.setdefault(each.table, set()).add(each.key)
    for place in _PLACES:
        _leave_belongings(standing, place)
    while _find_what_cannot_return(standing, found):
        pass  # what needs such a row can't return either
    for place in reversed(_PLACES):
        for each in _referred(standing, place):
            found.setdefault((each.table, each.key), each)
            standing.stays.setdefault(each.table, set()).add(each.key)
    return [each for each in found.values() if each.table not in BELONGING]


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


def _find_what_cannot_return(standing: Standing, found: dict[RowKey, Obstacle]) -> bool:
    """Note the rows that can't return; tells whether one stays away because of what belongs to it."""
    coming: dict[str, set[str]] = {}
    again = False
    for place in _PLACES:
        table = place.table
        for each in (*_taken(standing, place), *_missing(standing, place, coming)):
            standing.stays.setdefault(table, set()).add(each.key)
            for owner in _coming_owners(standing, each) if table in BELONGING else ():
                again = True
                found.setdefault(owner, Obstacle(*owner, each.why, each.step))
                standing.stays.setdefault(owner[0], set()).add(owner[1])
            found.setdefault((table, each.key), each)
        gone = f"SELECT json_extract(before, '$.id') FROM changes WHERE {standing.gone(place)}"  # noqa: S608
        coming[table] = {row_id for (row_id,) in standing.conn.execute(gone, standing.bound(table))}
    return again


def _coming_owners(standing: Standing, each: Obstacle) -> Iterator[RowKey]:
    """Yield the row that comes back and that a row in the way belongs to."""
    owners, field = BELONGING[each.table]
    for owner in owners:
        of = (
            f"SELECT json_extract(before, '$.{field}') FROM changes"  # noqa: S608  # names of ours
            f" WHERE step = :step AND table_name = '{each.table}' AND what = 'delete' AND row = :row"
        )
        query = (
            f"SELECT row FROM changes WHERE {standing.gone(layout(owner))}"  # noqa: S608  # names of ours
            f" AND json_extract(before, '$.id') = ({of})"
        )
        for (key,) in standing.conn.execute(query, {**standing.bound(owner), "row": each.key}).fetchall():
            yield owner, key


def _taken(standing: Standing, place: Layout) -> Iterator[Obstacle]:
    """Yield the deleted rows that can't come back because another one has what no two rows share."""
    for group in place.entity.unique:
        columns = ["search_key" if name == place.searched else name for name in group]
        same = " AND ".join(f"own.{name} = json_extract(changes.before, '$.{name}')" for name in columns)
        query = (
            f"SELECT changes.row, max(own.created_step) FROM changes JOIN {place.table} AS own ON {same}"  # noqa: S608
            f" WHERE {standing.gone(place)} AND NOT ({_leaving(standing, place)}) GROUP BY 1"
        )
        for key, step in standing.conn.execute(query, standing.bound(place.table)).fetchall():
            yield Obstacle(place.table, key, TAKEN, step)


def _leaving(standing: Standing, place: Layout) -> str:
    """Return the condition that a row ``own`` goes with the step, or gets values back."""
    made = standing.made(place).replace(f"{place.table}.", "own.")
    changed = f"SELECT changes.row FROM changes WHERE {standing.changed(place)}"  # noqa: S608  # names of ours
    return f"{made} OR own.key IN ({changed})"


def _missing(standing: Standing, place: Layout, coming: Mapping[str, set[str]]) -> Iterator[Obstacle]:
    """Yield the rows that would refer to one that is not there."""
    for field in place.entity.fields:
        parents = _parents(place, field)
        for values, rows in (
            (f"json_extract(changes.before, '$.{field.name}')", standing.gone(place)),
            ("changes.before", f"{standing.changed(place)} AND changes.field = '{field.name}'"),
        ):
            if not parents:
                continue
            distinct = f"SELECT DISTINCT {values} FROM changes WHERE {rows}"  # noqa: S608  # names of ours
            found = standing.conn.execute(distinct, standing.bound(place.table)).fetchall()
            named = [(value, _row_id(field, value)) for (value,) in found]
            lost = [value for value, row_id in named if not _is_there(standing, parents, row_id, coming)]
            if lost:
                bound = {**standing.bound(place.table), "lost": json.dumps(lost)}
                query = f"SELECT changes.row FROM changes WHERE {rows} AND {among(values, 'lost')}"  # noqa: S608
                for (key,) in standing.conn.execute(query, bound).fetchall():
                    yield Obstacle(place.table, key, MISSING)


def _parents(place: Layout, field: Field) -> tuple[str, ...]:
    """Return the tables of the rows that a field can name; none for most fields."""
    if field.kind is Kind.RECORD:
        return BELONGING[place.table][0]
    return {Kind.REFERENCE: (field.references,), Kind.SCOPE: ("partners",)}.get(field.kind, ())


def _row_id(field: Field, value: Value) -> str:
    """Return the id of the row that a value names; empty when it names none."""
    if field.kind is Kind.SCOPE:
        return str(value).removeprefix(_OF_PARTNER) if str(value).startswith(_OF_PARTNER) else ""
    return str(value or "")


def _is_there(
    standing: Standing, parents: tuple[str, ...], row_id: str, coming: Mapping[str, set[str]]
) -> bool:
    """Tell whether a row is there or comes back, or none is named."""
    return not row_id or any(
        row_id in coming.get(parent, ())
        or standing.conn.execute(f"SELECT 1 FROM {parent} WHERE id = ?", (row_id,)).fetchone()  # noqa: S608
        for parent in parents
    )


def _referred(standing: Standing, place: Layout) -> Iterator[Obstacle]:
    """Yield the rows new with the step that a row which stays refers to."""
    table = place.table
    for child, field in _children(place):
        if table in BELONGING.get(child.table, ((), ""))[0] and BELONGING[child.table][1] == field.name:
            continue
        mine = standing.made(child).replace(f"{child.table}.", "own.").replace(":stays", ":child_stays")
        back = f"{standing.changed(child)} AND changes.field = '{field.name}'".replace(
            ":stays", ":child_stays"
        )
        named = f"'{_OF_PARTNER}' || {table}.id" if field.kind is Kind.SCOPE else f"{table}.id"
        # a reference that no later edit gave the row is as old as the row
        given = (
            f"SELECT max(l.step) FROM changes AS l {LATER} WHERE l.table_name = '{child.table}'"  # noqa: S608
            f" AND l.row = own.key AND l.what = 'update' AND l.field = '{field.name}'"
        )
        query = (
            f"SELECT {table}.key, own.key, max(coalesce(({given}), own.created_step))"  # noqa: S608
            f" FROM {table} JOIN {child.table} AS own"
            f" ON own.{field.name} = {named} WHERE {standing.made(place)} AND NOT ({mine})"
            f" AND own.key NOT IN (SELECT changes.row FROM changes WHERE {back}) GROUP BY 1"
        )
        stays = standing.bound(child.table)["stays"]
        bound = {**standing.bound(table), "child_stays": stays}
        for key, by, step in standing.conn.execute(query, bound).fetchall():
            yield Obstacle(table, key, REFERRED, step, (child.table, by))


def _children(place: Layout) -> Iterable[tuple[Layout, Field]]:
    for child in _PLACES:
        for field in child.entity.fields:
            of_partner = field.kind is Kind.SCOPE and place.table == "partners"
            if field.references == place.table or of_partner:
                yield child, field
