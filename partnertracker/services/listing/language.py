"""Filters as one types them: ``stage:won value:>50k closed:2026-Q3 partner:"Blue Yonder"``.

A term is a column and what is wanted of it; ``-`` before it turns it round, ``|`` stands between
alternatives. Words take a name or its beginning, numbers and dates ``>``, ``<`` or ``low..high``; dates
also a period or a day as one says it; ``none`` and ``any`` ask whether there is anything at all. What is no
term is searched in every text.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import inf, nextafter

from partnertracker.domain.columns import day_of
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind
from partnertracker.domain.money import digits
from partnertracker.domain.notation import Notation
from partnertracker.domain.periods import period_named
from partnertracker.domain.search import folded
from partnertracker.domain.spoken import spoken_day
from partnertracker.domain.sums import read_sum
from partnertracker.services.listing.columns import Column, cells, columns_in
from partnertracker.services.listing.queries import AnyOf, Between, Contains, Filter, Missing, Not

NONE, ANY = "none", "any"
"""Ask for rows that hold nothing, or something, in a column."""

_TERM = re.compile(r"""(?P<not>-?)(?P<name>[^\W\d][\w]*):(?P<value>(?:"[^"]*"?|[^\s"])*)""")
_PIECE = re.compile(r'"[^"]*"?|[^\s"]+')
_BARE = re.compile(r"[\w.@&/+-]+")
_BOUND = re.compile(r"(>=|<=|>|<)(.*)")
_DAYS = frozenset({Kind.DATE, Kind.MONTH})
_NUMBERS = frozenset({Kind.MONEY, Kind.NUMBER, Kind.WHOLE, Kind.PERCENT})
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Query:
    """What a typed text asks for.

    Attributes:
        filters: all of which a row must pass.
        words: to be found somewhere in the row, as typed.
    """

    filters: tuple[Filter, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A term that means nothing.

    Attributes:
        at, length: where it stands in the text.
        sentence: what is wrong, and what is expected.
    """

    at: int
    length: int
    sentence: str


@dataclass(frozen=True)
class Vocabulary:
    """What terms are read against.

    Attributes:
        facts: the file's columns.
        table: the table that is listed.
        today: the local calendar day.
        notation: how the person writes numbers and dates.
        labels: by column and stored word, the word on screen.
    """

    facts: Facts
    table: str
    today: date
    notation: Notation
    labels: Mapping[tuple[str, str], str]

    def column(self, name: str) -> Column | None:
        """Return the column that a typed name means: its name, with or without ``_on``, or its label."""
        wanted = _plain(name)
        for spelled in (_name, _short_name, _label):
            for column in columns_in(self.facts, self.table):
                if column.kind is not Kind.LONG_TEXT and spelled(column) == wanted:
                    return column
        return None

    def words(self, column: Column) -> Mapping[str, str]:
        """Return the words that a coded column holds, by stored word as they read on screen."""
        if column.stored or not column.coded:
            return {"1": "yes", "0": "no"} if column.kind is Kind.YES_NO else {}
        here = cells(self.facts, self.table, column.name)
        return {word: self.labels.get((column.name, word), word) for word in here.words}


def read_query(text: str, vocabulary: Vocabulary) -> Query | Unread:
    """Read a typed text; the first term that means nothing is returned instead."""
    filters: list[Filter] = []
    words: list[str] = []
    for at, piece in _pieces(text):
        term = _TERM.fullmatch(piece)
        if term is None:
            words.append(piece.strip('"'))
            continue
        try:
            found = _filter(term["name"], term["value"], vocabulary)
        except _MeansNothingError as nothing:
            return Unread(at, len(piece), str(nothing))
        filters.append(_turned(found) if term["not"] else found)
    return Query(tuple(filters), " ".join(words))


def suggested(text: str, vocabulary: Vocabulary, at_most: int = 12) -> list[str]:
    """Return how the last piece of a text may go on: columns, or the words of the column that is named.

    Each is the whole text with the piece completed.
    """
    start = max((at for at, _ in _pieces(text)), default=len(text)) if text[-1:].strip() else len(text)
    piece, before = text[start:], text[:start]
    sign = "-" if piece.startswith("-") else ""
    name, colon, value = piece.removeprefix("-").partition(":")
    column = vocabulary.column(name) if colon else None
    if column is None:
        names = (
            _short_name(each)
            for each in columns_in(vocabulary.facts, vocabulary.table)
            if each.kind is not Kind.LONG_TEXT
        )
        return [f"{before}{sign}{each}:" for each in names if each.startswith(_plain(name))][:at_most]
    given, _, last = value.rpartition("|")
    kept = f"{given}|" if given else ""
    wanted = folded(last.strip('"'))
    labels = sorted(set(vocabulary.words(column).values()), key=folded)
    begins = [label for label in labels if folded(label).startswith(wanted)]
    inside = [label for label in labels if wanted in folded(label) and label not in begins]
    return [f"{before}{sign}{name}:{kept}{_quoted(label)} " for label in (*begins, *inside)][:at_most]


class _MeansNothingError(Exception):
    """A term means nothing; says what is expected."""


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield what stands between spaces, quoted parts whole, with its place."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _TERM.match(text, at) or _PIECE.match(text, at)
        piece = found[0] if found else text[at]
        yield at, piece
        at += len(piece)


def _filter(name: str, value: str, vocabulary: Vocabulary) -> Filter:
    column = vocabulary.column(name)
    if column is None:
        known = ", ".join(
            _short_name(each) for each in columns_in(vocabulary.facts, vocabulary.table) if each.listed
        )
        raise _MeansNothingError(f"There is no column “{name}”. Choose one of {known}.")
    if not value:
        raise _MeansNothingError(f"Say after {name}: what is wanted.")
    if value.casefold() in {NONE, ANY}:
        missing = Missing(column.name)
        return missing if value.casefold() == NONE else Not(missing)
    if column.kind in _DAYS:
        return _between(column, value, lambda text: _days(column, text, vocabulary), 1)
    if column.kind in _NUMBERS and not column.coded:
        whole = 0 if column.kind in {Kind.NUMBER, Kind.PERCENT} else 1
        return _between(column, value, lambda text: _number(column, text, vocabulary), whole)
    return _worded(column, value, vocabulary)


def _turned(found: Filter) -> Filter:
    return found.filter if isinstance(found, Not) else Not(found)


def _worded(column: Column, value: str, vocabulary: Vocabulary) -> Filter:
    """Return the filter for words, each named whole or by a part of it."""
    alternatives = [part.strip().strip('"') for part in value.split("|")]
    words = vocabulary.words(column)
    if not words and (column.stored or not column.coded):
        if len(alternatives) > 1:
            raise _MeansNothingError(f"{column.label} takes one text, without |.")
        return Contains(column.name, alternatives[0])
    chosen: set[str] = set()
    for wanted in map(folded, alternatives):
        found = _named(words, wanted)
        if not found:
            shown = ", ".join(sorted(words.values(), key=folded)[:_SHOWN])
            expected = f" Choose one of {shown}." if shown else ""
            raise _MeansNothingError(f"No {column.label.lower()} is “{wanted}”.{expected}")
        chosen |= found
    if column.kind is Kind.YES_NO:
        low, high = min(map(float, chosen)), max(map(float, chosen))
        return Between(column.name, low, high)
    return AnyOf(column.name, frozenset(chosen))


def _named(words: Mapping[str, str], wanted: str) -> set[str]:
    """Return the words that are what is wanted; if there is none, those that begin so; else that hold it."""
    spellings = {word: (folded(word), folded(label)) for word, label in words.items()}
    for matches in (str.__eq__, str.startswith, str.__contains__):
        found = {
            word for word, spelled in spellings.items() if any(matches(each, wanted) for each in spelled)
        }
        if found:
            return found
    return set()


def _between(column: Column, value: str, read: Callable[[str], tuple[float, float]], step: int) -> Between:
    """Return the filter for ``>low``, ``low..high``, or one value, which may span several (a period)."""
    bound = _BOUND.fullmatch(value)
    if bound is not None:
        low, high = read(bound[2])
        if bound[1] == ">":
            return Between(column.name, high + step if step else nextafter(high, inf), None)
        if bound[1] == "<":
            return Between(column.name, None, low - step if step else nextafter(low, -inf))
        return Between(column.name, low, None) if bound[1] == ">=" else Between(column.name, None, high)
    first, dots, last = value.partition("..")
    if not dots:
        return Between(column.name, *read(value))
    return Between(column.name, read(first)[0] if first else None, read(last)[1] if last else None)


def _days(column: Column, text: str, vocabulary: Vocabulary) -> tuple[float, float]:
    """Return the first and last day that a text means."""
    try:
        period = period_named(text, vocabulary.facts.settings.fiscal_year_start)
    except UnusableArgumentError:
        period = None
    if period is not None:
        return float(period.start), float(period.end)
    try:
        day = day_of(date.fromisoformat(text.strip('"')).isoformat())
    except ValueError:
        first, second = (vocabulary.notation.date.find(part) for part in ("%d", "%m"))
        spoken = spoken_day(text.strip('"'), vocabulary.today, day_first=first < second)
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
    return float(number * scale), float(number * scale)


def _quoted(word: str) -> str:
    return word if _BARE.fullmatch(word) else f'"{word}"'


def _plain(name: str) -> str:
    return folded(name).replace(" ", "_").replace("-", "_")


def _name(column: Column) -> str:
    return column.name


def _short_name(column: Column) -> str:
    return column.name.removesuffix("_on")


def _label(column: Column) -> str:
    return _plain(column.label)
