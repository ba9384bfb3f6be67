"""The grid of a year as a model: amounts by line and month, with their sums."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Value
from partnertracker.domain.money import digits, to_major
from partnertracker.domain.periods import MONTH_NAMES
from partnertracker.domain.problems import Problem
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.tables.copying import clip_of
from partnertracker.gui.theme.tables import side
from partnertracker.services.by_month import MONTHS, Line, Month
from partnertracker.services.editing.clips import Clip

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
SUM = MONTHS + 1
"""The column of a line's sum; column 0 names the line, January is column 1."""


class MonthsModel(QAbstractTableModel):
    """Lines of a year; what is typed is asked to be stored, and shown when it is."""

    typed = Signal(object, object)
    """Amounts were typed: the ``Line``, and minor units or None by month (0 is January)."""

    refused = Signal(str)
    """What was typed can't be stored: the sentence; empty when it can."""

    def __init__(self, desk: Desk, table: str, parent: QObject) -> None:
        """Start empty."""
        super().__init__(parent)
        self._desk = desk
        self.table = table
        self.year = desk.today.year
        self._amount = entity(table).field("amount")
        self._categories = {
            choice.value: choice.label for field in entity(table).fields for choice in field.choices
        }
        self._lines: list[tuple[Line, tuple[Month, ...]]] = []
        self._under_way: dict[tuple[int, Line, int], int | None] = {}

    def show(self, year: int, lines: Mapping[Line, tuple[Month, ...]]) -> None:
        """Show another year, or other lines or amounts."""
        self.year = year
        same = self.lines == tuple(lines)
        if not same:
            self.beginResetModel()
        self._lines = list(lines.items())
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, SUM))
        else:
            self.endResetModel()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the rows are about."""
        return tuple(line for line, _ in self._lines)

    def line(self, row: int) -> Line:
        """Return what a row is about."""
        return self._lines[row][0]

    def row_of(self, line: Line) -> int:
        """Return the row of a line, -1 when it is not there."""
        return next((row for row, (each, _) in enumerate(self._lines) if each == line), -1)

    def amount(self, row: int, column: int) -> int | None:
        """Return the amount in a cell of a month, also one that is still being stored."""
        line, months = self._lines[row]
        return self._under_way.get((self.year, line, column - 1), months[column - 1].amount)

    def begin(self, line: Line, amounts: Mapping[int, int | None]) -> None:
        """Take amounts of the year that are being stored, by month (0 is January)."""
        self._under_way |= {(self.year, line, month): amount for month, amount in amounts.items()}

    def end(self, year: int, line: Line, amounts: Mapping[int, int | None]) -> None:
        """Forget amounts that are stored or refused, unless other ones were typed by then."""
        for month, amount in amounts.items():
            if self._under_way.get((year, line, month)) == amount:
                self._under_way.pop((year, line, month), None)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, SUM))

    def clip(self, row: int, column: int) -> Clip:
        """Return what stands in a cell, for the clipboard."""
        line, months = self._lines[row]
        if column == 0:
            return Clip(self.words(line))
        known = [each.amount for each in months if each.amount is not None]
        amount = (sum(known) if known else None) if column == SUM else self.amount(row, column)
        return clip_of(Wording(self._desk.facts, self._desk.today), self._amount, amount, line.currency)

    def words(self, line: Line) -> str:
        """Return what a line is called."""
        name = self._categories.get(line.category, line.category) or "Revenue"
        own = line.currency if line.currency != self._desk.facts.settings.currency else ""
        return " · ".join(part for part in (name, line.partner, own) if part)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else SUM + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Return the heads of the columns, and what the lines are called."""
        if orientation is not Qt.Orientation.Horizontal:
            return self.data(self.index(section, 0), role)
        if role == _Role.TextAlignmentRole:
            return side(right=bool(section))
        return ("", *MONTH_NAMES, "Year")[section] if role == _Role.DisplayRole else None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """Return what stands in a cell, or in the input over it."""
        line = self.line(index.row())
        column = index.column()
        if role == _Role.TextAlignmentRole:
            return side(right=bool(column))
        if role == _Role.EditRole and 0 < column < SUM:
            wording = Wording(self._desk.facts, self._desk.today)
            return wording.text(self._amount, self.amount(index.row(), column), line.currency)
        if role == _Role.ToolTipRole and self.sum_of(index):
            return "The sum of several entries: change them in the table."
        if column == 0 and role in {_Role.DisplayRole, _Role.ToolTipRole}:
            return self.words(line)
        if role != _Role.DisplayRole:
            return None
        every = range(1, SUM) if column == SUM else (column,)
        amounts = [self.amount(index.row(), each) for each in every]
        known = [amount for amount in amounts if amount is not None]
        return _plain(sum(known), line.currency) if known else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell where something can be typed."""
        flags = super().flags(index)
        if self._desk.read_only or not self.takes(index.row(), index.column()):
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        """Ask for what was typed to be stored; an empty text deletes what is entered."""
        if role != _Role.EditRole:
            return False
        line, row, column = self.line(index.row()), index.row(), index.column()
        amount = self._meant(index, str(value))
        self.refused.emit(amount.sentence if isinstance(amount, Problem) else "")
        if isinstance(amount, Problem):
            return False
        minor = None if amount is None else int(amount)
        if minor != self.amount(row, column):
            self.typed.emit(line, {column - 1: minor})
        return True

    def problem(self, index: Index, text: str) -> str:
        """Return the sentence why a text can't stand in a cell; empty when it can."""
        amount = self._meant(index, text)
        return amount.sentence if isinstance(amount, Problem) else ""

    def _meant(self, index: Index, text: str) -> Value | Problem:
        wording = Wording(self._desk.facts, self._desk.today)
        return wording.value(self._amount, text, self.line(index.row()).currency)

    def fill_right(self, row: int, column: int) -> int:
        """Ask for the amount of a month to be stored for all after it; return how many sums stay."""
        amount = self.amount(row, column)
        after = range(column + 1, SUM)
        taking = [place for place in after if self.takes(row, place)]
        if amount is None:
            return 0
        if taking:
            self.typed.emit(self.line(row), {place - 1: amount for place in taking})
        return len(after) - len(taking)

    def takes(self, row: int, column: int) -> bool:
        """Tell whether a cell takes an amount: that of a month which is not the sum of several rows."""
        return 0 < column < SUM and not self.sum_of(self.index(row, column))

    def sum_of(self, index: Index) -> tuple[int, ...]:
        """Return the keys of the several rows that a month is the sum of; else none."""
        if not 0 < index.column() < SUM:
            return ()
        keys = self._lines[index.row()][1][index.column() - 1].keys
        return keys if len(keys) > 1 else ()


def _plain(minor: int, currency: str) -> str:
    """Return an amount without its sign, which a line has room for once: ``12,000``, ``12,000.50``."""
    value = to_major(minor, currency)
    decimals = 0 if value == value.to_integral_value() else digits(currency)
    return formats.number(value, decimals, strip=False)
