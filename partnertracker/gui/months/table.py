"""The table of a year's amounts."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.months.blocks import MonthBlocks, left_sums
from partnertracker.gui.months.delegate import AmountDelegate
from partnertracker.gui.months.model import MonthsModel
from partnertracker.gui.tables.extending import MOVES, Extending
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tables import shape_cells
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.by_month import MONTHS

_NAMES, _FEW_NAMES, _AMOUNTS = 250, 96, 74
_PAD = 12  # where the text of a cell stands: its padding, and the margin that Qt adds
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

Index = QModelIndex | QPersistentModelIndex


class MonthsTable(QTableView):
    """Amounts by month: Enter goes on to the next month, Ctrl+R copies to the rest of the year."""

    told = Signal(str)
    """Why something is not possible; empty once that is past."""

    left = Signal()
    """Nobody types in a cell any more; comes a little later, when the table has closed the cell."""

    rows_wanted = Signal(int)
    """The rows of a sum shall be shown: the key of the first one."""

    def __init__(self, desk: Desk, model: MonthsModel, theme: Theme) -> None:
        """Show a model."""
        super().__init__()
        self._months = model
        self._told_of = QPersistentModelIndex()
        self._delegate = AmountDelegate(model, self)
        self._delegate.closed.connect(self.left, Qt.ConnectionType.QueuedConnection)
        self.setModel(model)
        self.blocks = MonthBlocks(desk, self, model, theme)
        self._extending = Extending(self)
        self.setItemDelegate(self._delegate)
        shape_cells(self, "Amounts by month")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setMinimumSectionSize(scaled(_AMOUNTS))
        columns.setStretchLastSection(True)
        columns.setSectionsClickable(False)
        columns.setHighlightSections(False)
        columns.setStyleSheet(f"QHeaderView::section {{ padding: 0 {_PAD}px; }}")
        self._freeze_names(theme)

    def _freeze_names(self, theme: Theme) -> None:
        """Let what the lines are called stand at the left, however far the months are scrolled."""
        self.setColumnHidden(0, True)
        names = self.verticalHeader()
        names.setAccessibleName("Lines")
        self._measure = QFontMetrics(theme.font("body"))
        self._months.modelReset.connect(self._fit_names)
        self._fit_names()
        names.setSectionsClickable(False)
        names.setHighlightSections(False)
        names.setTextElideMode(Qt.TextElideMode.ElideRight)
        size = theme.font("body").pointSizeF()
        names.setStyleSheet(
            "QHeaderView::section { color: palette(text);"
            f" padding: 0 {_PAD}px; font-size: {size}pt; font-weight: 400; }}"
        )
        names.show()

    def _fit_names(self) -> None:
        """Leave to the amounts the room that the names of the lines don't take."""
        widths = map(self._measure.horizontalAdvance, map(self._months.words, self._months.lines))
        wanted = max(widths, default=0) + 3 * _PAD
        self.verticalHeader().setFixedWidth(min(max(wanted, scaled(_FEW_NAMES)), scaled(_NAMES)))

    def go_to(self, row: int, column: int) -> None:
        """Choose a cell."""
        index = self._months.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @property
    def is_typing(self) -> bool:
        """Whether somebody is typing in a cell."""
        return self._delegate.is_open

    def finish(self) -> bool:
        """Have what is typed stored, or go back to what can't be and say why; tells which."""
        return self._delegate.finish()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell, or with Shift the block up to it; stay where what is typed can't be stored."""
        if self._delegate.insist():
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._extending.extend_to(self.indexAt(event.position().toPoint()))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose a block with the mouse, unless what is typed can't be stored."""
        if not self._delegate.problem:
            super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with Enter, empty with Del, repeat to the end of the year with Ctrl+R, copy, cut and paste."""
        index, editing = self.currentIndex(), self.state() is QAbstractItemView.State.EditingState
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if not index.isValid() or editing:
            super().keyPressEvent(event)
        elif self._months.sum_of(index) and _types(event):
            self._answer_for_sum(index, enter=event.key() in _ENTER)
        elif event.key() in _ENTER:
            self.edit(index)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.blocks.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.blocks.cut()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.blocks.paste()
        elif shift and event.key() in MOVES:
            self._extending.extend_to(self.moveCursor(MOVES[event.key()], event.modifiers()))
        elif not self._change(event, index):
            super().keyPressEvent(event)

    def _change(self, event: QKeyEvent, index: QModelIndex) -> bool:
        """Empty or repeat months; tells whether a key means one of these."""
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Delete:
            self.blocks.clear()
        elif event.key() == Qt.Key.Key_R and ctrl and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.told.emit(left_sums(self._months.fill_right(index.row(), index.column())))
        else:
            return False
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the amount, unless it is a sum."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._months.sum_of(index):
            self._answer_for_sum(index, enter=False)
        else:
            super().mouseDoubleClickEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say no longer what was said of the cells before."""
        super().currentChanged(current, previous)
        self._told_of = QPersistentModelIndex()
        if not self._delegate.problem:
            self.told.emit("")

    def _answer_for_sum(self, index: QModelIndex, *, enter: bool) -> None:
        """Say that a sum is not typed over; Enter once that is said shows its rows."""
        keys = self._months.sum_of(index)
        if enter and self._told_of == index:
            self.rows_wanted.emit(keys[0])
            return
        self._told_of = QPersistentModelIndex(index)
        entries = formats.counted(len(keys), "entry", "entries")
        self.told.emit(f"This is the sum of {entries}: press Enter to change them in the table.")

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the next month after Enter."""
        current = self.currentIndex()
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache and current.column() < MONTHS:
            self.go_to(current.row(), current.column() + 1)


def _types(event: QKeyEvent) -> bool:
    """Tell whether a key would change the amount in a cell."""
    if event.key() in {*_ENTER, Qt.Key.Key_F2}:
        return True
    commanded = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    if commanded:
        return event.key() == Qt.Key.Key_R
    return event.text().strip().isprintable() and bool(event.text().strip())
