"""Saving what was typed into a form or a cell, where another row is called by its name."""

from collections.abc import Mapping
from typing import NamedTuple

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Context, Kind, Row, Value
from partnertracker.domain.identifiers import new_id
from partnertracker.domain.problems import Problem
from partnertracker.services.editing import Edit, change_row, combined, insert_row
from partnertracker.services.editing.references import resolved
from partnertracker.services.naming import scope_name
from partnertracker.services.session import Session


class Typed(NamedTuple):
    """A row as it was typed.

    Attributes:
        table: the row's table.
        key: the row's key, None for a new one.
        values: disk values by field name; a reference comes as the other row's name.
        adding: the references whose row is to be added when there is none of that name yet.
    """

    table: str
    key: int | None
    values: Mapping[str, Value]
    adding: frozenset[str] = frozenset()


def row_by_names(session: Session, table: str, key: int) -> Row | None:
    """Return a row as a form shows it, other rows by name; None when it is gone."""
    rows = session.rows(table, [key])
    if not rows:
        return None
    row = dict(rows[0])
    for field in entity(table).fields:
        row_id = row.get(field.name)
        if field.kind is Kind.REFERENCE and row_id is not None:
            other = session.store.row(field.references, str(row_id))
            row[field.name] = other[entity(field.references).name_fields[0]] if other else None
        elif field.kind is Kind.SCOPE and row_id is not None:
            row[field.name] = scope_name(session.store, str(row_id))
    return row


def with_close_date(row: Mapping[str, Value], stage: Value, context: Context) -> Row:
    """Return what changes with a deal's stage: a closed deal has a close date, an open one has none.

    Args:
        row: the deal's values before.
        stage: the stage it gets.
        context: the day and the stages.
    """
    reached = context.stages.get(str(stage))
    if reached is None:
        return {}
    if reached.outcome == "open":
        return {} if row.get("closed_on") is None else {"closed_on": None}
    return {"closed_on": context.today} if row.get("closed_on") is None else {}


def with_creation_day(row: Mapping[str, Value]) -> Row:
    """Return the day of creation that a deal can have at the latest: nothing happens before it is created.

    Args:
        row: the deal's values; ``created_on`` is the day that was taken for granted so far.
    """
    days = (row.get(name) for name in ("created_on", "qualified_on", "closed_on"))
    return {"created_on": min((str(day) for day in days if day is not None), default=None)}


def record(session: Session, typed: Typed) -> Edit:
    """Return the edit that saves a row, and adds the rows it names where that is wanted, in one step."""
    values, added = _with_ids(session, typed)
    if typed.key is None:
        edit = insert_row(session, typed.table, values)
    else:
        edit = change_row(session, typed.table, typed.key, values)
    return combined(edit.label, *added, edit) if added else edit


def _with_ids(session: Session, typed: Typed) -> tuple[Row, list[Edit]]:
    values: Row = dict(typed.values)
    added: list[Edit] = []
    for field in session.kind(typed.table).fields:
        name = values.get(field.name)
        if field.kind is Kind.SCOPE and name is not None:
            scope = resolved(session.store, field, str(name))
            values[field.name] = name if isinstance(scope, Problem) else scope
        if field.kind is not Kind.REFERENCE or name is None:
            continue
        meant = resolved(session.store, field, str(name))
        if isinstance(meant, Problem) and field.name in typed.adding:
            row_id = new_id()
            added.append(insert_row(session, field.references, {"id": row_id, "name": name}))
            values[field.name] = row_id
        elif isinstance(meant, Problem):
            raise InvalidRowsError((meant,))
        else:
            values[field.name] = meant
    return values, added
