"""Insert, change, delete and duplicate, for every table."""

from collections.abc import Mapping, Sequence

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Context, Entity, Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.services.editing import formulas, stage_events
from partnertracker.services.editing.checking import (
    SYSTEM,
    completed,
    known_fields,
    problems_in,
    refuse,
    those_existing,
)
from partnertracker.services.editing.edit import Edit
from partnertracker.services.editing.judging import change_of, store_changes
from partnertracker.services.editing.naming import label_for
from partnertracker.services.editing.references import OF_PARTNER
from partnertracker.services.ports import Reader, Writer
from partnertracker.services.session import Session


def insert_row(session: Session, table: str, values: Mapping[str, Value]) -> Edit:
    """Add a row (disk values by field name; absent ones get their defaults): “Add partner “Litware””.

    Running it raises InvalidRowsError; a table or field that doesn't exist raises UnusableArgumentError.
    """
    return insert_rows(session, table, [values])


def insert_rows(session: Session, table: str, rows: Sequence[Mapping[str, Value]]) -> Edit:
    """Add rows in one step: “Add 3 partners”; as ``insert_row``."""
    kind = session.kind(table)
    context = session.context
    new = [completed(kind, values, context) for values in rows]

    def operation(writer: Writer) -> None:
        for row in new:
            add(writer, kind, row, context)

    return Edit(label_for("Add", session.store, kind, new), operation)


def change_row(session: Session, table: str, key: int, values: Mapping[str, Value]) -> Edit:
    """Give a row new values: “Edit deal “ERP rollout””; as ``change_rows``."""
    return change_rows(session, table, {key: values})


def change_rows(session: Session, table: str, changes: Mapping[int, Mapping[str, Value]]) -> Edit:
    """Give rows new values in one step, by key: “Edit 3 deals”.

    A deal's stage events follow. A row that holds since a day stays as it is; a new one holds from today on.
    Running it raises InvalidRowsError; a row or field that doesn't exist raises UnusableArgumentError.
    """
    kind = session.kind(table)
    context = session.context
    known_fields(kind, {name for values in changes.values() for name in values} - SYSTEM)
    there = those_existing(session.store, kind, list(changes))

    def operation(writer: Writer) -> None:
        rows = those_existing(writer, kind, list(changes))
        both = zip(rows, changes.values(), strict=True)
        store_changes(writer, kind, [change_of(kind, row, new, context) for row, new in both], context)

    return Edit(label_for("Edit", session.store, kind, there), operation)


def delete_rows(session: Session, table: str, keys: Sequence[int]) -> Edit:
    """Delete rows: “Delete 3 partners”.

    A deal takes its influences and stage events with it, a metric of the team's own its targets and notes.
    Running it raises InvalidRowsError, naming what still refers to a row.
    """
    kind = session.kind(table)
    there = those_existing(session.store, kind, keys)

    def operation(writer: Writer) -> None:
        rows = writer.rows(table, keys)
        if table == "deals":
            stage_events.forget(writer, rows)
            _forget_influences(writer, rows)
        if table == "partners":
            _refuse_with_targets(writer, rows)
        if table == formulas.TABLE:
            formulas.forget(writer, rows)
        writer.delete(table, keys)

    return Edit(label_for("Delete", session.store, kind, there), operation)


def duplicate_rows(session: Session, table: str, keys: Sequence[int]) -> Edit:
    """Add copies of rows: “Duplicate deal “ERP rollout””; a name that must be unique is marked as a copy.

    Running it raises InvalidRowsError where a copy can't stand beside its original.
    """
    kind = session.kind(table)
    context = session.context
    originals = those_existing(session.store, kind, keys)

    def operation(writer: Writer) -> None:
        for original in originals:
            copy = {name: value for name, value in original.items() if name not in SYSTEM}
            add(writer, kind, completed(kind, {**copy, **_made_unique(writer, kind, copy)}, context), context)

    return Edit(label_for("Duplicate", session.store, kind, originals), operation)


def add(writer: Writer, kind: Entity, row: Row, context: Context) -> Row:
    """Insert one complete row inside a step, with what follows from it; raises InvalidRowsError."""
    refuse(problems_in(writer, kind, row, context))
    stored = writer.insert(kind.table, [row])[0]
    if kind.table == "deals":
        stage_events.note_entry(writer, stored, context)
    return stored


def _forget_influences(writer: Writer, deals: list[Row]) -> None:
    found = [row for deal in deals for row in writer.find("deal_influences", {"deal": deal["id"]})]
    if found:
        writer.delete("deal_influences", [int(row["key"] or 0) for row in found])


def _refuse_with_targets(reader: Reader, partners: list[Row]) -> None:
    problems = []
    for partner in partners:
        count = len(reader.find("targets", {"scope": f"{OF_PARTNER}{partner['id']}"}))
        if count:
            words = "1 target still refers" if count == 1 else f"{count:,} targets still refer"
            sentence = f"Partner “{partner['name']}” can't be deleted: {words} to it."
            problems.append(Problem("", str(partner["name"]), sentence))
    if problems:
        raise InvalidRowsError(tuple(problems))


def _made_unique(reader: Reader, kind: Entity, copy: Row) -> Row:
    if kind.since:
        return {kind.since: None}
    changed: Row = {}
    for group in kind.unique:
        if group == ("external_id",):
            changed["external_id"] = None
        if group == ("name",):
            changed["name"] = _free_name(reader, kind, str(copy["name"]))
    return changed


def _free_name(reader: Reader, kind: Entity, name: str) -> str:
    number = 1
    while True:
        candidate = f"{name} (copy)" if number == 1 else f"{name} (copy {number})"
        if not reader.find(kind.table, {"name": candidate}):
            return candidate
        number += 1
