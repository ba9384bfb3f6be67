"""Text as people type it or spreadsheets hold it, read into values as on disk, and back as CSV text."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal

from partnertracker.domain.dates import date_reader, example_of, read_month
from partnertracker.domain.fields import Context, Field, Kind, Value
from partnertracker.domain.money import digits, to_major, to_minor
from partnertracker.domain.names import word_key
from partnertracker.domain.notation import PLAIN, Notation
from partnertracker.domain.numerals import plain_text, read_amount, read_number
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import out_of_range, text_problem, too_many_decimals

SCOPES = ("partner", "manager", "tier")
"""What can stand before the colon in a scope other than ``all``."""

_GUARDED = re.compile("'+[=+\\-@\t\r]")
_FORMULA = re.compile("'*[=+\\-@\t\r]")
_BREAKS = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")
_NEW_LINES = re.compile("\r\n?")
_CURRENCY = re.compile("[A-Z]{3}")
_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0"})
_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT})


class _UnreadError(Exception):
    """A text means nothing for its field; says what is expected."""


class _Text:
    """A text with what is needed to read it."""

    def __init__(
        self, field: Field, text: str, notation: Notation, context: Context | None, currency: str
    ) -> None:
        self.field = field
        self.text = text
        self.notation = notation
        self.stages = context.stages if context else {}
        self.currency = currency or (context.currency if context else "USD")


def parse_text(
    field: Field, text: str, notation: Notation = PLAIN, context: Context | None = None, currency: str = ""
) -> Value | Problem:
    """Read a text as a field's disk value.

    An empty text is None; whether it may be is for validation. A REFERENCE and the name in a SCOPE are
    returned as given: services find the row (``services.editing.read_texts`` does both).

    Args:
        field: what the text is for.
        text: as typed; surrounding space is taken off.
        notation: how numbers and dates are written.
        context: the file's currency and stages; needed for MONEY (unless ``currency`` is given) and STAGE.
        currency: the row's own currency, which decides how many decimals an amount may have.
    """
    stripped = text.strip()
    if not stripped:
        return None
    try:
        value = _READERS[field.kind](_Text(field, stripped, notation, context, currency))
    except _UnreadError as unread:
        return Problem(field.name, text, str(unread))
    sentence = out_of_range(field, value, currency or (context.currency if context else "USD"))
    return Problem(field.name, text, sentence) if sentence else value


def to_text(field: Field, value: Value, currency: str = "USD") -> str:
    """Write a disk value as CSV text: money in major units, dates ISO, yes and no as words, None empty.

    A REFERENCE is written as its id and a partner in a SCOPE likewise; exporting puts
    the names in.
    """
    if value is None:
        return ""
    if field.kind is Kind.MONEY:
        return format(to_major(int(value), currency), "f")
    if field.kind is Kind.YES_NO:
        return "yes" if value else "no"
    if isinstance(value, float):
        return plain_text(Decimal(repr(value)))
    return str(value)


def guarded(text: str) -> str:
    """Return a text with a ``'`` in front if a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return a text without the ``'`` that ``guarded`` put in front."""
    return text[1:] if _GUARDED.match(text) else text


def _text(given: _Text) -> Value:
    line = given.text if given.field.kind is Kind.LONG_TEXT else _BREAKS.sub(" ", given.text)
    text = _NEW_LINES.sub("\n", line)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    problem = text_problem(given.field, text)
    if problem:
        raise _UnreadError(problem)
    return text


def _choice(given: _Text) -> Value:
    wanted = word_key(given.text)
    for choice in given.field.choices:
        if wanted in {word_key(choice.value), word_key(choice.label)}:
            return choice.value
    allowed = ", ".join(choice.label for choice in given.field.choices)
    raise _UnreadError(f"{given.field.label} must be one of {allowed}.")


def _stage(given: _Text) -> Value:
    wanted = word_key(given.text)
    for stage in given.stages.values():
        if wanted in {word_key(stage.key), word_key(stage.label)}:
            return stage.key
    raise _UnreadError(
        f"{given.field.label} must be one of {', '.join(stage.label for stage in given.stages.values())}."
    )


def _date(given: _Text) -> Value:
    iso = date_reader(given.notation.date)(given.text)
    if iso is None:
        example = example_of(given.notation.date)
        raise _UnreadError(f"{given.field.label} must be a date of the calendar such as {example}.")
    return iso


def _month(given: _Text) -> Value:
    month = read_month(given.text)
    if month is None:
        raise _UnreadError(f"{given.field.label} must be a month such as 2026-08.")
    return month


def _money(given: _Text) -> Value:
    amount = read_amount(given.text, given.notation, given.currency)
    places = digits(given.currency)
    if amount is None:
        example = format(Decimal(1250).quantize(Decimal(1).scaleb(-places)), "f")
        expected = example.replace(".", given.notation.decimal)
        raise _UnreadError(f"{given.field.label} must be a number such as {expected}.")
    try:
        return to_minor(amount, given.currency)
    except ValueError:
        raise _UnreadError(too_many_decimals(given.field, given.currency)) from None


def _currency(given: _Text) -> Value:
    code = given.text.upper()
    if not _CURRENCY.fullmatch(code):
        raise _UnreadError(f"{given.field.label} must be three letters such as USD.")
    return code


def _whole(given: _Text) -> Value:
    number = read_number(given.text, given.notation)
    if number is None or number != number.to_integral_value():
        raise _UnreadError(f"{given.field.label} must be a whole number such as 12.")
    return int(number)


def _number(given: _Text) -> Value:
    number = read_number(given.text, given.notation)
    if number is None or not math.isfinite(float(number)):
        example = "12.5".replace(".", given.notation.decimal)
        raise _UnreadError(f"{given.field.label} must be a number such as {example}.")
    return float(number)


def _percent(given: _Text) -> Value:
    number = read_number(given.text.removesuffix("%").strip(), given.notation)
    if number is None:
        raise _UnreadError(f"{given.field.label} must be a percentage from 0 to 100.")
    return float(number if given.text.endswith("%") else number * 100 / given.notation.whole)


def _yes_no(given: _Text) -> Value:
    word = word_key(given.text)
    if word in _YES:
        return 1
    if word in _NO:
        return 0
    raise _UnreadError(f"{given.field.label} must be yes or no.")


def _scope(given: _Text) -> Value:
    text = str(_text(given))
    kind, colon, name = text.partition(":")
    if not colon and word_key(kind) == "all":
        return "all"
    if not name.strip() or kind.strip().casefold() not in SCOPES:
        expected = "all, partner:NAME, manager:NAME or tier:NAME"
        raise _UnreadError(f"{given.field.label} must be {expected}.")
    return f"{kind.strip().casefold()}:{name.strip()}"


_READERS: Mapping[Kind, Callable[[_Text], Value]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.STAGE: _stage,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.MONEY: _money,
    Kind.CURRENCY: _currency,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.PERCENT: _percent,
    Kind.YES_NO: _yes_no,
    Kind.REFERENCE: _text,
    Kind.SCOPE: _scope,
    Kind.RECORD: _text,
}
