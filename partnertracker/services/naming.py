"""What a person calls a row: “ERP rollout”, “Litware · Red · 2026-09-12”."""

from collections.abc import Iterable, Sequence

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Field, Kind, Row, Value
from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from partnertracker.domain.parsing import to_text
from partnertracker.domain.validation import names_metric
from partnertracker.services.ports import Reader

BETWEEN = " · "
"""What stands between the parts of a row's name."""

_AT_A_TIME = 500


def name_of(reader: Reader, table: str, row: Row) -> str:
    """Return the name of a row, made of its entity's name fields.

    References go by the name of their row, metrics by their label; a target for everything says so by naming
    nobody: “Bookings · Partner Litware · 2026-Q3”, “Bookings · 2026”.
    """
    each = entity(table)
    texts = (_word(reader, each.field(name), row.get(name)) for name in each.name_fields)
    return BETWEEN.join(text for text in texts if text)


def text_of(reader: Reader, field: Field, value: Value, currency: str = "USD") -> str:
    """Return a disk value as a person reads it in a list: choices by label, references by name.

    A partner that was deleted goes by its last name: “Litware (deleted)”.
    """
    if value is None:
        return ""
    if field.kind is Kind.CHOICE:
        return next((choice.label for choice in field.choices if choice.value == value), str(value))
    if field.kind is Kind.REFERENCE:
        row = reader.row(field.references, str(value))
        if row:
            return name_of(reader, field.references, row)
        gone = _last_name(reader, str(value)) if field.references == "partners" else ""
        return gone or f"a deleted {entity(field.references).singular.lower()}"
    if field.kind is Kind.SCOPE:
        scope = scope_name(reader, str(value))
        kind, _, of = scope.partition(":")
        gone = _last_name(reader, of) if kind == "partner" and scope == value else ""
        return f"{kind}:{gone}" if gone else scope
    return to_text(field, value, currency)


def scope_name(reader: Reader, scope: str) -> str:
    """Return a scope as on disk with a partner's name in place of its id."""
    kind, _, of = scope.partition(":")
    row = reader.row("partners", of) if kind == "partner" else None
    return f"{kind}:{row['name']}" if row else scope


def ids_and_names(reader: Reader, table: str, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return the id and the name of rows, by key."""
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(keys), _AT_A_TIME):
        for row in _rows(reader, table, keys[start : start + _AT_A_TIME]):
            found[int(row["key"] or 0)] = (str(row["id"]), name_of(reader, table, row))
    return found


def _last_name(reader: Reader, partner: str) -> str:
    """Return the last name of a partner that was deleted, and that it was; empty: the log tells of none."""
    row = reader.gone("partners", partner)
    return f"{row['name']} (deleted)" if row else ""


def _word(reader: Reader, field: Field, value: Value) -> str:
    text = text_of(reader, field, value)
    if field.kind is Kind.SCOPE:
        kind, _, whose = text.partition(":")
        return f"{kind.capitalize()} {whose}" if whose else ""
    return _metric_label(reader, text) if names_metric(field) else text


def _metric_label(reader: Reader, metric: str) -> str:
    if metric in BUILT_IN_BY_ID:
        return BUILT_IN_BY_ID[metric].label
    return next((str(own["label"]) for own in reader.find("custom_metrics", {"name": metric})), metric)


def _rows(reader: Reader, table: str, keys: Sequence[int]) -> Iterable[Row]:
    return reader.rows(table, list(dict.fromkeys(keys)))
