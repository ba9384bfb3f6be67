"""One table as CSV, so that importing it into an empty file gives the same content."""

import csv
from collections.abc import Callable, Mapping, Sequence
from typing import TextIO

from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Entity, Field, Kind, Value
from partnertracker.domain.parsing import guarded, to_text
from partnertracker.services.editing.references import OF_PARTNER
from partnertracker.services.ports import Reader
from partnertracker.services.session import Session

_CHUNK = 5_000
_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.SCOPE})
_BOM = "\ufeff"

_Writer = Callable[[Sequence[Value], Sequence[Value]], list[str]]
"""Turns a column of disk values (and the rows' currencies) into texts."""


def export_columns(kind: Entity) -> tuple[str, ...]:
    """Return the CSV header of a table: ``id``, every field, and ``<name>_id`` behind each reference."""
    header = ["id"]
    for field in kind.fields:
        header.append(field.name)
        if field.kind is Kind.REFERENCE:
            header.append(f"{field.name}_id")
    return tuple(header)


def export_table(
    session: Session,
    table: str,
    out: TextIO,
    *,
    bom: bool = False,
    progress: Callable[[float], None] | None = None,
) -> int:
    """Write a table as CSV and return the number of rows.

    ``id`` stands first, each reference by name with ``<name>_id`` beside it, money in plain major units with
    the row's currency, dates ISO; a text that a spreadsheet would take for a formula gets a leading ``'``.

    Args:
        session: the open file.
        table: the contract's table name.
        out: a text stream opened with ``newline=""`` (and UTF-8); lines end in a line feed.
        bom: whether to begin with a byte order mark, for spreadsheets that need it.
        progress: told the share done, 0 to 1; what it raises ends the export.

    Raises:
        UnusableArgumentError: there is no such table, or it is not one to export.
    """
    kind = _exported(session, table)
    if bom:
        out.write(_BOM)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(export_columns(kind))
    store = session.store
    exporter = _Exporter(store, kind, session.context.currency)
    total = max(1, store.count(table))
    held: list[tuple[Value, ...]] = []
    count = 0
    for row in store.each(table, ("id", *(field.name for field in kind.fields))):
        held.append(row)
        count += 1
        if len(held) == _CHUNK:
            writer.writerows(exporter.rows(held))
            held.clear()
            if progress is not None:
                progress(count / total)
    if held:
        writer.writerows(exporter.rows(held))
    return count


def _exported(session: Session, table: str) -> Entity:
    kind = session.kind(table)
    if not kind.exchanged:
        known = ", ".join(each.table for each in EXCHANGED)
        raise UnusableArgumentError(f"{table} can't be exported.", f"Choose one of {known}.")
    return kind


class _Exporter:
    """Writes the rows of one table as texts, a column at a time."""

    def __init__(self, reader: Reader, kind: Entity, currency: str) -> None:
        self._kind = kind
        self._currency = currency
        referred = {field.references for field in kind.fields if field.references}
        if any(field.kind is Kind.SCOPE for field in kind.fields):
            referred.add("partners")
        self._names: dict[str, Mapping[Value, str]] = {
            table: {row_id: str(name) for row_id, name in reader.each(table, ("id", "name"))}
            for table in referred
        }

    def rows(self, rows: Sequence[tuple[Value, ...]]) -> list[tuple[str, ...]]:
        """Return some rows as texts in the order of ``export_columns``."""
        ids, *columns = zip(*rows, strict=True)
        by_name = dict(zip((field.name for field in self._kind.fields), columns, strict=True))
        currencies = by_name.get("currency", (None,) * len(rows))
        texts: list[Sequence[str]] = [[str(row_id) for row_id in ids]]
        for field in self._kind.fields:
            values = by_name[field.name]
            if field.kind is Kind.REFERENCE:
                names = self._names[field.references]
                texts.append([guarded(names[value]) if value is not None else "" for value in values])
                texts.append(["" if value is None else str(value) for value in values])
            else:
                texts.append(self._column(field, values, currencies))
        return list(zip(*texts, strict=True))

    def _column(self, field: Field, values: Sequence[Value], currencies: Sequence[Value]) -> list[str]:
        usual = self._currency
        if field.kind is Kind.CURRENCY:
            return [str(value or usual) for value in values]
        if field.kind is Kind.MONEY:
            pairs = zip(values, currencies, strict=True)
            return [to_text(field, value, str(currency or usual)) for value, currency in pairs]
        if field.kind is Kind.SCOPE:
            return [self._scope(value) for value in values]
        if field.kind in _TEXTS or (field.custom and field.kind is Kind.CHOICE):  # the team's own words
            return ["" if value is None else guarded(str(value)) for value in values]
        return [to_text(field, value) for value in values]

    def _scope(self, value: Value) -> str:
        text = "" if value is None else str(value)
        if text.startswith(OF_PARTNER):
            return OF_PARTNER + self._names["partners"].get(text.removeprefix(OF_PARTNER), "")
        return guarded(text)
