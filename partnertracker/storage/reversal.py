"""Undo and redo: one step reversed by another, from the log alone.

Undo reverses the edit itself, redo reverses the newest undo of it. The order lets every constraint hold on
the way, foreign keys being checked at the end: tables that refer come before those referred to; in a table
the rows that the step made go first, then values return in the opposite order of their changes; what the
step deleted comes back last.
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Value
from partnertracker.services.ports import Outcome, Step
from partnertracker.storage import log, wholerows
from partnertracker.storage.bulk import mass_change
from partnertracker.storage.layout import Layout, layout
from partnertracker.storage.steps import write_step

_MADE = "created_step = ?"
_BROUGHT_BACK = "key IN (SELECT row FROM changes WHERE step = ? AND table_name = ? AND what = 'insert')"


def reverse(conn: sqlite3.Connection, reversed_step: int, step: Step) -> Outcome:
    """Reverse a step inside the caller's transaction, as a step of its own.

    Args:
        conn: the connection, in a transaction.
        reversed_step: the number of the step whose changes are taken back.
        step: the undo or redo that does it; ``step.reverses`` is the edit that both are about.
    """
    conn.execute("PRAGMA defer_foreign_keys = ON")
    write_step(conn, step)
    state = "undone" if step.kind == "undo" else "applied"
    conn.execute("UPDATE steps SET state = ? WHERE number = ?", (state, step.reverses))
    logged = conn.execute("SELECT DISTINCT table_name FROM changes WHERE step = ?", (reversed_step,))
    touched = {name for (name,) in logged}
    for table in (each.table for each in reversed(ENTITIES)):
        _take_away(conn, layout(table), reversed_step, step)
        if table in touched:
            _return_values(conn, layout(table), reversed_step, step.number)
    for table in (each.table for each in ENTITIES if each.table in touched):
        _bring_back(conn, layout(table), reversed_step, step.number)
    return Outcome(step, log.changes_of(conn, step.number, ()))


def _take_away(conn: sqlite3.Connection, place: Layout, reversed_step: int, step: Step) -> None:
    """Delete the rows that a step made (they bear its mark) or brought back (the log names them)."""
    conditions: tuple[tuple[str, tuple[Value, ...]], ...] = (
        (_MADE, (reversed_step,)),
        (_BROUGHT_BACK, (reversed_step, place.table)),
    )
    for condition, values in conditions:
        query = f"SELECT count(*) FROM {place.table} WHERE {condition}"  # noqa: S608  # names of ours
        rows = int(conn.execute(query, values).fetchone()[0])
        if rows:
            with mass_change(conn, place.table, rows):
                wholerows.log_and_delete(conn, place, step.number, condition, values)


def _return_values(conn: sqlite3.Connection, place: Layout, reversed_step: int, number: int) -> None:
    """Give updated rows the values they had before, the last change first, and log that."""
    values = (reversed_step, place.table)
    entries = conn.execute(
        "SELECT row, field, before FROM changes WHERE step = ? AND table_name = ? AND what = 'update'"
        " ORDER BY number DESC",
        values,
    )
    for statement, group in groupby(_updates(place, entries), key=itemgetter(0)):
        conn.executemany(statement, (parameters for _, parameters in group))
    conn.execute(
        "INSERT INTO changes (step, table_name, row, what, field, before, after)"
        " SELECT ?, table_name, row, what, field, after, before FROM changes"
        " WHERE step = ? AND table_name = ? AND what = 'update' ORDER BY number DESC",
        (number, *values),
    )


def _updates(
    place: Layout, entries: Iterator[tuple[int, str, Value]]
) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Yield statement and parameters for each run of entries of one row: one change of it, or several."""
    for row, run in groupby(entries, key=itemgetter(0)):
        full = place.derived({field: before for _, field, before in run})
        yield place.update(full), (*full.values(), row)


def _bring_back(conn: sqlite3.Connection, place: Layout, reversed_step: int, number: int) -> None:
    """Insert the rows that the step deleted, and mark them as inserted by the reversal."""
    deleted = "FROM changes WHERE step = ? AND table_name = ? AND what = 'delete'"
    values = (reversed_step, place.table)
    rows = int(conn.execute(f"SELECT count(*) {deleted}", values).fetchone()[0])
    if not rows:
        return
    with mass_change(conn, place.table, rows):
        wholerows.put_back(conn, place, reversed_step)
        conn.execute(
            f"INSERT INTO changes (step, table_name, row, what)"  # names of ours
            f" SELECT ?, table_name, row, 'insert' {deleted} ORDER BY row",
            (number, *values),
        )
