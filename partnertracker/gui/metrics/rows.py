"""The rows behind a figure as a table; names are read from the file for the rows on screen only."""

from collections.abc import Sequence
from datetime import date
from math import ceil

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from partnertracker.domain.columns import NO_DAY
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.behind import Entry, Heading, Line
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tables import shape_rows, side
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW
from partnertracker.services.naming import ids_and_names

NAME, DAY, VALUE = 0, 1, 2
_PAGE = 60
_DAY_WIDTH, _VALUE_WIDTH = 84, 92
_MEASURED = 100
_USUAL, _FEW, _LEAST = 4, 6, 3
_SPOKEN = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})
_SIDE = 12  # where the text of a cell stands: its padding, and the margin that Qt adds

Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """Rows in their order: the name, the day, and what the row adds or why it was left out; and headings."""

    def __init__(self, desk: Desk, theme: Theme, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._questions = Questions(desk, self)
        self._theme = theme
        self._lines: Sequence[Line] = ()
        self._largest: Entry | None = None
        self._partner = ""
        self._names: dict[tuple[str, int], str] = {}
        self._asked: set[tuple[str, int]] = set()
        self._heads = ("", "", "")
        self._currency = "USD"
        self._heading_font = theme.font("heading")
        self._today = desk.today

    def show(
        self,
        lines: Sequence[Line],
        heads: tuple[str, str, str],
        currency: str,
        today: date,
        largest: Entry | None = None,
        partner: str = "",
    ) -> None:
        """Take other lines; while they are the same rows, cells change in place.

        Args:
            lines: in their order.
            heads: of the three columns.
            currency: of money.
            today: the day dates are read on.
            largest: the row that adds most, where it isn't the first.
            partner: whose rows they all are, which none repeats; empty: of several.
        """
        same = len(lines) == len(self._lines) and all(
            _identity(new) == _identity(old) for new, old in zip(lines, self._lines, strict=True)
        )
        if not same:
            self.beginResetModel()
        self._lines, self._heads, self._today = lines, heads, today
        self._currency, self._largest, self._partner = currency, largest, partner
        # names may have been edited since: they are read anew, and the old ones stand until then
        self._asked.clear()
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, VALUE))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, VALUE)

    def entry(self, row: int) -> Entry | None:
        """Return the entry of a line, None where there is none."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, Entry) else None

    def widest_days(self) -> set[str]:
        """Return words of the column of days, the widest among them: those of the first and last lines."""
        days = {line.day for line in self._some() if isinstance(line, Entry) and line.day != NO_DAY}
        return {formats.short_date(day, self._today) for day in days}

    def widest_values(self) -> list[str]:
        """Return words of the last column, the widest among them: its head, the largest and some others."""
        some = self._some()
        totals = [line.total for line in some if isinstance(line, Heading)]
        told = [line for line in (*some, self._largest) if isinstance(line, Entry) and not line.why]
        return [self._heads[VALUE], *totals, *(self._added(entry) for entry in told)]

    def _some(self) -> Sequence[Line]:
        """Return the first and the last lines: there may be a hundred thousand between them."""
        return (*self._lines[:_MEASURED], *self._lines[-_MEASURED:])

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heads of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return side(right=section == VALUE and not self._tells_why)
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell."""
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return side(right=index.column() == VALUE and not self._tells_why)
        if isinstance(line, Heading):
            words = (line.words, "", line.total)[index.column()]
            return (
                words if role in _SPOKEN else self._heading_font if role == Qt.ItemDataRole.FontRole else None
            )
        if role in _SPOKEN:
            return self._text(line, index.row(), index.column())
        if role == Qt.ItemDataRole.ForegroundRole and (index.column() == DAY or line.value is None):
            return self._theme.tokens.muted
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == VALUE and line.value is None:
            return line.why or "Counts only in what is divided by"
        return None

    @property
    def _tells_why(self) -> bool:
        """Whether the last column gives reasons instead of numbers."""
        first = self._lines[0] if self._lines else None
        return isinstance(first, Entry) and bool(first.why)

    def _text(self, entry: Entry, row: int, column: int) -> str:
        if column == NAME:
            return self._name(entry, row)
        if column == DAY:
            return formats.short_date(entry.day, self._today)
        return entry.why or self._added(entry)

    def _added(self, entry: Entry) -> str:
        """Return what a row adds: to what is divided, else ``÷`` what it adds to what is divided by."""
        if entry.value is not None:
            return formats.exact_in_unit(entry.value, entry.unit, self._currency)
        if entry.unit == entry.of_unit == "count":
            return "0"  # one of those that something is a share of
        return f"÷ {formats.exact_in_unit(entry.of, entry.of_unit, self._currency)}"

    def _name(self, entry: Entry, row: int) -> str:
        if entry.name:
            return entry.name
        if entry.table == "targets":
            return "Target of bookings"
        place = (entry.table, entry.key)
        if place not in self._asked:
            self._ask(row)
        name = self._names.get(place, "…")
        told = entry.table == "deals" and entry.partner and entry.partner != self._partner
        return f"{entry.partner} · {name}" if told else name

    def _ask(self, row: int) -> None:
        """Read the names of the rows around one, table by table."""
        start = max(0, row - _PAGE // 2)
        wanted: dict[str, list[int]] = {}
        for entry in self._lines[start : start + _PAGE]:
            if isinstance(entry, Entry) and (entry.table, entry.key) not in self._asked:
                self._asked.add((entry.table, entry.key))
                wanted.setdefault(entry.table, []).append(entry.key)
        for table, keys in wanted.items():
            if table != "targets":
                self._read(table, keys)

    def _read(self, table: str, keys: list[int]) -> None:
        def keep(found: dict[int, tuple[str, str]]) -> None:
            self._names.update({(table, key): name for key, (_, name) in found.items()})
            if self._lines:
                last = len(self._lines) - 1
                self.dataChanged.emit(self.index(0, NAME), self.index(last, NAME))

        self._questions.ask(
            f"{table} {keys[0]}", lambda session: ids_and_names(session.store, table, keys), keep
        )


class RowsTable(QTableView):
    """Shows a ``RowsModel``; a double click or Enter opens the record."""

    record_wanted = Signal(str, int)
    """A record shall be opened: table, key."""

    absent_wanted = Signal(int)
    """What is absent shall be entered: the line that names it."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._bold: QFont = theme.font("heading")
        self.rows = RowsModel(desk, theme, self)
        self.setModel(self.rows)
        shape_rows(self, "Rows behind this number")
        columns = self.horizontalHeader()
        columns.setStyleSheet(f"QHeaderView::section {{ padding: 0 {_SIDE}px; }}")
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(VALUE, scaled(_VALUE_WIDTH))
        self.setColumnWidth(DAY, scaled(_DAY_WIDTH))
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        theme.changed.connect(self.viewport().update)

    def fit(self, *, reasons: bool) -> None:
        """Give the columns the room that days and numbers need, or ``reasons`` in the place of numbers.

        A few rows are seen all at once; of many there are some, and the others by scrolling.
        """
        measure = QFontMetricsF(self._bold)
        numbers = max(measure.horizontalAdvance(words) for words in self.rows.widest_values()) + 2 * _SIDE
        usual = scaled(_VALUE_WIDTH)
        self.setColumnWidth(VALUE, 2 * usual if reasons else max(usual, ceil(numbers)))
        few = self.rows.rowCount()
        lines = few if few <= _FEW else _LEAST
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + lines * scaled(ROW))
        days = max(map(measure.horizontalAdvance, self.rows.widest_days()), default=0) + 2 * _SIDE
        self.setColumnWidth(DAY, max(scaled(_DAY_WIDTH), ceil(days)))

    def sizeHint(self) -> QSize:
        """Return a height that leaves room for what stands above; what is left over is the rows' anyway."""
        return QSize(super().sizeHint().width(), _USUAL * scaled(ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the record with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        entry = self.rows.entry(row)
        if entry is not None and entry.key:
            self.record_wanted.emit(entry.table, entry.key)
        elif entry is not None:
            self.absent_wanted.emit(row)


def _identity(line: Line) -> tuple[str, int]:
    return (line.table, line.key) if isinstance(line, Entry) else (line.words, 0)
