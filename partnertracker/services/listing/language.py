"""Filters as one types them: ``stage:won value:>50k closed:2026-Q3 partner:"Blue Yonder"``.

A term is a column and what is wanted of it; ``-`` before it turns it round, ``|`` stands between
alternatives. Words take a name or its beginning, and with ``~`` any part, as texts do; numbers and dates take
``>``, ``<`` or ``low..high``, dates also a period or a day as one says it; ``none`` and ``any`` ask whether
there is anything at all. What is no term, or stands in quotes, is searched in every text. A quote within
quotes is written twice.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import zip_longest
from math import ceil, floor, inf, nextafter
from typing import NamedTuple

from partnertracker.domain.columns import day_of
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Kind
from partnertracker.domain.money import digits
from partnertracker.domain.periods import period_named
from partnertracker.domain.spoken import spoken_day
from partnertracker.domain.sums import read_sum
from partnertracker.services.listing.columns import Column
from partnertracker.services.listing.filters import AnyOf, Between, Contains, Either, Filter, Missing, Not
from partnertracker.services.listing.vocabulary import Vocabulary

NONE, ANY = "none", "any"
"""Ask for rows that hold nothing, or something, in a column."""

PART = "~"
"""Asks for rows that hold a part in a column of words."""

DAYS = frozenset({Kind.DATE, Kind.MONTH})
"""The kinds that are compared by day."""

FRACTIONS = frozenset({Kind.NUMBER, Kind.PERCENT})
"""The kinds between two of whose numbers there is always another one."""

NUMBERS = FRACTIONS | {Kind.MONEY, Kind.WHOLE}
"""The kinds that are compared by number."""

_TERM = re.compile(r"""(?P<not>-?)(?P<name>[^\W\d][\w]*):(?P<value>(?:"[^"]*"?|[^\s"])*)""")
_PIECE = re.compile(r'"[^"]*"?|[^\s"]+')
_QUOTED = re.compile(r'"((?:[^"]|"")*)"?')
_ALTERNATIVE = re.compile(r'(?:"[^"]*"?|[^|"])*')
_BOUND = re.compile(r"(>=|<=|>|<)(.*)")
_FEW = 60
_SHOWN = 8
_LARGEST = 10**15
"""In the column's unit: what is counted singly in a float, with a number next to it on both sides."""


class Piece(NamedTuple):
    """What stands between spaces in a text.

    Attributes:
        at: where it begins.
        text: the piece, quoted parts whole.
        sign: ``-`` where it is a term that is turned round.
        name: the column as typed; empty where the piece is no term.
        value: what is wanted of it.
    """

    at: int
    text: str
    sign: str = ""
    name: str = ""
    value: str = ""


class Term(NamedTuple):
    """A piece that was read.

    Attributes:
        piece: where it stands, and as typed.
        filter: what it means.
    """

    piece: Piece
    filter: Filter


class Unread(NamedTuple):
    """A term that means nothing.

    Attributes:
        at, length: where it stands in the text.
        sentence: what is wrong, and what is expected.
    """

    at: int
    length: int
    sentence: str


class Query(NamedTuple):
    """What a typed text asks for.

    Attributes:
        terms: what was read, in order; one that asks for a word that there isn't lets no row through.
        words: to be found somewhere in the row, as typed.
        unread: the terms that mean nothing.
    """

    terms: tuple[Term, ...] = ()
    words: str = ""
    unread: tuple[Unread, ...] = ()

    @property
    def filters(self) -> tuple[Filter, ...]:
        """All of which a row must pass."""
        return tuple(term.filter for term in self.terms)


def read_query(text: str, vocabulary: Vocabulary) -> Query:
    """Read a typed text."""
    terms: list[Term] = []
    words: list[str] = []
    unread: list[Unread] = []
    found = list(pieces(text))
    for piece, following in zip_longest(found, found[1:]):
        if not piece.name:
            if piece.text == "-" and following is not None and following.name:
                expected = f"Put the - right before what is to be left out: -{following.text.lstrip('-')}."
                unread.append(Unread(piece.at, len(piece.text), expected))
                continue
            words.append(unquoted(piece.text))
            continue
        try:
            terms.append(Term(piece, _filter(piece, vocabulary)))
        except _MeansNothingError as nothing:
            unread.append(Unread(piece.at, len(piece.text), str(nothing)))
            if isinstance(nothing, _UnknownWordError):
                terms.append(Term(piece, AnyOf(nothing.column, frozenset())))
    return Query(tuple(terms), " ".join(words), tuple(unread))


def pieces(text: str) -> Iterator[Piece]:
    """Yield what stands between spaces."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _TERM.match(text, at)
        if found is not None:
            yield Piece(at, found[0], found["not"], found["name"], found["value"])
            at = found.end()
            continue
        other = _PIECE.match(text, at)
        yield Piece(at, other[0] if other else text[at])
        at += len(other[0]) if other else 1


def alternatives(value: str) -> list[str]:
    """Return what stands between the ``|`` of a term's value; those within quotes divide nothing."""
    found, at = [], 0
    while True:
        match = _ALTERNATIVE.match(value, at)
        at = match.end() if match else len(value)
        found.append(match[0] if match else "")
        if at >= len(value):
            return found
        at += 1


class _MeansNothingError(Exception):
    """A term means nothing; says what is expected."""


class _UnknownWordError(_MeansNothingError):
    """A column of words has none that is meant: no row is asked for, least of all every one.

    Attributes:
        column: its name.
    """

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


def _filter(piece: Piece, vocabulary: Vocabulary) -> Filter:
    column = vocabulary.column(piece.name)
    if column is None:
        known = ", ".join(vocabulary.name(each) for each in vocabulary.columns if each.listed)
        expected = f"Choose one of {known}, or put the words in quotes to find them."
        raise _MeansNothingError(f"There is no column “{piece.name}”. {expected}")
    found = _joined(column, [_alternative(column, text, vocabulary) for text in alternatives(piece.value)])
    if not piece.sign:
        return found
    return found.filter if isinstance(found, Not) else Not(found)


def _joined(column: Column, read: list[Filter]) -> Filter:
    """Return the filter that lets through what any of the alternatives does, their words as one choice."""
    words = frozenset(word for each in read if isinstance(each, AnyOf) for word in each.words)
    rest = [each for each in dict.fromkeys(read) if not isinstance(each, AnyOf)]
    if words and Missing(column.name) in rest:
        rest.remove(Missing(column.name))
        words |= {""}
    filters = (*([AnyOf(column.name, words)] if words else []), *rest)
    return filters[0] if len(filters) == 1 else Either(filters)


def _alternative(column: Column, text: str, vocabulary: Vocabulary) -> Filter:
    if text.casefold() in {NONE, ANY}:
        missing = Missing(column.name)
        return missing if text.casefold() == NONE else Not(missing)
    part = text.startswith(PART) and column.kind is not Kind.YES_NO and not _is_measured(column)
    wanted = unquoted(text[1:] if part else text).strip()
    if not wanted:
        raise _MeansNothingError(f"Say after {vocabulary.name(column)}: what is wanted.")
    if column.kind in DAYS:
        return _between(column, wanted, lambda text: _days(column, text, vocabulary))
    if _is_measured(column):
        return _between(column, wanted, lambda text: _number(column, text, vocabulary))
    words = None if part else vocabulary.words(column)
    if words is None:
        return Contains(column.name, wanted)
    chosen = words.named(wanted)
    if chosen:
        return AnyOf(column.name, chosen)
    few = 0 < len(words.shown) <= _FEW
    expected = f" Choose one of {', '.join(words.like('', _SHOWN))}." if few else ""
    raise _UnknownWordError(column.name, f"There is no “{wanted}” in {column.label}.{expected}")


def _is_measured(column: Column) -> bool:
    return column.kind in DAYS or (column.kind in NUMBERS and not column.coded)


def _between(column: Column, value: str, read: Callable[[str], tuple[float, float]]) -> Between:
    """Return the filter for ``>low``, ``low..high``, or one value, which may span several (a period)."""
    bound = _BOUND.fullmatch(value)
    if bound is not None:
        low, high = read(bound[2])
        whole = column.kind not in FRACTIONS
        if bound[1] == ">":
            return Between(column.name, floor(high) + 1.0 if whole else nextafter(high, inf), None)
        if bound[1] == "<":
            return Between(column.name, None, ceil(low) - 1.0 if whole else nextafter(low, -inf))
        return Between(column.name, low, None) if bound[1] == ">=" else Between(column.name, None, high)
    first, dots, last = value.partition("..")
    if not dots or not (first or last):
        return Between(column.name, *read(value))
    begin, end = read(first)[0] if first else None, read(last)[1] if last else None
    if begin is not None and end is not None and begin > end:
        raise _MeansNothingError(f"The smaller or earlier one stands first: {last}..{first}.")
    return Between(column.name, begin, end)


def _days(column: Column, text: str, vocabulary: Vocabulary) -> tuple[float, float]:
    """Return the first and last day that a text means."""
    try:
        period = period_named(text, vocabulary.facts.settings.fiscal_year_start)
    except UnusableArgumentError:
        period = None
    if period is not None:
        return float(period.start), float(period.end)
    try:
        day = day_of(date.fromisoformat(text).isoformat())
    except ValueError:
        first, second = (vocabulary.notation.date.find(part) for part in ("%d", "%m"))
        spoken = spoken_day(text, vocabulary.today, day_first=first < second)
        if spoken is None:
            expected = "2026-Q3, 2026-09, 2026-09-30, today, -30d, >2026-06-30 or 2026-01..2026-03"
            raise _MeansNothingError(f"{column.label} takes {expected}.") from None
        day = day_of(spoken.isoformat())
    return float(day), float(day)


def _number(column: Column, text: str, vocabulary: Vocabulary) -> tuple[float, float]:
    currency = vocabulary.facts.settings.currency if column.kind is Kind.MONEY else ""
    number = read_sum(text.rstrip("%"), vocabulary.notation, currency)
    if number is None:
        raise _MeansNothingError(f"{column.label} takes a number: 500, >50k, <1.5m or 10k..50k.")
    scale = 10 ** digits(currency) if currency else 1
    if abs(number) * scale > _LARGEST:
        expected = f"take one up to {_LARGEST // scale:,}"
        raise _MeansNothingError(f"{column.label}: {text} is too large a number; {expected}.")
    return float(number * scale), float(number * scale)


def unquoted(text: str) -> str:
    """Return a text without the quotes around its parts."""
    return _QUOTED.sub(lambda found: found[1].replace('""', '"'), text)
