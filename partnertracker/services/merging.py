"""Two records that are one: merged field by field, with all that hangs on them, in one step."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from partnertracker.domain.amounts import carried
from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Context, Entity, Kind, Row, Value
from partnertracker.services.editing import Edit, stage_events
from partnertracker.services.editing.checking import existing, merged, problems_in, refuse
from partnertracker.services.editing.naming import name_of
from partnertracker.services.editing.references import OF_PARTNER
from partnertracker.services.following_names import partners_renamed
from partnertracker.services.joining import (
    Loss,
    Prospect,
    history_of_both,
    losses_of_deals,
    losses_of_partners,
)
from partnertracker.services.ports import Reader, Writer
from partnertracker.services.recording import row_by_names
from partnertracker.services.session import Session


def merge(session: Session, table: str, kept: int, gone: int, values: Mapping[str, Value]) -> Edit:
    """Make one record of two: “Merge partner “ACME Limited” into “Acme Ltd””; one undo takes it back.

    Everything that hangs on the one that goes (deals, influences, reviews, targets and so on) moves to the
    one that is kept. Where both have what only one can have (an influence in the same deal, a target for the
    same period and day), that of the kept one stays. A deal's stage history is that of both, as far as it
    leads to the stage that the deal gets.

    Args:
        session: the open file.
        table: ``partners`` or ``deals``.
        kept: the key of the one that stays.
        gone: the key of the one that goes.
        values: disk values by field name that the kept one gets, chosen field by field.

    Running it raises InvalidRowsError when the kept one breaks a rule with these values.
    """
    kind = session.kind(table)
    context = session.context
    names = [name_of(session.store, kind, existing(session.store, kind, key)) for key in (gone, kept)]

    def operation(writer: Writer) -> None:
        before, other = existing(writer, kind, kept), existing(writer, kind, gone)
        refuse(carried(kind, before, values, context).problems)
        after = {**before, **merged(kind, before, values, context)}
        if table == "partners":
            partners_renamed(writer, {str(row["name"]): str(after["name"]) for row in (other, before)})
            _join_partners(writer, other, before)
        else:
            _join_deals(writer, other, after, context)
        for column in ("one", "other"):
            _delete(writer, "distinct_pairs", writer.find("distinct_pairs", {column: other["id"]}))
        writer.delete(table, [gone])
        refuse(problems_in(writer, kind, after, context, before))
        writer.update(table, kept, {name: after[name] for name in after if after[name] != before[name]})

    return Edit(f"Merge {kind.singular.lower()} “{names[0]}” into “{names[1]}”", operation)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of two records that may become one.

    Attributes:
        key: its key.
        stored: its values as they lie on disk.
        named: its values with other rows by name.
        hanging: how many rows hang on it, by table; tables without any are left out.
    """

    key: int
    stored: Row
    named: Row
    hanging: Mapping[str, int]


def candidates(session: Session, table: str, keys: tuple[int, int]) -> tuple[Candidate, Candidate]:
    """Return two records to choose from, the one entered first before the other.

    Raises:
        UnusableArgumentError: one of them is gone.
    """
    kind = session.kind(table)
    one, other = (_candidate(session, kind, key) for key in sorted(keys))
    return one, other


def prospect(session: Session, table: str, kept: int, gone: int, values: Mapping[str, Value]) -> Prospect:
    """Return what ``merge`` with the same arguments would leave; nothing is written.

    Raises:
        UnusableArgumentError: one of the two is gone.
    """
    kind, reader, context = session.kind(table), session.store, session.context
    stays, goes = existing(reader, kind, kept), existing(reader, kind, gone)
    new, old = str(stays["id"]), str(goes["id"])
    hanging = Counter(what_hangs_on(reader, table, new)) + Counter(what_hangs_on(reader, table, old))
    if table == "partners":
        losses = list(losses_of_partners(reader, old, new))
    else:
        after = {**stays, **merged(kind, stays, values, context)}
        losses = list(losses_of_deals(reader, old, after))
        history, left = history_of_both(reader, old, after, context)
        hanging[stage_events.TABLE] = left + len(history)
        losses += history
    return Prospect(losses, hanging - Counter(loss.table for loss in losses))


def what_hangs_on(reader: Reader, table: str, row_id: str) -> dict[str, int]:
    """Return how many rows hang on a record, by table; tables without any are left out."""
    found: dict[str, int] = {}
    for kind in ENTITIES:
        rows = {
            row["key"]
            for field in kind.fields
            if field.kind is Kind.REFERENCE and field.references == table
            for row in reader.find(kind.table, {field.name: row_id})
        }
        if kind.table == "targets" and table == "partners":
            rows |= {row["key"] for row in reader.find("targets", {"scope": f"{OF_PARTNER}{row_id}"})}
        if rows:
            found[kind.table] = len(rows)
    return found


def _candidate(session: Session, kind: Entity, key: int) -> Candidate:
    stored = existing(session.store, kind, key)
    named = row_by_names(session, kind.table, key) or stored
    return Candidate(key, stored, named, what_hangs_on(session.store, kind.table, str(stored["id"])))


def _join_partners(writer: Writer, gone: Row, kept: Row) -> None:
    """Let everything that refers to one partner refer to another one."""
    old, new = str(gone["id"]), str(kept["id"])
    _lose(writer, losses_of_partners(writer, old, new))
    for target in writer.find("targets", {"scope": f"{OF_PARTNER}{old}"}):
        writer.update("targets", _key(target), {"scope": f"{OF_PARTNER}{new}"})
    _move_references(writer, "partners", old, new)


def _join_deals(writer: Writer, gone: Row, kept: Row, context: Context) -> None:
    """Let influences and stage events of one deal be those of another one, which is given as it is to be."""
    old, new = str(gone["id"]), str(kept["id"])
    _lose(writer, losses_of_deals(writer, old, kept))
    _move_references(writer, "deals", old, new)
    stage_events.join(writer, kept, context)


def _lose(writer: Writer, losses: Iterable[Loss]) -> None:
    by_table: dict[str, list[Row]] = {}
    for loss in losses:
        by_table.setdefault(loss.table, []).append(loss.row)
    for table, rows in by_table.items():
        _delete(writer, table, rows)


def _move_references(writer: Writer, table: str, gone: str, kept: str) -> None:
    for kind in ENTITIES:
        for field in kind.fields:
            if field.kind is Kind.REFERENCE and field.references == table:
                for row in writer.find(kind.table, {field.name: gone}):
                    writer.update(kind.table, _key(row), {field.name: kept})


def _delete(writer: Writer, table: str, rows: list[Row]) -> None:
    if rows:
        writer.delete(table, [_key(row) for row in rows])


def _key(row: Row) -> int:
    return int(row["key"] or 0)
