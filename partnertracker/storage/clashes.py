"""What no two rows may share, where a row that comes back or gets values back would have it, too."""

import json
from collections.abc import Collection, Iterator, Sequence

from partnertracker.domain.fields import Value
from partnertracker.domain.names import search_key, sight_key
from partnertracker.domain.sentences import listed
from partnertracker.services.past import TAKEN, Obstacle
from partnertracker.storage.afterwards import changing, rows_after
from partnertracker.storage.layout import Layout, key_list
from partnertracker.storage.standing import LATER, Standing

_TOLD_APART = {
    "stages": ("label",),
    "custom_fields": ("table_name", "label"),
    "custom_metrics": ("label",),
}
"""What people tell a few rows apart by: no two may look alike in it."""


def taken(standing: Standing, place: Layout) -> Iterator[Obstacle]:
    """Yield the rows that can't be as they were because another one has what no two rows share."""
    for group in place.entity.unique:
        columns = ["search_key" if name == place.searched else name for name in group]
        back = dict(_getting_back(standing, place, group))
        yield from _taken_from_coming(standing, place, group, columns, back)
        yield from _taken_from_changing(standing, place, group, columns, back)
    if place.table in _TOLD_APART:
        yield from _looking_alike(standing, place, _TOLD_APART[place.table])


def _getting_back(
    standing: Standing, place: Layout, group: Sequence[str]
) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """Yield the rows that get back one of some fields, each with the values of all, as they are compared."""
    for now, back in changing(standing, place, group, group):
        row = {**now, **back}
        values = (search_key(str(row[name])) if name == place.searched else row[name] for name in group)
        yield int(now["key"] or 0), tuple(values)


def _taken_from_coming(
    standing: Standing,
    place: Layout,
    group: Sequence[str],
    columns: Sequence[str],
    back: Collection[int],
) -> Iterator[Obstacle]:
    """Yield the rows that can't come back."""
    same = " AND ".join(f"own.{name} = json_extract(changes.before, '$.{name}')" for name in columns)
    query = (
        f"SELECT changes.row, own.key, {_given(place, group)}"  # noqa: S608  # names of ours
        f" FROM changes JOIN {place.table} AS own ON {same} WHERE {standing.gone(place)}"
        f" AND NOT ({_made(standing, place)}) AND own.key NOT IN (SELECT value FROM json_each(:back))"
    )
    bound = {**standing.bound(place.table), "back": key_list(back)}
    for key, by, step in standing.conn.execute(query, bound).fetchall():
        yield Obstacle(place.table, key, TAKEN, step, (place.table, by), _words(place, group))


def _taken_from_changing(
    standing: Standing,
    place: Layout,
    group: Sequence[str],
    columns: Sequence[str],
    back: dict[int, tuple[Value, ...]],
) -> Iterator[Obstacle]:
    """Yield the rows that can't get values back."""
    if not back:
        return
    held = ", ".join(f"json_extract(before, '$.{name}')" for name in columns)
    gone = f"SELECT row, {held} FROM changes WHERE {standing.gone(place)}"  # noqa: S608  # names of ours
    found = standing.conn.execute(gone, standing.bound(place.table))
    seen: dict[tuple[Value, ...], int] = {tuple(values): key for key, *values in found}
    others = _having(standing, place, columns, back)
    steps = dict(
        _staying(standing, place, group, sorted({each for some in others.values() for each in some}))
    )
    for key, values in back.items():
        if None in values:
            continue
        by = seen.setdefault(values, key)
        if by != key:
            yield Obstacle(place.table, key, TAKEN, 0, (place.table, by), _words(place, group))
            continue
        for other in others.get(key, ()):
            if other in steps:
                yield Obstacle(
                    place.table, key, TAKEN, steps[other], (place.table, other), _words(place, group)
                )


def _having(
    standing: Standing, place: Layout, columns: Sequence[str], back: dict[int, tuple[Value, ...]]
) -> dict[int, list[int]]:
    """Return, by the key of a row that gets values back, the other rows that have all of them now.

    All are looked up at once: a query for each takes a second for 50,000 rows.
    """
    same = " AND ".join(
        f"own.{name} = json_extract(back.value, '$[{at}]')" for at, name in enumerate(columns, 1)
    )
    query = (
        "SELECT json_extract(back.value, '$[0]'), own.key FROM json_each(?) AS back"  # noqa: S608
        f" CROSS JOIN {place.table} AS own ON {same}"
    )
    rows = json.dumps([(key, *values) for key, values in back.items() if None not in values])
    found: dict[int, list[int]] = {}
    for key, other in standing.conn.execute(query, (rows,)):
        if other not in back:
            found.setdefault(key, []).append(other)
    return found


def _staying(
    standing: Standing, place: Layout, group: Sequence[str], keys: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield those of some rows that do not go with the step, each with the step that gave it some fields."""
    query = (
        f"SELECT own.key, {_given(place, group)} FROM {place.table} AS own"  # noqa: S608  # names of ours
        f" WHERE own.key IN (SELECT value FROM json_each(:keys)) AND NOT ({_made(standing, place)})"
    )
    if keys:
        yield from standing.conn.execute(
            query, {**standing.bound(place.table), "keys": key_list(keys)}
        ).fetchall()


def _given(place: Layout, group: Sequence[str]) -> str:
    """Return the SQL for the newest later step that gave a row ``own`` some fields, else that made it."""
    fields = ", ".join(f"'{name}'" for name in group)
    return (
        f"coalesce((SELECT max(l.step) FROM changes AS l {LATER} WHERE l.table_name = '{place.table}'"  # noqa: S608
        f" AND l.row = own.key AND l.what = 'update' AND l.field IN ({fields})), own.created_step)"
    )


def _made(standing: Standing, place: Layout) -> str:
    """Return the condition that a row ``own`` goes with the step."""
    return standing.made(place).replace(f"{place.table}.", "own.")


def _looking_alike(standing: Standing, place: Layout, group: Sequence[str]) -> Iterator[Obstacle]:
    first: dict[str, tuple[int, bool]] = {}
    for row, touched in sorted(rows_after(standing, place), key=lambda each: each[1]):
        key, seen = int(row["key"] or 0), json.dumps([sight_key(str(row[name])) for name in group])
        by, _ = first.setdefault(seen, (key, touched))
        if touched and by != key:
            steps = dict(_staying(standing, place, group, [by]))
            words = _words(place, group[-1:])
            yield Obstacle(place.table, key, TAKEN, steps.get(by, 0), (place.table, by), words)


def _words(place: Layout, group: Sequence[str]) -> str:
    return listed(place.entity.field(name).label.lower() for name in group)
