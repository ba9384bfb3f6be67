"""Custom fields: a table as the file has it, with the fields that the team added to those of the contract."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from partnertracker.domain.columns import NO_ROW, Array, Columns, Encoder
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

_WORDS = {kind: word for word, kind in KINDS.items()}


def word_of(kind: Kind) -> str:
    """Return the word for a kind in the table ``custom_fields``; raises KeyError for another kind."""
    return _WORDS[kind]


SEPARATOR = ";"
"""Stands between the choices of a custom field."""


def custom_field(row: Mapping[str, Value]) -> Field:
    """Return the field that a row of ``custom_fields`` declares; ``custom`` is the row's id."""
    return Field(
        str(row["name"]),
        str(row["label"]),
        KINDS[str(row["kind"])],
        choices=tuple(Choice(word, word) for word in words_of(row.get("choices"))),
        completes=row["kind"] == "text",
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


def column_of(facts: Facts, table: str, name: str) -> tuple[Array, Sequence[str]]:
    """Return a custom field for each row of its table, as ``Columns`` hold its kind, and its words.

    Raises:
        KeyError: the table has no field of that name.
    """
    values, declared = facts["custom_values"], facts["custom_fields"]
    return facts.derived(
        f"custom.column.{table}.{name}",
        lambda facts: _spread(facts, table, kind_of(facts, table).field(name)),
        *(values[each] for each in ("field", "record", "value")),
        *(declared.keys, *declared.values.values()),
        facts[table].keys,
    )


def uses_of(facts: Facts, field: Field) -> int:
    """Return how many values a custom field of a file's facts has."""
    place = facts["custom_fields"].positions_of([int(field.custom)])[0]
    return int(np.count_nonzero(facts["custom_values"]["field"] == place))


def _spread(facts: Facts, table: str, field: Field) -> tuple[Array, Sequence[str]]:
    """Lay a field's values out over the rows of its table; each distinct text is read once."""
    values, words = facts["custom_values"], facts["custom_values"].words["value"]
    place = facts["custom_fields"].positions_of([int(field.custom)])[0]
    rows = np.flatnonzero(values["field"] == place)
    at = facts[table].positions_of(values["record"][rows])
    rows, at = rows[at != NO_ROW], at[at != NO_ROW]
    places = np.full(len(words), NO_ROW, dtype=np.int64)
    places[values["value"][rows]] = 0
    used = np.flatnonzero(places == 0)
    places[used] = np.arange(len(used))
    encoder = Encoder(Entity("", "", "", (field,)))
    encoder.add([*((n, held(field, words[code])) for n, code in enumerate(used.tolist())), (len(used), None)])
    read = encoder.columns({})
    column = np.full(len(facts[table]), read[field.name][-1])
    column[at] = read[field.name][places[values["value"][rows]]]
    return column, read.words.get(field.name, ())


def _declared(declared: Columns, table: str) -> list[Field]:
    rows = np.flatnonzero(declared["table_name"] == declared.code("table_name", table))
    order = np.lexsort((rows, np.nan_to_num(declared["position"][rows], nan=np.inf)))
    texts = ("name", "label", "kind", "choices")
    return [
        custom_field({"id": str(declared.keys[row]), **{name: declared.text(name, row) for name in texts}})
        for row in rows[order].tolist()
    ]
