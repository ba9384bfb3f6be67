"""Custom fields: a table as the file has it, with the fields that the team added to those of the contract."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from partnertracker.domain.columns import Columns
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Choice, Entity, Field, Kind, Row, Value
from partnertracker.domain.parsing import parse_text, to_text
from partnertracker.domain.problems import Problem

KINDS: Mapping[str, Kind] = {
    "text": Kind.TEXT,
    "number": Kind.NUMBER,
    "date": Kind.DATE,
    "choice": Kind.CHOICE,
    "yes_no": Kind.YES_NO,
}
"""What a custom field can hold, by the word in the table ``custom_fields``."""

SEPARATOR = ";"
"""Stands between the choices of a custom field."""


def custom_field(row: Mapping[str, Value]) -> Field:
    """Return the field that a row of ``custom_fields`` declares; ``custom`` is the row's id."""
    return Field(
        str(row["name"]),
        str(row["label"]),
        KINDS[str(row["kind"])],
        choices=tuple(Choice(word, word) for word in words_of(row.get("choices"))),
        custom=str(row["id"]),
    )


def words_of(choices: Value) -> tuple[str, ...]:
    """Return the words of choices as they are kept, in their order."""
    words = (word.strip() for word in str(choices or "").split(SEPARATOR))
    return tuple(word for word in words if word)


def dressed(kind: Entity, fields: Sequence[Field]) -> Entity:
    """Return a table with custom fields behind its own; the same object where there are none."""
    return kind._replace(fields=(*kind.fields, *fields)) if fields else kind


def written(field: Field, value: Value) -> str | None:
    """Return a custom field's value as it is kept: a number with a point, a date ISO, yes or no."""
    return to_text(field, value) or None


def held(field: Field, text: Value) -> Value:
    """Return the disk value of a field's kind that a kept text means; None when it means none.

    A word that is no longer among the choices stays, so that a person sees it.
    """
    if field.kind is Kind.CHOICE:
        return text
    value = None if text is None else parse_text(field, str(text))
    return None if isinstance(value, Problem) else value


def split(fields: Iterable[Field], row: Mapping[str, Value]) -> tuple[Row, Row]:
    """Return what of a row lies in its table, and what in custom fields, each by name."""
    names = {field.name for field in fields}
    own = {name: value for name, value in row.items() if name not in names}
    return own, {name: value for name, value in row.items() if name in names}


def kind_of(facts: Facts, table: str) -> Entity:
    """Return a table as a file has it, from its facts; ``custom`` of a custom field is its key there."""
    declared = facts["custom_fields"]
    return facts.derived(
        f"custom.kind.{table}",
        lambda _: dressed(entity(table), _declared(declared, table)),
        declared.keys,
        *declared.values.values(),
    )


def _declared(declared: Columns, table: str) -> list[Field]:
    rows = np.flatnonzero(declared["table_name"] == declared.code("table_name", table))
    order = np.lexsort((rows, np.nan_to_num(declared["position"][rows], nan=np.inf)))
    texts = ("name", "label", "kind", "choices")
    return [
        custom_field({"id": str(declared.keys[row]), **{name: declared.text(name, row) for name in texts}})
        for row in rows[order].tolist()
    ]
