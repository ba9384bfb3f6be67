"""Opens the input in the cell being edited, and shows in full what has no room."""

from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from partnertracker.gui.forms.inputs import WordInput
from partnertracker.gui.forms.lines import TextInput
from partnertracker.gui.tables.editing import CellEditing
from partnertracker.gui.tables.model import TableModel
from partnertracker.gui.tables.painter import CellPainter
from partnertracker.gui.theme.controls import tooltip

Index: TypeAlias = QModelIndex | QPersistentModelIndex

_NARROWEST = 120
_Hint = QStyledItemDelegate.EndEditHint
_HINTS = {
    Qt.Key.Key_Return: _Hint.SubmitModelCache,
    Qt.Key.Key_Enter: _Hint.SubmitModelCache,
    Qt.Key.Key_Tab: _Hint.EditNextItem,
    Qt.Key.Key_Backtab: _Hint.EditPreviousItem,
}


class CellDelegate(QStyledItemDelegate):
    """One for the whole table; what it looks like is the business of ``CellPainter``."""

    def __init__(self, model: TableModel, editing: CellEditing, painter: CellPainter) -> None:
        """Take the model that gives cells, what one is edited with, and what knows how wide words are."""
        super().__init__(painter)
        self._model = model
        self._editing = editing
        self._painter = painter

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole text of a cell that has no room for it, or is half out of sight."""
        rect: QRect = option.rect
        text = self._model.cell(index.row(), index.column()).text if index.isValid() else ""
        seen = rect.intersected(view.viewport().rect())
        cut = self._painter.cuts(text, seen.width())
        QToolTip.showText(event.globalPos(), tooltip(text) if cut else "", view)
        return cut

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open the input that fits the cell."""
        editor = self._editing.begin(parent, index.row(), index.column())
        if isinstance(editor, WordInput):
            editor.chosen.connect(lambda: self._finish(editor, _Hint.SubmitModelCache))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave the input as it was made: what was typed since is not to be lost."""

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, _index: Index) -> None:
        """Save what was typed."""
        if isinstance(editor, TextInput):
            self._editing.commit(editor)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Lay the input over its cell, wide enough to type in."""
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(0, 0, max(0, _NARROWEST - rect.width()), 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep an input open while what stands in it can't be stored."""
        if isinstance(watched, TextInput):
            if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                hint = _HINTS.get(Qt.Key(event.key()))
                if hint is not None:
                    self._finish(watched, hint)
                    return True
            if event.type() is QEvent.Type.FocusOut and self._editing.problem(watched):
                self._editing.tell(watched)
                return False
        return super().eventFilter(watched, event)

    def _finish(self, editor: TextInput, hint: QStyledItemDelegate.EndEditHint) -> None:
        if self._editing.problem(editor):
            self._editing.tell(editor)
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hint)
