"""Values as people type and read them in an input: their separators, dates and words."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QLocale

from partnertracker.domain.dates import date_reader
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Context, Field, Kind, Value
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.domain.metrics.scopes import DIMENSIONS
from partnertracker.domain.money import digits, to_major
from partnertracker.domain.names import search_key
from partnertracker.domain.notation import ISO_DATE, PLAIN, Notation
from partnertracker.domain.numerals import read_amount
from partnertracker.domain.parsing import parse_text
from partnertracker.domain.problems import Problem
from partnertracker.domain.search import folded
from partnertracker.domain.spoken import spoken_day
from partnertracker.domain.sums import read_sum
from partnertracker.domain.validation import names_metric
from partnertracker.gui import formats
from partnertracker.services.listing.columns import is_read, names_of

_DECIMALS = 6
_A_DAY = "2026-08-31"
_MONTH = len("YYYY-MM")
_MONTHS_A_YEAR = 12
_EVERYTHING = "Everything"
_GONE = "A deleted partner"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

FIXED = frozenset({Kind.CHOICE, Kind.STAGE, Kind.YES_NO})
"""The kinds whose words are all there are; the beginning of one is enough when no other begins so."""

_WORKED_OUT = frozenset({Kind.MONEY, Kind.NUMBER, Kind.PERCENT})


class Wording(NamedTuple):
    """What is needed to turn texts into values and back, at one moment.

    Attributes:
        facts: the file's columns, for stages and for the names of partners.
        today: the local calendar day.
    """

    facts: Facts
    today: date

    @property
    def context(self) -> Context:
        """What rules need to know."""
        return Context(
            self.today.isoformat(),
            self.facts.settings.currency,
            {stage.key: stage for stage in self.facts.stages},
            catalogue(self.facts).by_id,
        )

    def words(self, field: Field) -> tuple[str, ...]:
        """Return the words that a choice or a stage is chosen from, as they read on screen."""
        return tuple(self._labels(field).values())

    def text(self, field: Field, value: Value, currency: str = "") -> str:
        """Return a disk value as it stands in an input; a reference comes as the other row's name."""
        if value is None:
            return ""
        if field.kind in _WRITTEN:
            return _WRITTEN[field.kind](str(value))
        if field.kind is Kind.MONEY:
            unit = currency or self.facts.settings.currency
            return formats.number(to_major(int(value), unit), digits(unit), strip=False).replace(
                formats.MINUS, "-"
            )
        if field.kind in {Kind.NUMBER, Kind.PERCENT, Kind.WHOLE}:
            return formats.number(float(value), 6).replace(formats.MINUS, "-")
        return self._labels(field).get(str(value), str(value))

    def told(self, field: Field, value: Value, currency: str = "") -> str:
        """Return a disk value for reading; an amount that is not in the file's currency names its own."""
        text = self.text(field, value, currency) or "empty"
        apart = field.kind is Kind.MONEY and value is not None and currency
        return f"{text} {currency}" if apart and currency != self.facts.settings.currency else text

    def value(self, field: Field, text: str, currency: str = "") -> Value | Problem:
        """Return what a typed text means; a reference comes as the name of a row that exists."""
        text = text.strip()
        if not text:
            return None
        if field.kind is Kind.REFERENCE:
            return self._referred(field, text)
        for stored, label in self._labels(field).items():
            if folded(text) in {folded(label), folded(stored)}:
                return int(stored) if field.kind is Kind.YES_NO else stored
        text = self._plain(field, text)
        value = parse_text(field, text, notation(), self.context, currency)
        return self._otherwise(field, text, currency, value) if isinstance(value, Problem) else value

    def _otherwise(self, field: Field, text: str, currency: str, problem: Problem) -> Value | Problem:
        """Return what a text means that is no plain value (a sum, a word begun), or the problem."""
        if field.kind in _WORKED_OUT:
            return self._worked_out(field, text, currency, problem)
        if field.kind in FIXED:
            return self._begun(field, text)
        if field.kind in _CALENDAR:
            example = _WRITTEN[field.kind](_A_DAY)
            return Problem(field.name, text, f"{field.label} must be a {field.kind.value} such as {example}.")
        return problem

    def _referred(self, field: Field, text: str) -> Value | Problem:
        """Return the name of the row that is referred to; a deal's is looked up when the record is saved."""
        if is_read(field):
            return text
        missing = f"There is no {entity(field.references).singular.lower()} “{text}” yet."
        return self.name(field, text) or Problem(field.name, text, missing)

    def _plain(self, field: Field, text: str) -> str:
        """Return a text as the file's own notation has it, where people say it in another way."""
        if field.kind is Kind.DATE:
            return spoken_date(text, self.today) or text
        if field.kind is Kind.MONTH:
            return (spoken_date(text, self.today) or spoken_date(f"1 {text}", self.today))[:_MONTH] or text
        if field.kind is Kind.SCOPE:
            return scope_meant(text)
        return text.rstrip("% \u202f") if field.kind is Kind.PERCENT else text

    def _worked_out(self, field: Field, text: str, currency: str, problem: Problem) -> Value | Problem:
        """Return what a sum such as ``3 × 12k`` comes to; the problem as it was when the text is none."""
        unit = currency or self.facts.settings.currency
        sign = unit if field.kind is Kind.MONEY else ""
        result = read_sum(text, notation(), sign)
        if result is None or read_amount(text, notation(), sign) is not None:
            return problem  # a plain number that can't stand is none to be rounded
        places = digits(unit) if field.kind is Kind.MONEY else _DECIMALS
        return parse_text(field, format(round(result, places), "f"), PLAIN, self.context, currency)

    def _begun(self, field: Field, text: str) -> Value | Problem:
        """Return the one word that begins with a text."""
        labels = self._labels(field)
        found = [stored for stored, label in labels.items() if folded(label).startswith(folded(text))]
        if len(found) == 1:
            return int(found[0]) if field.kind is Kind.YES_NO else found[0]
        expected = f"{field.label} must be one of {', '.join(labels.values())}."
        return Problem(field.name, text, expected)

    def name(self, field: Field, text: str) -> str:
        """Return the name of the row that a reference's text means, empty when there is none."""
        names = self.facts.derived(f"forms.names.{field.references}", lambda facts: _by_name(facts, field))
        return names.get(search_key(text), "")

    def _labels(self, field: Field) -> Mapping[str, str]:
        if field.kind is Kind.STAGE:
            return {stage.key: stage.label for stage in self.facts.stages}
        if field.kind is Kind.YES_NO:
            return {"1": "Yes", "0": "No"}
        if names_metric(field):
            return {metric.id: metric.label for metric in catalogue(self.facts)}
        return {choice.value: choice.label for choice in field.choices}


def scope_words(scope: str) -> str:
    """Return whom a scope is about, as it reads on screen: ``Everything``, ``Partner Litware``."""
    kind, _, name = scope.partition(":")
    if kind == "partner" and _ID.fullmatch(name):
        return _GONE  # by its id stands only one that is not there to lend its name
    return f"{kind.capitalize()} {name}" if name else _EVERYTHING


def scope_meant(words: str) -> str:
    """Return the scope that words on screen mean; other words as they are."""
    if folded(words) == folded(_EVERYTHING):
        return "all"
    kind, _, name = words.partition(" ")
    return f"{kind.lower()}:{name.strip()}" if kind.lower() in DIMENSIONS and name.strip() else words


_CALENDAR = frozenset({Kind.DATE, Kind.MONTH})
_WRITTEN: Mapping[Kind, Callable[[str], str]] = {
    Kind.DATE: formats.long_date,
    Kind.MONTH: formats.month,
    Kind.SCOPE: scope_words,
}


def spoken_date(text: str, today: date) -> str:
    """Return the ISO date of a day as one writes it or says it; empty when it is none.

    Words such as ``today``, ``+3d``, ``18 Nov``, the system's way, and ISO.
    """
    day_first = notation().date.find("%d") < notation().date.find("%m")
    day = spoken_day(text, today, day_first=day_first, months=_months(formats.locale().name()))
    return day.isoformat() if day else _written_date(text.strip())


def _written_date(text: str) -> str:
    """Return the ISO date of one in the system's way, its year in four digits or, as sheets show it, two."""
    way = notation().date
    return date_reader(way)(text) or date_reader(way.replace("%Y", "%y"))(text) or ""


@cache
def _months(locale: str) -> tuple[tuple[str, ...], ...]:
    """Return what a locale calls the months, in full and shortened."""
    here, name = QLocale(locale), QLocale.FormatType
    ways = (here.monthName, here.standaloneMonthName)
    lengths = (name.LongFormat, name.ShortFormat)
    return tuple(
        tuple(way(month, length).casefold().rstrip(".") for way in ways for length in lengths)
        for month in range(1, _MONTHS_A_YEAR + 1)
    )


def notation() -> Notation:
    """Return how the person's system writes numbers and dates."""
    here = formats.locale()
    return _notation(
        here.decimalPoint(), here.groupSeparator(), here.dateFormat(QLocale.FormatType.ShortFormat)
    )


@cache
def _notation(decimal: str, grouping: str, short: str) -> Notation:
    pattern = re.sub(r"d+", "%d", re.sub(r"M+", "%m", re.sub(r"y+", "%Y", short)))
    known = set(re.findall(r"%[A-Za-z]", pattern)) == {"%d", "%m", "%Y"}
    return Notation(decimal, grouping, pattern if known else ISO_DATE)


def _by_name(facts: Facts, field: Field) -> dict[str, str]:
    return {search_key(name): name for name in names_of(facts, field.references)}
