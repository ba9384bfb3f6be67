"""Typed texts as disk values, with references found by name."""

from collections.abc import Mapping
from typing import NamedTuple

from partnertracker.domain.fields import Context, Entity, Kind, Row
from partnertracker.domain.notation import PLAIN, Notation
from partnertracker.domain.parsing import parse_text
from partnertracker.domain.problems import Problem
from partnertracker.services.editing.checking import known_fields
from partnertracker.services.editing.references import resolved
from partnertracker.services.session import Session


class TextsRead(NamedTuple):
    """What typed texts mean.

    Attributes:
        values: disk values by field name, for the fields that could be read.
        problems: one for each that could not.
    """

    values: Row
    problems: tuple[Problem, ...]


def read_texts(
    session: Session, table: str, texts: Mapping[str, str], notation: Notation = PLAIN, currency: str = ""
) -> TextsRead:
    """Read texts by field name: a partner by name, a deal by id, external id or a name only one deal bears.

    Args:
        session: the open file.
        table: the table of the fields.
        texts: as typed, by field name; a ``currency`` among them decides how amounts are read.
        notation: how numbers and dates are written.
        currency: the row's currency when it is not among the texts; empty: the file's.

    Raises:
        UnusableArgumentError: there is no such table or field.
    """
    kind = session.kind(table)
    known_fields(kind, texts)
    context = session.context
    currency = _currency(kind, texts, context) or currency or context.currency
    values: Row = {}
    problems = []
    for name, text in texts.items():
        field = kind.field(name)
        value = parse_text(field, text, notation, context, currency)
        if isinstance(value, str) and field.kind in {Kind.REFERENCE, Kind.SCOPE}:
            value = resolved(session.store, field, value)
        if isinstance(value, Problem):
            problems.append(value)
        else:
            values[name] = value
    return TextsRead(values, tuple(problems))


def _currency(kind: Entity, texts: Mapping[str, str], context: Context) -> str:
    """Return the currency among the texts, or an empty text when it is not there or can't be read."""
    text = texts.get("currency", "")
    value = parse_text(kind.field("currency"), text, context=context) if text else None
    return value if isinstance(value, str) else ""
