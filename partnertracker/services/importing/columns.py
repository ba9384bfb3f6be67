"""One column of a file read into disk values: each distinct text once, plain texts all at one go."""

import re
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

import numpy as np

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Context, Kind, Value
from partnertracker.domain.money import digits
from partnertracker.domain.names import search_key
from partnertracker.domain.notation import PLAIN, Notation
from partnertracker.domain.parsing import parse_text, unguarded
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import named_thing_problem, names_thing
from partnertracker.services.editing.checking import usual
from partnertracker.services.editing.exact import other_currency
from partnertracker.services.editing.references import OF_PARTNER
from partnertracker.services.importing.binding import ID, Bound
from partnertracker.services.importing.chosen import ChosenDeals
from partnertracker.services.importing.coded import NUMBER, Coded, Different, different_in
from partnertracker.services.importing.detection import POINT, is_plain
from partnertracker.services.importing.errors import ERROR, is_error
from partnertracker.services.importing.finding import Deals, Partners
from partnertracker.services.importing.plain import plain_cents, plain_texts

Texts: TypeAlias = Sequence[str]
Problems: TypeAlias = dict[int, Problem]
"""By the row's place in its chunk."""

_REMEMBERED = 100_000
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_FINE = re.compile(r"-?[0-9]{1,15}\.[0-9]{4,}")
_CENTS = 2
_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT})


class UndecidedNotationError(Exception):
    """A text has more than one reading as long as the rest of its column is not known."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What reading a cell needs beside its text.

    Attributes:
        table: the table imported into.
        context: the day, the currency, the stages and the metrics.
        partners, deals: find the rows that cells refer to.
        chosen: the deals of which somebody chose what becomes of them.
        is_exact: whether numbers are those behind the cells of a sheet, which may show fewer decimals.
    """

    table: str
    context: Context
    partners: Partners
    deals: Deals
    chosen: ChosenDeals
    is_exact: bool = False


class ColumnReader:
    """Reads the cells of one field."""

    def __init__(self, bound: Bound, notation: Notation | None, around: Surroundings) -> None:
        """Take the field, how it is written (None: plainly, or raise), and what else is needed."""
        self.bound = bound
        self._field = bound.field
        self._notation = notation
        self._around = around
        self._usual = usual(entity(around.table), bound.field, around.context)
        self._is_coded = True
        self.rounded = 0
        """How many cells held an amount with more decimals than its currency, so far."""
        self._forget()

    def read(
        self, cells: Sequence[Texts], count: int, currencies: Sequence[Value]
    ) -> tuple[Sequence[Value], Problems]:
        """Read this field of some rows.

        Args:
            cells: the file's columns.
            count: how many rows they have.
            currencies: each row's currency, where the field is money.

        Raises:
            UndecidedNotationError: the notation is not known, and a text needs it.
        """
        bound = self.bound
        if not bound.reads_file:
            value, problem = self._one("", "", self._around.context.currency)
            return [value] * count, dict.fromkeys(range(count), problem) if problem else {}
        texts = cells[bound.at] if bound.at >= 0 else [""] * count
        if self._field.kind is Kind.MONEY:
            return self._amounts(texts, currencies)
        if bound.id_at >= 0:
            ids = cells[bound.id_at]
            return self._remembered([(text, row_id, "") for text, row_id in zip(texts, ids, strict=True)])
        if self._is_free_text:
            plain = plain_texts(texts, self.bound.default or None)
            if plain is not None:
                return plain, {}
        return self._remembered(texts)

    def amount(self, row: Sequence[str], currency: str) -> tuple[Value, Problem | None]:
        """Read the amount in one row in another currency than the rest of the file."""
        text = row[self.bound.at] if self.bound.at >= 0 else ""
        return self._one(text, "", currency)

    def is_blank(self, row: Sequence[str]) -> bool:
        """Tell whether a row says nothing about the field, so that its default was used."""
        return all(at < 0 or not row[at].strip() for at in (self.bound.at, self.bound.id_at))

    def _amounts(self, texts: Texts, currencies: Sequence[Value]) -> tuple[Sequence[Value], Problems]:
        own = self._around.context.currency
        distinct = {str(each or own) for each in different_in(currencies)}
        if len(distinct) == 1 and not self.bound.words:
            currency = distinct.pop()
            plain = plain_cents(texts) if digits(currency) == _CENTS and self._is_point else None
            if plain is not None:
                return plain, {}
            return self._remembered([(text, "", currency) for text in texts])
        pairs = zip(texts, currencies, strict=True)
        return self._remembered([(text, "", str(currency or own)) for text, currency in pairs])

    @property
    def _is_free_text(self) -> bool:
        """Whether any text may stand in the field, just as the file says it."""
        is_text = self._field.kind in _TEXTS and self._field is not ID and not self.bound.words
        return is_text and not names_thing(self._around.table, self._field)

    @property
    def _is_point(self) -> bool:
        return self._notation is None or self._notation.decimal == "."

    def _remembered(
        self, cells: Sequence[str] | Sequence[tuple[str, str, str]]
    ) -> tuple[Sequence[Value], Problems]:
        """Read cells, each distinct one once; a cell is a text, or a text with an id and a currency."""
        if len(self._numbers) > _REMEMBERED or self._field.kind in _TEXTS:  # texts may be long
            self._is_coded = False  # its values have no lasting numbers
            self._forget()
        try:
            numbers = b"".join(map(self._numbers.__getitem__, cells))
        except KeyError:
            self._remember(cells)
            numbers = b"".join(map(self._numbers.__getitem__, cells))
        column = Coded(self._different, np.frombuffer(numbers, NUMBER))
        values = column if self._is_coded else list(column)
        if self._finer:
            self.rounded += sum(cell in self._finer for cell in cells)
        wrong = self._problems
        if not wrong or wrong.keys().isdisjoint(cells):
            return values, {}
        return values, {i: wrong[cell] for i, cell in enumerate(cells) if cell in wrong}

    def _forget(self) -> None:
        self._different = Different(None, self._usual)
        self._numbers: dict[Hashable, bytes] = {}
        self._problems: dict[Hashable, Problem] = {}
        self._finer: set[Hashable] = set()

    def _remember(self, cells: Sequence[Hashable]) -> None:
        for cell in self._unread(cells):
            text, row_id, currency = cell if isinstance(cell, tuple) else (str(cell), "", "")
            value, problem = self._one(text, row_id, currency)
            if self._to_currency(text, currency) != text:
                self._finer.add(cell)
            self._numbers[cell] = self._different.number_of(value).to_bytes(NUMBER.itemsize, "little")
            if problem is not None:
                self._problems[cell] = problem

    def _unread(self, cells: Sequence[Hashable]) -> Collection[Hashable]:
        unread = set(cells).difference(self._numbers)
        if not unread or not self._field.references:
            return unread
        # in order: the first spelling names a partner that is to be added
        return dict.fromkeys(cell for cell in cells if cell in unread)

    def _one(self, text: str, row_id: str, currency: str) -> tuple[Value, Problem | None]:
        text = self._to_currency(text, currency)
        value = self._parsed(unguarded(text).strip(), unguarded(row_id).strip(), currency)
        if not isinstance(value, Problem):
            metrics = self._around.context.metrics
            sentence = named_thing_problem(self._around.table, self._field, value, metrics)
            if not sentence:
                return value, None
            value = Problem(self._field.name, text, sentence)
        return None, Problem(value.column, text or row_id, value.sentence)

    def _to_currency(self, text: str, currency: str) -> str:
        """Return an amount of a sheet with the decimals of its currency: the cell shows no more of it."""
        places = digits(currency)
        if not self._around.is_exact or self._field.kind is not Kind.MONEY or not _FINE.fullmatch(text):
            return text
        amount = Decimal(text)
        rounded = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return text if rounded == amount else f"{rounded:f}"

    def _parsed(self, text: str, row_id: str, currency: str) -> Value | Problem:
        notation = self._notation or POINT
        word = self.bound.words.get(search_key(text))
        if word is not None:
            text, notation = word.strip(), PLAIN
        elif is_error(text):
            return Problem(self._field.name, text, ERROR)
        elif not text and not row_id:
            text, notation = self.bound.default, PLAIN
        elif self._notation is None and not is_plain(self._field.kind, text):
            raise UndecidedNotationError(self._field.name)
        if self._field is ID:
            return _id_of(text)
        value = parse_text(self._field, text, notation, self._around.context, currency)
        if isinstance(value, Problem):
            elsewhere = other_currency(self._field, text, currency)
            return Problem(value.column, value.value, elsewhere) if elsewhere else value
        return self._found(value, row_id)

    def _found(self, value: Value, row_id: str) -> Value | Problem:
        text = "" if value is None else str(value)
        partners = self._around.partners
        if self._field.kind is Kind.REFERENCE and (text or row_id):
            finder = self._around.deals if self._field.references == "deals" else partners
            return finder.find(self._field, row_id, text)
        if self._field.kind is Kind.SCOPE and text.startswith(OF_PARTNER):
            found = partners.find(self._field, "", text.removeprefix(OF_PARTNER))
            return found if isinstance(found, Problem) else f"{OF_PARTNER}{found}"
        return value


def _id_of(text: str) -> Value | Problem:
    if not text:
        return None
    row_id = text.lower()
    if _UUID.fullmatch(row_id):
        return row_id
    return Problem(ID.name, text, "Id must be one that this program gave, or empty.")
