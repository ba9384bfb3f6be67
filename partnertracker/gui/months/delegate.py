"""Opens the input over an amount, and keeps it open while what is typed is none."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from partnertracker.gui.months.model import MonthsModel

_NARROWEST = 110
_FRAME = 1
_DONE = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class AmountDelegate(QStyledItemDelegate):
    """One for the whole table."""

    closed = Signal()
    """Nobody types in a cell any more."""

    def __init__(self, model: MonthsModel, table: QTableView) -> None:
        """Take the model, which knows what can stand in a cell."""
        super().__init__(table)
        self._months = model
        self._editor: QLineEdit | None = None
        self._at = QPersistentModelIndex()

    @property
    def is_open(self) -> bool:
        """Whether somebody is typing in a cell."""
        return self._editor is not None

    @property
    def problem(self) -> str:
        """The sentence about what is typed and can't be stored; empty when nothing is wrong."""
        if self._editor is None or not self._at.isValid():
            return ""
        return self._months.problem(self._at, self._editor.text())

    def insist(self) -> bool:
        """Go back to what is typed and can't be stored, and say why; tells whether there is such a text."""
        problem = self.problem
        if problem and self._editor is not None:
            self._months.refused.emit(problem)
            self._editor.setFocus()
        return bool(problem)

    def finish(self) -> bool:
        """Have what is typed stored and close the line, or go back to what can't be; tells which."""
        if self.insist():
            return False
        if (editor := self._editor) is not None:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        return True

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Open a line over a cell."""
        self._editor = QLineEdit(parent)
        self._editor.setFrame(False)
        self._editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._editor.setAccessibleName("Amount")
        self._at = QPersistentModelIndex(index)
        return self._editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Show what stands in the cell, until somebody types: that is not to be lost to what comes late."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            super().setEditorData(editor, index)
            editor.selectAll()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room for an amount and the frame that stands around the current one."""
        return super().sizeHint(option, index) + QSize(2 * _FRAME, 0)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Lay the line over its cell, wide enough to type in."""
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(min(0, rect.width() - _NARROWEST), 0, 0, 0))

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Forget a line that is closed."""
        if editor is self._editor:
            self._editor = None
            self._months.refused.emit("")
            self.closed.emit()
        super().destroyEditor(editor, index)

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ask for what is typed to be stored."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay where what is typed can't be stored."""
        done = isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _DONE
        if watched is self._editor and event.type() is QEvent.Type.KeyPress and done and self.insist():
            return True
        if watched is self._editor and event.type() is QEvent.Type.FocusOut and self.problem:
            self._months.refused.emit(self.problem)
            return False
        return super().eventFilter(watched, event)
