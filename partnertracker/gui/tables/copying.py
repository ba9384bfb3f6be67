"""What chosen cells hold, as cells for the clipboard: exact, and readable for people and spreadsheets."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Field, Kind, Value
from partnertracker.domain.money import to_major
from partnertracker.domain.numerals import plain_text
from partnertracker.gui.forms.texts import Wording, notation
from partnertracker.gui.tables.cells import CellWriter
from partnertracker.services.editing.blocks import edited
from partnertracker.services.editing.clips import Clip, Clips
from partnertracker.services.editing.placing import fields_in
from partnertracker.services.listing.columns import Column
from partnertracker.services.naming import text_of
from partnertracker.services.session import Session

_DAY_ZERO = day_of("1899-12-30")
_NAMED = frozenset({Kind.REFERENCE, Kind.SCOPE})


class Wanted(NamedTuple):
    """The cells to copy.

    Attributes:
        table: their table.
        keys: the rows, in the order on screen.
        columns: from left to right.
        today: the local calendar day.
        as_of: the day that what is counted is looked at from.
    """

    table: str
    keys: Sequence[int]
    columns: Sequence[Column]
    today: date
    as_of: int


def copied(session: Session, wanted: Wanted) -> Clips:
    """Return the cells as they are in the file; a row that is gone is left out."""
    facts, kind = session.facts, session.kind(wanted.table)
    wording = Wording(facts, wanted.today)
    columns = tuple(wanted.columns)
    writer = CellWriter(facts, wanted.table, columns, wanted.today, wanted.as_of)
    names = [fields_in(kind, column) for column in columns]
    texts: dict[tuple[str, Value], str] = {}

    def named(field: Field, value: Value) -> str:
        if (field.name, value) not in texts:
            texts[field.name, value] = text_of(session.store, field, value)
        return texts[field.name, value]

    rows = session.rows(wanted.table, wanted.keys)
    positions = facts[wanted.table].positions_of([int(row["key"] or 0) for row in rows]).tolist()
    stages = wording.context.stages
    clips = []
    for row, position in zip(rows, positions, strict=True):
        line = []
        for section, fields in enumerate(names):
            if not fields:
                line.append(Clip(writer.cell(position, section).text))
                continue
            field = kind.field(edited(fields, row, stages))
            value = row[field.name]
            if value is not None and field.kind in _NAMED:
                line.append(Clip(named(field, value)))
            else:
                line.append(clip_of(wording, field, value, str(row.get("currency") or "")))
        clips.append(tuple(line))
    return tuple(clips)


def clip_of(wording: Wording, field: Field, value: Value, currency: str) -> Clip:
    """Return a value as a cell for the clipboard: dates as ISO, numbers with the system's decimal sign."""
    if value is None:
        return Clip("")
    if field.kind is Kind.DATE:
        return Clip(str(value), str(day_of(str(value)) - _DAY_ZERO))
    if field.kind is Kind.MONEY:
        currency = currency or wording.facts.settings.currency
        amount = plain_text(to_major(int(value), currency))
        return Clip(_local(amount), amount, currency)
    if field.kind is Kind.PERCENT:
        share = Decimal(repr(value))
        return Clip(f"{_local(plain_text(share))}%", plain_text(share / 100))
    if field.kind in {Kind.NUMBER, Kind.WHOLE}:
        number = plain_text(Decimal(repr(value)))
        return Clip(_local(number), number)
    return Clip(wording.text(field, value, currency))


def _local(number: str) -> str:
    return number.replace(".", notation().decimal)
