"""Rows of texts on a card: chosen by arrow keys, opened with Enter or a double click."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tables import shape_rows, side
from partnertracker.gui.theme.tokens import ROW

_HEAD = 34
_SIDE = 12  # where the text of a cell stands: its padding, and the margin that Qt adds

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        head: its words.
        width: in pixels, or more where its head needs it; 0 takes the room that is left.
        number: whether its texts are numbers, which stand at the right.
    """

    head: str
    width: int = 0
    number: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it is known by, and its texts."""

    key: str
    texts: tuple[str, ...]


class LinesModel(QAbstractTableModel):
    """The rows as a model."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.columns = columns
        self._lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Take other rows."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def key(self, row: int) -> str:
        """Return what a row is known by; empty when there is no such row."""
        return self._lines[row].key if 0 <= row < len(self._lines) else ""

    def row_of(self, key: str) -> int:
        """Return the row known by a key, -1 when it is gone."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heads of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return side(right=self.columns[section].number)
        return self.columns[section].head if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell."""
        text = self._lines[index.row()].texts[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].head}: {text}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return side(right=self.columns[index.column()].number)
        return None


class LinesTable(QTableView):
    """Shows a ``LinesModel``, as high as its rows up to a limit; one row is chosen."""

    opened = Signal()
    """Enter was pressed on the chosen row, or it was double-clicked."""

    removed = Signal()
    """Delete was pressed on the chosen row."""

    moved = Signal(int)
    """Alt with Up (-1) or Down (+1) was pressed on the chosen row."""

    chosen = Signal()
    """Another row was chosen."""

    def __init__(
        self, columns: Sequence[Column], name: str, most: int = 8, parent: QWidget | None = None
    ) -> None:
        """Start empty.

        Args:
            columns: from the left.
            name: for screen readers.
            most: how many rows are shown without scrolling.
            parent: the owner.
        """
        super().__init__(parent)
        self._most = most
        self.lines = LinesModel(columns, self)
        self.setModel(self.lines)
        shape_rows(self, name)
        heads = self.horizontalHeader()
        heads.setStyleSheet(f"QHeaderView::section {{ padding: 0 {_SIDE}px; }}")
        heads.setFixedHeight(scaled(_HEAD))
        heads.ensurePolished()
        for number, column in enumerate(columns):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            heads.setSectionResizeMode(number, mode)
            if column.width:
                words = heads.fontMetrics().horizontalAdvance(column.head) + 2 * _SIDE + 1
                self.setColumnWidth(number, max(scaled(column.width), words))
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit())

    @property
    def key(self) -> str:
        """What the chosen row is known by; empty when there is none."""
        return self.lines.key(self.currentIndex().row())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other rows; the one chosen stays chosen, else the first is."""
        before = self.key
        self.lines.show(lines)
        self.setFixedHeight(scaled(_HEAD) + scaled(ROW) * max(1, min(len(lines), self._most)) + 2)
        if lines:
            self.selectRow(max(0, self.lines.row_of(before)))

    def choose(self, key: str) -> None:
        """Choose a row."""
        self.selectRow(self.lines.row_of(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, remove with Delete, move with Alt and an arrow."""
        key, alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.key:
            self.opened.emit()
        elif key is Qt.Key.Key_Delete and self.key:
            self.removed.emit()
        elif alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self.key:
            self.moved.emit(-1 if key is Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
