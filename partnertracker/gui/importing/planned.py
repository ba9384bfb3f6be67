"""The rows of a plan as tables that read on as one scrolls: only what was looked at is in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from partnertracker.gui.importing.texts import one_line
from partnertracker.gui.theme.controls import tooltip

Index = QModelIndex | QPersistentModelIndex
Cells = Sequence[str]
Pull = Callable[[Callable[[Sequence[Cells]], None]], None]
"""Fetches some more rows away from the window's thread and hands them on; no rows mean that it was all."""

_TOP = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Head:
    """One column of such a table."""

    label: str
    is_number: bool = False


class PlannedModel(QAbstractTableModel):
    """Rows that arrive in portions, each asked for when the last one is on screen."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without rows."""
        super().__init__(parent)
        self._heads: Sequence[Head] = ()
        self._rows: list[Cells] = []
        self._pull: Pull | None = None
        self._generation = 0
        self._is_pulling = False

    def begin(self, heads: Sequence[Head], pull: Pull | None) -> None:
        """Show other rows, from the first portion on; None: there are none."""
        self.beginResetModel()
        self._heads, self._rows, self._pull = heads, [], pull
        self._generation += 1
        self._is_pulling = False
        self.endResetModel()
        self.fetchMore()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the number of rows that have arrived."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def canFetchMore(self, parent: Index = _TOP) -> bool:
        """Tell whether there may be more rows and none are under way."""
        return not parent.isValid() and self._pull is not None and not self._is_pulling

    def fetchMore(self, parent: Index = _TOP) -> None:
        """Ask for the next portion."""
        if self._pull is None or not self.canFetchMore(parent):
            return
        self._is_pulling = True
        generation = self._generation
        self._pull(lambda rows: self._take(generation, rows))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, on one line."""
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(self._rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(one_line(self._rows[index.row()][index.column()]))
        if role == Qt.ItemDataRole.TextAlignmentRole and self._heads[index.column()].is_number:
            return _RIGHT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the label of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole and self._heads[section].is_number:
            return _RIGHT
        return None

    def _take(self, generation: int, rows: Sequence[Cells]) -> None:
        if generation != self._generation:
            return
        self._is_pulling = False
        if not rows:
            self._pull = None
            return
        first = len(self._rows)
        self.beginInsertRows(_TOP, first, first + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()
