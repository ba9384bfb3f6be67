"""Amounts that are put back into rows whose currency was changed: they read as they were written.

On disk an amount is a whole number of its currency's smallest unit. So one from the log means something only
together with the currency that its row had then.
"""

import json
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from partnertracker.domain.amounts import rewritten
from partnertracker.domain.fields import Field, Kind, Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.storage import loading
from partnertracker.storage.layout import Layout, key_list
from partnertracker.storage.standing import Standing


class Returning(NamedTuple):
    """What becomes of the amounts of rows that get values back from a step.

    Attributes:
        values: row, field and minor units of those that do not simply become what the log says.
        unfit: rows in whose currency one of them can't be written, each with the newest step that changed it.
    """

    values: tuple[tuple[int, str, Value], ...] = ()
    unfit: tuple[tuple[int, int], ...] = ()


def returning(standing: Standing, place: Layout) -> Returning:
    """Return what becomes of amounts where the step, or a later one, changed the row's currency.

    The currency of a row is the one that comes back with the step, else that of now.
    """
    money = tuple(field for field in place.entity.fields if field.kind is Kind.MONEY)
    moved = _moved(standing, place) if money else {}
    if not moved:
        return Returning()
    usual = loading.settings(standing.conn).currency
    back = _coming_back(standing, place, moved)
    names = ", ".join(("key", "currency", *(field.name for field in money)))
    query = f"SELECT {names} FROM {place.table} WHERE key IN (SELECT value FROM json_each(?))"  # noqa: S608
    values: list[tuple[int, str, Value]] = []
    unfit = []
    for key, *held in standing.conn.execute(query, (key_list(moved),)).fetchall():
        then, step = moved[key]
        now = dict(zip(names.split(", ")[1:], held, strict=True))
        amounts = _as_written(money, now, back[key], then or usual, usual)
        if any(isinstance(amount, Problem) for amount in amounts.values()):
            unfit.append((key, step))
        values += [(key, name, each) for name, each in amounts.items() if not isinstance(each, Problem)]
    return Returning(tuple(values), tuple(unfit))


def name_currency(conn: sqlite3.Connection, place: Layout, step: int, among: str) -> None:
    """Let rows that came back name their currency where they took that of the file, which changed since.

    Args:
        conn: the connection, in a transaction.
        place: their table.
        step: the one that deleted them.
        among: their keys (a JSON list).
    """
    then = currency_after(conn, step)
    if then != loading.settings(conn).currency and any(f.kind is Kind.MONEY for f in place.entity.fields):
        conn.execute(
            f"UPDATE {place.table} SET currency = ? WHERE currency IS NULL"  # noqa: S608  # names of ours
            " AND key IN (SELECT value FROM json_each(?))",
            (then, among),
        )


def currency_after(conn: sqlite3.Connection, step: int) -> str:
    """Return the file's currency as it was after a step."""
    query = (
        "SELECT l.before FROM changes AS l JOIN settings AS own ON own.key = l.row AND own.name = 'currency'"
        " WHERE l.table_name = 'settings' AND l.what = 'update' AND l.field = 'value' AND l.step > ?"
        " ORDER BY l.number LIMIT 1"
    )
    found = conn.execute(query, (step,)).fetchone()
    return str(found[0]) if found else loading.settings(conn).currency


def _as_written(
    money: tuple[Field, ...], now: Row, back: Row, then: str, usual: str
) -> dict[str, Value | Problem]:
    """Return the amounts of a row in the minor units of the currency that it is going to have.

    Args:
        money: the fields.
        now: their values, and the currency.
        back: the values that the log gives back to the row.
        then: the currency of those.
        usual: that of rows that name none.
    """
    is_in = str(now["currency"] or usual)
    becomes = str(back["currency"] or usual) if "currency" in back else is_in
    return {
        field.name: rewritten(field, back[field.name], then, becomes)
        if field.name in back
        else rewritten(field, now[field.name], is_in, becomes)
        for field in money
    }


def _moved(standing: Standing, place: Layout) -> Mapping[int, tuple[str | None, int]]:
    """Return, of the rows that get values back, those whose currency changed in the step or since.

    Each comes with its currency before the step and the newest step that changed it.
    """
    rows = f"SELECT changes.row FROM changes WHERE {standing.changed(place)}"  # noqa: S608  # names of ours
    query = (
        f"SELECT row, before, min(number), (SELECT max(m.step) FROM changes AS m WHERE m.row = l.row"  # noqa: S608
        f" AND m.table_name = l.table_name AND m.what = 'update' AND m.field = 'currency')"
        f" FROM changes AS l WHERE l.table_name = '{place.table}' AND l.row IN ({rows})"
        " AND l.what = 'update' AND l.field = 'currency' AND l.step >= :step GROUP BY row"
    )
    found = standing.conn.execute(query, standing.bound(place.table))
    return {key: (before, newest) for key, before, _, newest in found.fetchall()}


def _coming_back(standing: Standing, place: Layout, keys: Mapping[int, object]) -> dict[int, Row]:
    """Return the values that rows held before the step, for the fields that get them back."""
    query = (
        f"SELECT row, field, before, min(number) FROM changes WHERE {standing.changed(place)}"  # noqa: S608
        " AND row IN (SELECT value FROM json_each(:keys)) GROUP BY row, field"
    )
    bound = {**standing.bound(place.table), "keys": json.dumps(sorted(keys))}
    found: dict[int, Row] = {}
    for key, field, before, _ in standing.conn.execute(query, bound).fetchall():
        found.setdefault(key, {})[field] = before
    return found
