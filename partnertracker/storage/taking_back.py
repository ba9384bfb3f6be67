"""Taking a step back out of its turn: one new edit that reverses, from the log, what of it still stands.

As in ``reversal``, rows that refer go before those referred to, then values return, and what was deleted
comes back last. What the new step logs is what it found and what it left, so that undo reverses it exactly.
"""

import json
import sqlite3
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.problems import Problem
from partnertracker.services.past import Judge, TakingBack
from partnertracker.services.ports import Outcome, Step
from partnertracker.storage import log, wholerows
from partnertracker.storage.amounts import name_currency, returning
from partnertracker.storage.bulk import mass_change
from partnertracker.storage.layout import Layout, key_list, layout
from partnertracker.storage.obstacles import find_obstacles
from partnertracker.storage.standing import BELONGING, Standing
from partnertracker.storage.steps import begin_edit

_ENTRY = ("row", "field", "before")
_PLACES = tuple(layout(each.table) for each in ENTITIES)


def take_back(conn: sqlite3.Connection, wanted: Sequence[TakingBack], step: Step, judge: Judge) -> Outcome:
    """Take steps back inside the caller's transaction, as one edit.

    Args:
        conn: the connection, in a transaction.
        wanted: the steps.
        step: the edit that does it.
        judge: is told what is in the way of each step, and raises where that may not stay.

    Raises:
        InvalidRowsError: nothing of the steps is left to be taken back.
    """
    conn.execute("PRAGMA defer_foreign_keys = ON")
    begin_edit(conn, step)
    for each in wanted:
        standing = Standing(conn, each.step, each.only)
        judge(find_obstacles(standing, each.too))
        _reverse(standing, step.number)
    changes = log.changes_of(conn, step.number, ())
    if not changes:
        raise InvalidRowsError((Problem("", "", "Nothing of it is left that could be taken back."),))
    return Outcome(step, changes)


def _reverse(standing: Standing, number: int) -> None:
    for place in reversed(_PLACES):
        _take_away(standing, place, number)
        _return_values(standing, place, number)
    for place in _PLACES:
        _bring_back(standing, place, number)


def _take_away(standing: Standing, place: Layout, number: int) -> None:
    """Delete the rows that are there because of the step, and what belongs to them.

    What the step took from another row goes back to that one and stays.
    """
    conn, bound = standing.conn, standing.bound(place.table)
    owners, field = BELONGING.get(place.table, ((), ""))
    keys = [
        key
        for (key,) in conn.execute(f"SELECT key FROM {place.table} WHERE {standing.made(place)}", bound)  # noqa: S608
    ]
    moved = f"SELECT row FROM changes WHERE {standing.changed(place)} AND field = :field"  # noqa: S608  # ours
    returning = {key for (key,) in conn.execute(moved, {**bound, "field": field})}
    for owner in owners:
        of = f"SELECT id FROM {owner} WHERE {standing.made(layout(owner))}"  # noqa: S608  # names of ours
        query = f"SELECT key FROM {place.table} WHERE {field} IN ({of})"  # noqa: S608  # names of ours
        keys += [key for (key,) in conn.execute(query, standing.bound(owner)) if key not in returning]
    if keys:
        with mass_change(conn, place.table, len(keys)):
            wholerows.log_and_delete(conn, place, number, wholerows.AMONG, (key_list(keys),))


def _return_values(standing: Standing, place: Layout, number: int) -> None:
    """Give rows the values they had before the step, the last change first, and log what they had now.

    Amounts come back as they were written, whatever the currency of the row is by then.
    """
    conn, table = standing.conn, place.table
    fields = [field.name for field in place.entity.fields]
    now = f"CASE first.field {' '.join(f'WHEN {name!r} THEN own.{name}' for name in fields)} END"
    parts = ", ".join(f"json_extract(value, '$[{at}]') AS {name}" for at, name in enumerate(_ENTRY))
    amounts = f"SELECT {parts} FROM json_each(:amounts)"  # noqa: S608  # names of ours
    first = (
        f"SELECT row, field, before, min(number) AS number FROM changes WHERE {standing.changed(place)}"  # noqa: S608
        f" AND (row, field) NOT IN (SELECT row, field FROM ({amounts})) GROUP BY row, field"
        f" UNION ALL SELECT row, field, before, 0 FROM ({amounts})"
    )
    conn.execute(
        f"INSERT INTO changes (step, table_name, row, what, field, before, after)"  # noqa: S608
        f" SELECT :own, '{table}', first.row, 'update', first.field, {now}, first.before"
        f" FROM ({first}) AS first JOIN {table} AS own ON own.key = first.row"
        f" WHERE {now} IS NOT first.before ORDER BY first.number DESC",
        {**standing.bound(table), "own": number, "amounts": json.dumps(returning(standing, place).values)},
    )
    logged = conn.execute(
        "SELECT row, field, after FROM changes WHERE step = ? AND table_name = ? AND what = 'update'"
        " ORDER BY number",
        (number, table),
    )
    for row, run in groupby(logged, key=itemgetter(0)):
        full = place.derived({field: after for _, field, after in run})
        conn.execute(place.update(full), (*full.values(), row))


def _bring_back(standing: Standing, place: Layout, number: int) -> None:
    """Insert the rows that the step deleted, as they were; amounts in the currency that they were in."""
    conn, bound = standing.conn, standing.bound(place.table)
    query = f"SELECT row FROM changes WHERE {standing.gone(place)}"  # noqa: S608  # names of ours
    keys = [key for (key,) in conn.execute(query, bound)]
    if not keys:
        return
    wanted = key_list(keys)
    with mass_change(conn, place.table, len(keys)):
        wholerows.put_back(conn, place, standing.step, among=wanted)
        name_currency(conn, place, standing.step, wanted)
        conn.execute(
            "INSERT INTO changes (step, table_name, row, what)"
            " SELECT ?, ?, value, 'insert' FROM json_each(?) ORDER BY value",
            (number, place.table, wanted),
        )
