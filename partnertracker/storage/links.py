"""Which rows name which, by id or by the name of a stage or metric, and what that means for taking back."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Field, Kind, Value
from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from partnertracker.domain.validation import names_metric
from partnertracker.services.past import MISSING, REFERRED, Obstacle
from partnertracker.storage.layout import Layout, layout
from partnertracker.storage.standing import BELONGING, LATER, Standing, among

_OF_PARTNER = "partner:"
_PLACES = tuple(layout(each.table) for each in ENTITIES)


class Link(NamedTuple):
    """A field that names a row of another table.

    Attributes:
        child, field: the table and its field.
        parent: the table of the row that is named.
        column: what the field holds of that row: its ``id`` or its ``name``.
        prefix: what stands before that.
        where: of which rows ``own`` of the child this is true (SQL); empty: of all.
    """

    child: Layout
    field: Field
    parent: Layout
    column: str = "id"
    prefix: str = ""
    where: str = "1"

    def named_by(self, value: Value) -> str:
        """Return what a value says of the row that it names; empty when it names none that could be gone."""
        text = str(value or "")
        if not text.startswith(self.prefix) or (names_metric(self.field) and text in BUILT_IN_BY_ID):
            return ""
        return text.removeprefix(self.prefix)


@cache
def links() -> tuple[Link, ...]:
    """Return every link between two tables."""
    return tuple(link for child in _PLACES for field in child.entity.fields for link in _links(child, field))


def _links(child: Layout, field: Field) -> Iterator[Link]:
    if field.kind is Kind.REFERENCE:
        yield Link(child, field, layout(field.references))
    elif field.kind is Kind.RECORD:
        yield from (Link(child, field, layout(owner)) for owner in BELONGING[child.table][0])
    elif field.kind is Kind.SCOPE:
        yield Link(child, field, layout("partners"), prefix=_OF_PARTNER)
    elif field.kind is Kind.STAGE:
        yield Link(child, field, layout("stages"), "name")
    elif names_metric(field):
        yield Link(child, field, layout("custom_metrics"), "name")
    elif (child.table, field.name) == ("settings", "value"):
        yield Link(child, field, layout("stages"), "name", where="own.name = 'pipeline_stage'")


def missing(standing: Standing, place: Layout) -> Iterator[Obstacle]:
    """Yield the rows of a table that would name one that is not there, with the step that deleted that."""
    by_field: dict[str, list[Link]] = {}
    for link in links():
        if link.child is place and link.where == "1":
            by_field.setdefault(link.field.name, []).append(link)
    for name, of in by_field.items():
        for values, rows in (
            (f"json_extract(changes.before, '$.{name}')", standing.gone(place)),
            ("changes.before", f"{standing.changed(place)} AND changes.field = '{name}'"),
        ):
            if values == "changes.before" and name not in standing.fields.get(place.table, ()):
                continue
            distinct = f"SELECT DISTINCT {values} FROM changes WHERE {rows}"  # noqa: S608  # names of ours
            found = standing.conn.execute(distinct, standing.bound(place.table)).fetchall()
            lost = _lost(standing, of, [value for (value,) in found])
            bound = {**standing.bound(place.table), "lost": json.dumps(list(lost))}
            query = f"SELECT changes.row, {values} FROM changes WHERE {rows} AND {among(values, 'lost')}"  # noqa: S608
            for key, value in standing.conn.execute(query, bound).fetchall() if lost else ():
                yield Obstacle(place.table, key, MISSING, lost[value])


def _lost(standing: Standing, of: Sequence[Link], values: Sequence[Value]) -> dict[Value, int]:
    """Return those of a field's values that name a row which neither is there nor comes back.

    Each comes with the newest step that deleted such a row; 0 when the log tells of none.
    """
    left = {value for value in values if all(link.named_by(value) for link in of)}
    for link in of:
        query = f"SELECT 1 FROM {link.parent.table} WHERE {link.column} = ?"  # noqa: S608  # names of ours
        left -= {each for each in left if standing.conn.execute(query, (link.named_by(each),)).fetchone()}
        if left:
            gone = standing.gone(link.parent)
            back = f"SELECT json_extract(before, '$.{link.column}') FROM changes WHERE {gone}"  # noqa: S608
            named = {each for (each,) in standing.conn.execute(back, standing.bound(link.parent.table))}
            left -= {each for each in left if link.named_by(each) in named}
    steps: dict[Value, int] = dict.fromkeys(left, 0)
    for link in of if left else ():
        column = f"json_extract(before, '$.{link.column}')"
        query = (
            f"SELECT {column}, max(step) FROM changes WHERE table_name = :table AND what = 'delete'"  # noqa: S608
            f" AND {among(column, 'names')} GROUP BY 1"
        )
        bound = {"table": link.parent.table, "names": json.dumps([link.named_by(each) for each in left])}
        deleted = dict(standing.conn.execute(query, bound).fetchall())
        steps.update({each: deleted.get(link.named_by(each), steps[each]) for each in left})
    return steps


def referred(standing: Standing, place: Layout) -> Iterator[Obstacle]:
    """Yield the rows new with the step that a row which stays names."""
    table = place.table
    if standing.conn.execute(
        f"SELECT NOT EXISTS (SELECT 1 FROM {table} WHERE {standing.made(place)})",  # noqa: S608
        standing.bound(table),
    ).fetchone()[0]:
        return
    for link in (each for each in links() if each.parent is place):
        child, field = link.child, link.field
        if table in BELONGING.get(child.table, ((), ""))[0] and BELONGING[child.table][1] == field.name:
            continue
        mine = standing.made(child).replace(f"{child.table}.", "own.").replace(":stays", ":child_stays")
        back = f"{standing.changed(child)} AND changes.field = '{field.name}'".replace(
            ":stays", ":child_stays"
        )
        named = f"'{link.prefix}' || {table}.{link.column}" if link.prefix else f"{table}.{link.column}"
        # a reference that no later edit gave the row is as old as the row
        given = (
            f"SELECT max(l.step) FROM changes AS l {LATER} WHERE l.table_name = '{child.table}'"  # noqa: S608
            f" AND l.row = own.key AND l.what = 'update' AND l.field = '{field.name}'"
        )
        query = (
            f"SELECT {table}.key, own.key, max(coalesce(({given}), own.created_step))"  # noqa: S608
            f" FROM {table} CROSS JOIN {child.table} AS own"
            f" ON own.{field.name} = {named} WHERE {link.where} AND {standing.made(place)} AND NOT ({mine})"
            f" AND own.key NOT IN (SELECT changes.row FROM changes WHERE {back}) GROUP BY 1"
        )
        stays = standing.bound(child.table)["stays"]
        bound = {**standing.bound(table), "child_stays": stays}
        for key, by, step in standing.conn.execute(query, bound).fetchall():
            yield Obstacle(table, key, REFERRED, step, (child.table, by))
