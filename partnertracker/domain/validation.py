"""Every problem of a row that can be seen from the row alone; services add references and uniqueness."""

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping

from partnertracker.domain.dates import is_iso_date, is_iso_month
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Context, Entity, Field, Kind, Row, Value
from partnertracker.domain.money import digits, to_major
from partnertracker.domain.notation import ALWAYS
from partnertracker.domain.periods import period_named
from partnertracker.domain.problems import Problem

MOST_MINOR = 999_999_999_999_999_999
"""The largest amount in minor units, either way; leaves sums of many rows room in 64 bits."""

MOST_WHOLE = 2**53
"""The largest whole number that stays exact as a float."""

MOST_NUMBER = 1e300
"""The largest number, either way."""

_LONGEST_SHOWN = 60
_SURROGATE = re.compile("[\ud800-\udfff]")
_CURRENCY = re.compile("[A-Z]{3}")
_SCOPE = re.compile("all|(?:partner|manager|tier):.+", re.DOTALL)
_NAMING = frozenset({("targets", "metric"), ("targets", "period"), ("notes", "metric")})
_NUMBERS = frozenset({Kind.WHOLE, Kind.NUMBER, Kind.PERCENT})


def problems_of_row(entity: Entity, row: Row, context: Context) -> tuple[Problem, ...]:
    """Return all that is wrong with a row: missing values, wrong kinds, ranges, then the entity's rules.

    Args:
        entity: the row's table.
        row: disk values by field name; an absent field counts as None.
        context: the day, the currency, the stages and the metrics.
    """
    problems = []
    for field in entity.fields:
        sentence = _sentence_about(field, row, context) or named_thing_problem(
            entity.table, field, row.get(field.name), context.metrics
        )
        if sentence:
            problems.append(Problem(field.name, shown(row.get(field.name)), sentence))
    wrong = {problem.column for problem in problems}
    for rule in entity.rules:
        if rule.column in wrong:
            continue
        sentence = rule.check(row, context)
        if sentence:
            problems.append(Problem(rule.column, shown(row.get(rule.column)), sentence))
            wrong.add(rule.column)
    return tuple(problems)


def missing(field: Field) -> str:
    """Return the sentence for a required value that is not there."""
    return f"{field.label} is needed."


def shown(value: Value) -> str:
    """Return a value as a sentence may quote it: short and on one line."""
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def text_problem(field: Field, text: str) -> str:
    """Return the sentence for a text with a character that a file can't hold, or an empty text."""
    if "\0" in text or (not text.isascii() and _SURROGATE.search(text)):
        return f"{field.label} has a character that can't be stored; type it again."
    return ""


def out_of_range(field: Field, value: Value, currency: str) -> str:
    """Return the sentence for a number outside the field's bounds, or an empty text.

    Args:
        field: what the value is for.
        value: the disk value; money in minor units.
        currency: the currency in which bounds of money are said.
    """
    if not isinstance(value, int | float) or field.kind is Kind.YES_NO:
        return ""
    low, high = _bounds(field)
    if low <= value <= high:
        return ""
    if field.low is not None and field.high is not None:
        return f"{field.label} must be between {field.low:g} and {field.high:g}."
    if field.low is not None and value < low:
        return f"{field.label} must be {field.low:g} or more."
    most = to_major(int(high), currency) if field.kind is Kind.MONEY else high
    return f"{field.label} is too large: it can be at most {most:,}."


def too_many_decimals(field: Field, currency: str) -> str:
    """Return the sentence for an amount that is finer than its currency."""
    places = digits(currency)
    count = f"at most {places} decimals" if places else "no decimals"
    return f"{field.label} can have {count} in {currency}."


def names_thing(table: str, field: Field) -> bool:
    """Tell whether a field names a metric or a period, which ``named_thing_problem`` looks at."""
    return (table, field.name) in _NAMING


def names_metric(field: Field) -> bool:
    """Tell whether a field of the contract holds the id of a metric."""
    return field.name == "metric" and field.kind is Kind.TEXT and not field.custom


def named_thing_problem(table: str, field: Field, value: Value, metrics: Collection[str] | None) -> str:
    """Return the sentence for a metric or a period that doesn't exist, or an empty text."""
    if value is None or not names_thing(table, field):
        return ""
    if field.name == "metric":
        known = metrics is None or value in metrics
        return "" if known else f"{field.label} must be the id of a metric such as bookings or win_rate."
    if value == ALWAYS:
        return ""
    try:
        is_known = period_named(str(value)).label == value
    except UnusableArgumentError:
        is_known = False
    return "" if is_known else f"{field.label} must be 2026, 2026-Q3, 2026-09, 2026-W38 or always."


def _bounds(field: Field) -> tuple[float, float]:
    if field.kind is Kind.MONEY:
        low = -MOST_MINOR if field.low is None else field.low
        return low, MOST_MINOR
    most = MOST_WHOLE if field.kind is Kind.WHOLE else MOST_NUMBER
    return -most if field.low is None else field.low, most if field.high is None else field.high


def _sentence_about(field: Field, row: Row, context: Context) -> str:
    value = row.get(field.name)
    if value is None:
        return missing(field) if field.required else ""
    if field.kind is Kind.STAGE:
        allowed = ", ".join(stage.label for stage in context.stages.values())
        return "" if value in context.stages else f"Stage must be one of {allowed}."
    if not _FITS[field.kind](field, value):
        return f"{field.label} must be {_EXPECTED[field.kind](field)}."
    currency = row.get("currency")
    return out_of_range(field, value, currency if isinstance(currency, str) else context.currency)


def _is_text(field: Field, value: Value) -> bool:
    if not isinstance(value, str) or not value.strip() or text_problem(field, value):
        return False
    return value.isascii() or unicodedata.is_normalized("NFC", value)


def _is_number(_field: Field, value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_integer(_field: Field, value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_FITS: Mapping[Kind, Callable[[Field, Value], bool]] = {
    Kind.TEXT: _is_text,
    Kind.LONG_TEXT: _is_text,
    Kind.REFERENCE: _is_text,
    Kind.CHOICE: lambda field, value: any(choice.value == value for choice in field.choices),
    Kind.DATE: lambda _field, value: isinstance(value, str) and is_iso_date(value),
    Kind.MONTH: lambda _field, value: isinstance(value, str) and is_iso_month(value),
    Kind.MONEY: _is_integer,
    Kind.WHOLE: _is_integer,
    Kind.NUMBER: _is_number,
    Kind.PERCENT: _is_number,
    Kind.YES_NO: lambda _field, value: value in {0, 1},
    Kind.CURRENCY: lambda _field, value: isinstance(value, str) and bool(_CURRENCY.fullmatch(value)),
    Kind.RECORD: _is_text,
    Kind.SCOPE: lambda field, value: _is_text(field, value) and bool(_SCOPE.fullmatch(str(value))),
}

_EXPECTED: Mapping[Kind, Callable[[Field], str]] = {
    **dict.fromkeys((Kind.TEXT, Kind.LONG_TEXT), lambda _field: "a text that can be stored"),
    **dict.fromkeys((Kind.REFERENCE, Kind.RECORD), lambda _field: "the id of a row"),
    Kind.CHOICE: lambda field: f"one of {', '.join(choice.label for choice in field.choices)}",
    Kind.DATE: lambda _field: "a date of the calendar such as 2026-08-31",
    Kind.MONTH: lambda _field: "a month such as 2026-08",
    Kind.MONEY: lambda _field: "an amount",
    Kind.WHOLE: lambda _field: "a whole number such as 12",
    Kind.NUMBER: lambda _field: "a number such as 12.5",
    Kind.PERCENT: lambda _field: "a percentage from 0 to 100",
    Kind.YES_NO: lambda _field: "yes or no",
    Kind.CURRENCY: lambda _field: "three letters such as USD",
    Kind.SCOPE: lambda _field: "all, partner:NAME, manager:NAME or tier:NAME",
}
