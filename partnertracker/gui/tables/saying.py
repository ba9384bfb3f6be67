"""Filters said in words, as chips show them."""

from collections.abc import Sequence

from partnertracker.domain.fields import Kind
from partnertracker.domain.money import to_major
from partnertracker.domain.search import folded
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.texts import notation
from partnertracker.gui.tables.cells import labels_of
from partnertracker.services.listing.columns import Column
from partnertracker.services.listing.filters import AnyOf, Between, Contains, Either, Filter, Missing
from partnertracker.services.listing.language import DAYS, Unread
from partnertracker.services.listing.spelling import day_text, period_of, rounded
from partnertracker.services.listing.vocabulary import Vocabulary

EMPTY = "(none)"
"""Stands for a missing word."""

_SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤"}
_SHOWN = 3
_LONGEST = 40


def vocabulary_of(desk: Desk, table: str) -> Vocabulary:
    """Return what filters of a table are read against, as the person writes numbers and dates."""
    return Vocabulary(desk.facts, table, desk.today, notation(), labels_of(desk.facts, table))


def said(filters: Sequence[Filter], column: Column, vocabulary: Vocabulary) -> str:
    """Return what the filters of a column let through: ``any``, ``Won, Lead``, ``not 2026-Q3``."""
    words = ", ".join(_said(each, column, vocabulary) for each in filters)
    return f"{words[:_LONGEST].rstrip()}…" if len(words) > _LONGEST else words or "any"


def said_of_unread(text: str, unread: Sequence[Unread]) -> str:
    """Return why parts of a typed text mean nothing, a line for each of the first three."""
    lines = [f"“{text[each.at : each.at + each.length]}”: {each.sentence}" for each in unread]
    if len(lines) > _SHOWN:
        lines[_SHOWN:] = [f"{len(lines) - _SHOWN} more can't be read."]
    return "\n".join(lines)


def _said(wanted: Filter, column: Column, vocabulary: Vocabulary) -> str:
    if isinstance(wanted, AnyOf):
        return _words(wanted, vocabulary)
    if isinstance(wanted, Contains):
        return f"“{wanted.text}”"
    if isinstance(wanted, Missing):
        return "empty"
    if isinstance(wanted, Either):
        return " or ".join(_said(each, column, vocabulary) for each in wanted.filters)
    if isinstance(wanted, Between):
        return _range(wanted, column, vocabulary)
    return f"not {_said(wanted.filter, column, vocabulary)}"


def _words(wanted: AnyOf, vocabulary: Vocabulary) -> str:
    if not wanted.words:
        return "no match"
    if len(wanted.words) > _SHOWN:
        return f"{len(wanted.words)} of them"
    yes_no = {"1": "Yes", "0": "No"}
    labels = [vocabulary.labels.get((wanted.column, word), word) for word in wanted.words]
    return ", ".join(sorted((yes_no.get(label, label) or EMPTY for label in labels), key=folded))


def _range(wanted: Between, column: Column, vocabulary: Vocabulary) -> str:
    period = period_of(wanted, vocabulary) if column.kind in DAYS else ""
    if period:
        return period
    measured, outside = rounded(wanted, column)
    days = [day_text(bound) for bound in measured[1:] if bound is not None] if column.kind in DAYS else []
    if len({day[:4] for day in days}) > 1:
        return " – ".join(map(formats.long_date, days))
    low, high = (None if bound is None else _bound(bound, column, vocabulary) for bound in measured[1:])
    if low == high:
        return low or "any"
    if low and high:
        return f"{low} – {high}"
    if column.kind in DAYS:
        return f"from {low}" if low else f"to {high}"
    equals = "" if outside else "="
    return f"{_SIGNS['>' + equals]} {low}" if low else f"{_SIGNS['<' + equals]} {high}"


def _bound(number: float, column: Column, vocabulary: Vocabulary) -> str:
    if column.kind in DAYS:
        return formats.short_date(day_text(number), vocabulary.today)
    if column.kind is Kind.MONEY:
        return formats.number(float(to_major(round(number), vocabulary.facts.settings.currency)), 2)
    return formats.number(number, 6)
