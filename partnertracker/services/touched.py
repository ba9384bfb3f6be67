"""What one step did, row by row, in the words of a person."""

from collections.abc import Sequence
from typing import NamedTuple

from partnertracker.domain.custom import custom_field, held
from partnertracker.domain.exchange import AMOUNT_FIELDS
from partnertracker.domain.fields import Field, Kind, Value
from partnertracker.services.currencies import Currencies
from partnertracker.services.history import Edited
from partnertracker.services.naming import name_of, text_of
from partnertracker.services.past import Count, TouchedRow
from partnertracker.services.session import Session
from partnertracker.services.tracing import as_written

_NAMED = frozenset({Kind.REFERENCE, Kind.SCOPE})


class Told(NamedTuple):
    """A row that a step touched.

    Attributes:
        touched: the row, and what was done to it.
        name: what a person calls it, now or when it was last there.
        edited: of an updated row, its fields with what they held before and after.
    """

    touched: TouchedRow
    name: str
    edited: tuple[Edited, ...] = ()


def rows_touched(session: Session, number: int, limit: int) -> tuple[list[Told], tuple[Count, ...]]:
    """Return the first rows that a step touched, table by table, and how many there are in all.

    Args:
        session: the open file.
        number: the step.
        limit: at most so many rows.
    """
    past = session.store.past
    counts = tuple(past.counts(number))
    found: list[Told] = []
    for count in counts:
        if len(found) < limit:
            rows = past.touched(number, count, 0, limit - len(found))
            then = _currencies(session, number, rows)
            found += [_told(session, each, then.get(each.key, "")) for each in rows]
    return found, counts


def _currencies(session: Session, number: int, rows: Sequence[TouchedRow]) -> dict[int, str]:
    """Return the currencies that updated rows of a table with amounts had after a step, by key."""
    named = [each for each in rows if each.what == "update" and each.table in AMOUNT_FIELDS]
    if not named:
        return {}
    usual = session.store.past.currency_after(number)
    logged = session.store.happened(number - 1, named[0].table, [each.key for each in named])
    return {
        each.key: Currencies(logged[each.key], str(each.row.get("currency") or ""), usual).after(number)
        for each in named
    }


def _told(session: Session, touched: TouchedRow, currency: str) -> Told:
    row = touched.row
    of_record = _value_told(session, touched) if touched.table == "custom_values" and row else None
    if of_record is not None:
        return of_record
    kind = session.kind(touched.table)
    edited = [
        Edited(field, _named(session, field, before), _named(session, field, after), currency)
        for name, before, after in touched.fields
        for field in (kind.field(name),)
    ]
    name = name_of(session.store, touched.table, row) if row else ""
    return Told(touched, name, as_written(edited, session.store.settings().currency))


def _value_told(session: Session, touched: TouchedRow) -> Told | None:
    """Return the value of a custom field as a field of its record; None where record or field are gone."""
    row, reader = touched.row, session.store
    declared = reader.row("custom_fields", str(row["field"]))
    record = reader.row(str(declared["table_name"]), str(row["record"])) if declared else None
    if declared is None or record is None:
        return None
    table, field = str(declared["table_name"]), custom_field(declared)
    texts = {"insert": (None, row["value"]), "delete": (row["value"], None)}.get(touched.what)
    for name, old, new in touched.fields:
        texts = (old, new) if name == "value" else texts
    if texts is None:
        return None
    before, after = (held(field, text) for text in texts)
    of_record = TouchedRow(table, int(record["key"] or 0), "update", record)
    return Told(of_record, name_of(reader, table, record), (Edited(field, before, after),))


def _named(session: Session, field: Field, value: Value) -> Value:
    return text_of(session.store, field, value) if value is not None and field.kind in _NAMED else value
