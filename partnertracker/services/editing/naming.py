"""What a person calls a row, and what undo and history call a change of rows."""

from collections.abc import Mapping, Sequence

from partnertracker.domain.fields import Entity, Field, Kind, Value
from partnertracker.domain.validation import shown
from partnertracker.services.editing.references import OF_PARTNER
from partnertracker.services.ports import Reader


def name_of(reader: Reader, kind: Entity, row: Mapping[str, Value]) -> str:
    """Return the name of a row, such as “ERP rollout” or, for a review, “Litware, red, 2026-08-31”."""
    words = (_word(reader, kind.field(name), row.get(name)) for name in kind.name_fields)
    return shown(", ".join(word for word in words if word))


def label_for(verb: str, reader: Reader, kind: Entity, rows: Sequence[Mapping[str, Value]]) -> str:
    """Return the name of a step: “Edit deal “ERP rollout””, “Delete 3 partners”."""
    if len(rows) != 1:
        return f"{verb} {len(rows):,} {kind.plural.lower()}"
    name = name_of(reader, kind, rows[0])
    return f"{verb} {kind.singular.lower()} “{name}”" if name else f"{verb} {kind.singular.lower()}"


def _word(reader: Reader, field: Field, value: Value) -> str:
    if value is None:
        return ""
    if field.kind is Kind.REFERENCE:
        return _name_in(reader, field.references, str(value))
    if field.kind is Kind.SCOPE and str(value).startswith(OF_PARTNER):
        return _name_in(reader, "partners", str(value).removeprefix(OF_PARTNER))
    return str(value)


def _name_in(reader: Reader, table: str, row_id: str) -> str:
    row = reader.row(table, row_id)
    return "" if row is None else str(row["name"])
