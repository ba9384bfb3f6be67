"""Choosing a block of cells from the cell where one began, by keyboard and by mouse."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from partnertracker.gui.tables.chosen import selection_of, shown_sections

_Flag = QItemSelectionModel.SelectionFlag
_Move = QAbstractItemView.CursorAction
MOVES: dict[int, QAbstractItemView.CursorAction] = {
    Qt.Key.Key_Up: _Move.MoveUp,
    Qt.Key.Key_Down: _Move.MoveDown,
    Qt.Key.Key_Left: _Move.MoveLeft,
    Qt.Key.Key_Right: _Move.MoveRight,
    Qt.Key.Key_Home: _Move.MoveHome,
    Qt.Key.Key_End: _Move.MoveEnd,
    Qt.Key.Key_PageUp: _Move.MovePageUp,
    Qt.Key.Key_PageDown: _Move.MovePageDown,
}
"""The keys that move the cursor, and choose further with Shift."""


class Extending(QObject):
    """Knows where a block began: at the cell that was current last without choosing further.

    Qt forgets that cell whenever the program itself moves the cursor.
    """

    def __init__(self, table: QTableView) -> None:
        """Take the table, whose selection model is set."""
        super().__init__(table)
        self._table = table
        self._began = QPersistentModelIndex()
        self._choosing = False
        table.selectionModel().currentChanged.connect(lambda now, _before: self._begin(now))

    def extend_to(self, index: QModelIndex) -> None:
        """Choose every cell in sight between where the block began and this one, and no other."""
        if not index.isValid():
            return
        began, shown = self._began if self._began.isValid() else index, shown_sections(self._table)
        if began.column() not in shown:
            began = index
        left, right = sorted(shown.index(each.column()) for each in (began, index))
        top, bottom = sorted((began.row(), index.row()))
        selection = selection_of(self._table, range(top, bottom + 1), tuple(shown[left : right + 1]))
        model = self._table.selectionModel()
        self._choosing = True
        model.setCurrentIndex(index, _Flag.NoUpdate)
        self._choosing = False
        model.select(selection, _Flag.ClearAndSelect)
        self._table.scrollTo(index)

    def _begin(self, index: QModelIndex) -> None:
        if not self._choosing:
            self._began = QPersistentModelIndex(index)
