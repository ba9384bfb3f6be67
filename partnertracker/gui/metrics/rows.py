"""The rows behind a figure as a table; names are read from the file for the rows on screen only."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.behind import Entry
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW
from partnertracker.services.naming import ids_and_names

NAME, DAY, VALUE = 0, 1, 2
_PAGE = 60
_DAY_WIDTH, _VALUE_WIDTH = 106, 92
_SIDE = 12  # where the text of a cell stands: its padding, and the margin that Qt adds

Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """Entries in their order: the name, the day, and what the row adds or why it was left out."""

    def __init__(self, desk: Desk, theme: Theme, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._questions = Questions(desk, self)
        self._theme = theme
        self._entries: Sequence[Entry] = ()
        self._names: dict[tuple[str, int], str] = {}
        self._asked: set[tuple[str, int]] = set()
        self._heads = ("", "", "")
        self._unit, self._currency = "count", "USD"
        self._today = desk.today

    def show(
        self, entries: Sequence[Entry], heads: tuple[str, str, str], unit: str, currency: str, today: date
    ) -> None:
        """Take other entries; while they are the same rows, cells change in place."""
        same = [(e.table, e.key) for e in entries] == [(e.table, e.key) for e in self._entries]
        if not same:
            self.beginResetModel()
        self._entries, self._heads, self._today = entries, heads, today
        self._unit, self._currency = _unit_of(entries, unit), currency
        # names may have been edited since: they are read anew, and the old ones stand until then
        self._asked.clear()
        if not same:
            self.endResetModel()
        elif entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(entries) - 1, VALUE))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, VALUE)

    def entry(self, row: int) -> Entry | None:
        """Return the entry of a row, None when there is none."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return the number of entries."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heads of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section, self._unit)
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell."""
        entry = self._entries[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._text(entry, index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column(), self._unit if not entry.why else "")
        if role == Qt.ItemDataRole.ForegroundRole and (index.column() == DAY or entry.value is None):
            return self._theme.tokens.muted
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == VALUE and entry.value is None:
            return entry.why or "Counts only in what is divided by"
        return None

    def _text(self, entry: Entry, row: int, column: int) -> str:
        if column == NAME:
            return self._name(entry, row)
        if column == DAY:
            return formats.short_date(entry.day, self._today)
        if entry.why:
            return entry.why
        if entry.value is None:
            below = formats.in_unit(entry.of, self._unit, self._currency)
            return "0" if self._unit == "count" else f"of {below}"
        return formats.in_unit(entry.value, self._unit, self._currency)

    def _name(self, entry: Entry, row: int) -> str:
        if entry.name:
            return entry.name
        if entry.table == "targets":
            return "Target of bookings"
        place = (entry.table, entry.key)
        if place not in self._asked:
            self._ask(row)
        name = self._names.get(place, "…")
        return f"{entry.partner} · {name}" if entry.table == "deals" and entry.partner else name

    def _ask(self, row: int) -> None:
        """Read the names of the rows around one, table by table."""
        start = max(0, row - _PAGE // 2)
        wanted: dict[str, list[int]] = {}
        for entry in self._entries[start : start + _PAGE]:
            if (entry.table, entry.key) not in self._asked:
                self._asked.add((entry.table, entry.key))
                wanted.setdefault(entry.table, []).append(entry.key)
        for table, keys in wanted.items():
            if table != "targets":
                self._read(table, keys)

    def _read(self, table: str, keys: list[int]) -> None:
        def keep(found: dict[int, tuple[str, str]]) -> None:
            self._names.update({(table, key): name for key, (_, name) in found.items()})
            if self._entries:
                last = len(self._entries) - 1
                self.dataChanged.emit(self.index(0, NAME), self.index(last, NAME))

        self._questions.ask(
            f"{table} {keys[0]}", lambda session: ids_and_names(session.store, table, keys), keep
        )


class RowsTable(QTableView):
    """Shows a ``RowsModel``; a double click or Enter opens the record."""

    record_wanted = Signal(str, int)
    """A record shall be opened: table, key."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.rows = RowsModel(desk, theme, self)
        self.setModel(self.rows)
        self.setAccessibleName("Rows behind this number")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(2 * ROW)
        self.verticalHeader().setAccessibleName("Rows")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setAccessibleName("Columns")
        columns.setStyleSheet(f"QHeaderView::section {{ padding: 0 {_SIDE}px; }}")
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(VALUE, _VALUE_WIDTH)
        self.setColumnWidth(DAY, _DAY_WIDTH)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        theme.changed.connect(self.viewport().update)

    def show_reasons(self, *, shown: bool) -> None:
        """Give the last column the room that reasons need, or that numbers need."""
        self.setColumnWidth(VALUE, 2 * _VALUE_WIDTH if shown else _VALUE_WIDTH)

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


def _unit_of(entries: Sequence[Entry], unit: str) -> str:
    """Return the unit of what rows add: a share of deals adds ones, a share of revenue adds money."""
    if all(entry.value in {None, 1.0} for entry in entries):
        return "count"
    return {"share": "money", "times": "money"}.get(unit, unit)


def _alignment(column: int, unit: str) -> int:
    right = column == VALUE and unit
    return int(
        (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
    )
