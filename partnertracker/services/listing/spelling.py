"""Filters written as one types them, so that reading the text gives the same filters again."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import copysign, inf, nextafter

from partnertracker.domain.columns import date_of, day_of
from partnertracker.domain.fields import Kind
from partnertracker.domain.money import digits
from partnertracker.domain.notation import Notation
from partnertracker.domain.numerals import plain_text
from partnertracker.domain.periods import FIRST_YEAR, KINDS, LAST_YEAR, period_containing
from partnertracker.domain.search import folded
from partnertracker.services.listing.columns import Column
from partnertracker.services.listing.filters import AnyOf, Between, Contains, Either, Filter, Missing, Not
from partnertracker.services.listing.language import (
    ANY,
    DAYS,
    FRACTIONS,
    NONE,
    PART,
    Query,
    alternatives,
    pieces,
    read_query,
    unquoted,
)
from partnertracker.services.listing.vocabulary import Spelled, Vocabulary, spelled

_BARE = re.compile(r"[\w.@&/+'()-]+")
_FIRST_DAY, _LAST_DAY = day_of(date.min.isoformat()), day_of(date.max.isoformat())


def written(wanted: Filter, vocabulary: Vocabulary) -> str:
    """Return a filter as a term; raises KeyError when the table has no such column."""
    turned = isinstance(wanted, Not) and not isinstance(wanted.filter, Missing)
    inner = wanted.filter if isinstance(wanted, Not) and turned else wanted
    column = {each.name: each for each in vocabulary.columns}[wanted.column]
    sign = "-" if turned else ""
    return f"{sign}{vocabulary.name(column)}:{_value(inner, column, vocabulary)}"


def with_filter(text: str, name: str, wanted: Filter | None, vocabulary: Vocabulary) -> str:
    """Return a text in which a column has one filter, or none, where it stood before, else at the end."""
    kept: list[str] = []
    place = None
    for piece in pieces(text):
        column = vocabulary.column(piece.name) if piece.name else None
        if column is None or column.name != name:
            kept.append(piece.text)
        elif place is None:
            place = len(kept)
    if wanted is not None:
        kept.insert(len(kept) if place is None else place, written(wanted, vocabulary))
    return " ".join(kept)


def respelled(text: str, here: Vocabulary, there: Notation) -> str:
    """Return a text as it is written elsewhere, where numbers and dates are written in another way.

    A term that means the same in both ways stays as typed, ``-30d`` with it.
    """
    other = replace(here, notation=there)
    kept: list[str] = []
    for piece in pieces(text):
        meant = read_query(piece.text, here)
        same = meant.unread or meant.filters == read_query(piece.text, other).filters
        kept.append(piece.text if same else written(meant.filters[0], other))
    return " ".join(kept)


def with_word_renamed(text: str, meant: Query, name: str, renamed: tuple[str, str]) -> str:
    """Return a text whose terms ask for a word of a column by its new name, as of ``value_renamed``.

    Args:
        text: as typed.
        meant: what it meant while the word had its old name; terms that no longer stand there are left.
        name: the column.
        renamed: the old name and the new one.
    """
    for piece, wanted in reversed(meant.terms):
        start, end = piece.at, piece.at + len(piece.text)
        if not piece.name or wanted.column != name or text[start:end] != piece.text:
            continue
        value = value_renamed(piece.value, dict([renamed]), spelled(sorted(_words_of(wanted))).named)
        text = f"{text[:start]}{piece.sign}{piece.name}:{value}{text[end:]}"
    return text


def value_renamed(value: str, renamed: Mapping[str, str], meant: Callable[[str], frozenset[str]]) -> str:
    """Return what is wanted of a column, with names that got other ones by those.

    What names one whole follows, and what meant it alone and would no longer. A part of several names, or one
    that the new name holds too, goes on asking for whatever holds it.

    Args:
        value: as typed.
        renamed: the new name by the old one.
        meant: returns the words that an alternative meant, given without its quotes.
    """

    def followed(part: str) -> str:
        wanted = unquoted(part).strip()
        if not wanted or part.casefold() in {NONE, ANY} or part.startswith(PART):
            return part
        words = meant(wanted)
        word = next(iter(words)) if len(words) == 1 else ""
        if word not in renamed:
            return part
        still = folded(wanted) in folded(renamed[word]) and folded(wanted) != folded(word)
        return part if still else quoted(renamed[word])

    return "|".join(dict.fromkeys(map(followed, alternatives(value))))


def _words_of(wanted: Filter) -> frozenset[str]:
    if isinstance(wanted, Not):
        return _words_of(wanted.filter)
    return wanted.words if isinstance(wanted, AnyOf) else frozenset()


def renamed_words(before: Sequence[Column], now: Sequence[Column]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the columns one of whose words has got another name, each with the old name and the new one."""
    shown = {column.name: column.shows for column in before}
    for column in now:
        old = shown.get(column.name, ())
        if len(old) == len(column.shows):
            changed = [pair for pair in zip(old, column.shows, strict=True) if pair[0] != pair[1]]
            if len(changed) == 1:
                yield column.name, changed[0]


def quoted(word: str) -> str:
    """Return a word as it stands in a term: in quotes where it would be taken for something else."""
    if _BARE.fullmatch(word) and ".." not in word and word.casefold() not in {NONE, ANY}:
        return word
    return '"{}"'.format(word.replace('"', '""'))


def day_text(day: float) -> str:
    """Return a day as ISO text; of what lies outside the calendar, the day next to it."""
    return date_of(int(min(max(day, _FIRST_DAY), _LAST_DAY))).isoformat()


def period_of(wanted: Between, vocabulary: Vocabulary) -> str:
    """Return the label of the period that spans just these days; empty when there is none."""
    if wanted.low is None or wanted.high is None or wanted.low == wanted.high:
        return ""
    if not _FIRST_DAY <= wanted.low <= wanted.high <= _LAST_DAY:
        return ""
    if not FIRST_YEAR < date_of(int(wanted.low)).year < LAST_YEAR:
        return ""
    start = vocabulary.facts.settings.fiscal_year_start
    spans = (period_containing(int(wanted.low), kind, start) for kind in reversed(KINDS))
    return next((each.label for each in spans if (each.start, each.end) == wanted[1:]), "")


def _value(wanted: Filter, column: Column, vocabulary: Vocabulary) -> str:
    if isinstance(wanted, Missing):
        return NONE
    if isinstance(wanted, Contains):
        return f"{'' if vocabulary.words(column) is None else PART}{quoted(wanted.text)}"
    if isinstance(wanted, AnyOf):
        return _words(wanted.words, vocabulary.words(column))
    if isinstance(wanted, Either):
        return "|".join(_value(each, column, vocabulary) for each in wanted.filters)
    if isinstance(wanted, Between):
        return _range(wanted, column, vocabulary)
    return ANY


def _words(words: frozenset[str], spelled: Spelled | None) -> str:
    """Return words, each as it reads on screen where that means no other one."""
    shown = dict(zip(spelled.stored, spelled.shown, strict=True)) if spelled is not None else {}
    labels = {word: shown.get(word, word) for word in words if word}
    texts = []
    for word, label in sorted(labels.items(), key=lambda each: (folded(each[1]), each)):
        means = spelled.named(label) if spelled is not None else frozenset()
        texts.append(quoted(label if means == {word} else word))
    return "|".join([*texts, *([NONE] if "" in words else [])])


def _range(wanted: Between, column: Column, vocabulary: Vocabulary) -> str:
    if column.kind in DAYS:
        outside = (wanted.low or 0) > _LAST_DAY or (wanted.high or 0) < _FIRST_DAY
        return period_of(wanted, vocabulary) or _bounds(wanted, day_text, "" if outside else "=")
    wanted, outside = rounded(wanted, column)
    return _bounds(wanted, lambda number: _number(number, column, vocabulary), "" if outside else "=")


def _bounds(wanted: Between, spell: Callable[[float], str], equals: str) -> str:
    """Return ``low..high``, or one bound with its sign; without ``equals`` the bound itself is out."""
    _, low, high = wanted
    if low is None:
        return ANY if high is None else f"<{equals}{spell(high)}"
    if high is None:
        return f">{equals}{spell(low)}"
    return spell(low) if low == high else f"{spell(low)}..{spell(high)}"


def rounded(wanted: Between, column: Column) -> tuple[Between, bool]:
    """Return a range with its one bound just out of it where that is the rounder number, as in ``>5``.

    The second result tells whether it is; of money the next number is a minor unit away.
    """
    name, low, high = wanted
    if (low is None) == (high is None) or column.kind not in FRACTIONS | {Kind.MONEY}:
        return wanted, False
    bound, ahead = (low, -inf) if low is not None else (high or 0, inf)
    beyond = nextafter(bound, ahead) if column.kind in FRACTIONS else bound + copysign(1, ahead)
    if _figures(beyond) >= _figures(bound):
        return wanted, False
    return (Between(name, beyond, None) if low is not None else Between(name, None, beyond)), True


def _figures(number: float) -> int:
    """Return how many figures it takes to write a number, zeros at its end aside."""
    return len(Decimal(repr(number)).normalize().as_tuple().digits)


def _number(number: float, column: Column, vocabulary: Vocabulary) -> str:
    exact = Decimal(repr(number))
    if column.kind is Kind.MONEY:
        exact = exact.scaleb(-digits(vocabulary.facts.settings.currency))
    return plain_text(exact).replace(".", vocabulary.notation.decimal)
