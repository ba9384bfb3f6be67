"""What stands in a cell: its words, and how they are to be painted."""

from datetime import date
from typing import NamedTuple

from partnertracker.domain.as_of import BEGINS
from partnertracker.domain.columns import NO_AMOUNT, NO_DAY, day_of
from partnertracker.domain.custom import kind_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.domain.validation import names_metric
from partnertracker.gui import formats
from partnertracker.gui.forms.texts import scope_words
from partnertracker.services.listing.columns import LATEST, Cells, Column, cells

NUMBERS = frozenset({Kind.MONEY, Kind.WHOLE, Kind.NUMBER, Kind.PERCENT})
"""The kinds that stand at the right, in figures of equal width."""

_TONES = {"won": "green", "lost": "red", "green": "green", "yellow": "yellow", "red": "red"}
_STATUSES = frozenset({("partners", "health"), ("health_reviews", "status")})
_PILLS = _STATUSES | {("deals", "stage")}
_MANY = 20_000
_DIGITS = 6


class Cell(NamedTuple):
    """One cell.

    Attributes:
        text: the words.
        tone: ``green``, ``yellow``, ``red``, ``muted`` or none.
        pill: whether the words stand on a soft ground of their tone.
        shape: whether the tone's shape stands before the words of a pill: what is said is not said by colour.
        right: whether they stand at the right.
    """

    text: str
    tone: str = ""
    pill: bool = False
    shape: bool = False
    right: bool = False


EMPTY = Cell("")
MISSING = Cell(formats.MISSING, "muted")
NOT_YET = Cell("Not yet", "grey", pill=True)
"""The stage of a deal created after the day that it is looked at from."""


class CellWriter:
    """Writes the cells of one table from the facts of one moment; what was written once is kept."""

    def __init__(
        self, facts: Facts, table: str, columns: tuple[Column, ...], today: date, as_of: int = LATEST
    ) -> None:
        """Take the facts whose positions the cells are asked by, and the day they are looked at from.

        From a past day the facts are those that ``as_listed`` returns.
        """
        self.facts = facts
        self._table = table
        self.today = today
        self.as_of = as_of
        day = day_of(today.isoformat())
        self._day = min(day, as_of)
        self._begins = facts[table][BEGINS[table]] if table in BEGINS and as_of < day else None
        self._columns = columns
        self._data: dict[str, Cells] = {}
        self._written: dict[tuple[object, ...], Cell] = {}
        self._labels = labels_of(facts, table)
        self._open = [stage.outcome == "open" for stage in facts.stages]
        self._stage_order = {stage.key: place for place, stage in enumerate(facts.stages)}

    def is_later(self, position: int) -> bool:
        """Tell whether a row began after the past day that all is looked at from."""
        return self._begins is not None and bool(self._begins[position] > self.as_of)

    def cell(self, position: int, section: int) -> Cell:
        """Return the cell of a row in a column that is not read from the file; grey in a later row."""
        cell = self._cell(position, section)
        return cell._replace(tone="grey" if cell.pill else "muted") if self.is_later(position) else cell

    def _cell(self, position: int, section: int) -> Cell:
        column = self._columns[section]
        data = self._data.get(column.name)
        if data is None:
            data = self._data[column.name] = cells(self.facts, self._table, column.name, self.as_of)
        value = data.values[position].item()
        if column.kind is Kind.MONEY:
            return self._amount(value, self._currency(position))
        if column.name in {"close", "expected_close_on"}:
            return self._close(column.name, position, value)
        written = self._written.get((section, value))
        if written is None:
            if len(self._written) > _MANY:
                self._written.clear()
            written = self._written[section, value] = self._write(column, data, value)
        return written

    def _write(self, column: Column, data: Cells, value: float) -> Cell:
        if column.coded:
            return self._word(column, data, int(value))
        if column.kind in {Kind.DATE, Kind.MONTH}:
            return self._day_or_month(column.kind, int(value))
        if column.kind is Kind.YES_NO:
            told = column.edits == (column.name,)  # else it follows from something that is told
            return Cell({1: "Yes", 0: "No"}.get(int(value), "") if told else "✓" * (value == 1))
        if value != value:  # noqa: PLR0124  not a number: missing
            return EMPTY
        percent = "%" if column.kind is Kind.PERCENT else ""
        digits = _DIGITS if column.kind is Kind.NUMBER else 2
        return Cell(f"{formats.number(value, digits)}{percent}", right=True)

    def _day_or_month(self, kind: Kind, day: int) -> Cell:
        if day == NO_DAY:
            return EMPTY
        return Cell(formats.month(day) if kind is Kind.MONTH else formats.short_date(day, self.today))

    def _word(self, column: Column, data: Cells, code: int) -> Cell:
        if code < 0:
            if (self._table, column.name) == ("deals", "stage"):
                return NOT_YET
            return MISSING if column.kind is Kind.REFERENCE else EMPTY
        word = data.words[code]
        label = self._labels.get((column.name, word), word)
        if (self._table, column.name) in _PILLS:
            judged = (self._table, column.name) in _STATUSES
            return Cell(label, _TONES.get(word, "grey"), pill=True, shape=judged)
        return Cell(label)

    def _amount(self, minor: int, currency: str) -> Cell:
        key = ("money", minor, currency)
        written = self._written.get(key)
        if written is None:
            text = "" if minor == NO_AMOUNT else formats.amount(minor, currency)
            written = self._written[key] = Cell(text, right=True)
        return written

    def _currency(self, position: int) -> str:
        columns = self.facts[self._table]
        known = columns.text("currency", position) if "currency" in columns.values else None
        return known or self.facts.settings.currency

    def _close(self, name: str, position: int, day: int) -> Cell:
        if day == NO_DAY:
            return EMPTY
        late = day < self._day and self._is_open(position)
        key = (name, day, late)
        written = self._written.get(key)
        if written is None:
            text = formats.short_date(day, self.today)
            written = self._written[key] = Cell(f"{text} · overdue", "red") if late else Cell(text)
        return written

    def _is_open(self, position: int) -> bool:
        place = self._stage_order.get(self.facts["deals"].text("stage", position) or "")
        return place is not None and self._open[place]


def labels_of(facts: Facts, table: str) -> dict[tuple[str, str], str]:
    """Return the words on screen of choices and stages, by column and stored word."""
    fields = kind_of(facts, table).fields
    labels = {(field.name, choice.value): choice.label for field in fields for choice in field.choices}
    labels |= {
        (field.name, stage.key): stage.label
        for field in fields
        if field.kind is Kind.STAGE
        for stage in facts.stages
    }
    for field in fields:
        if field.kind is Kind.SCOPE:
            labels |= {
                (field.name, scope): scope_words(scope) for scope in cells(facts, table, field.name).words
            }
        elif names_metric(field):
            labels |= {(field.name, metric.id): metric.label for metric in catalogue(facts)}
    return labels | {("health", word): word.capitalize() for word in ("green", "yellow", "red")}
