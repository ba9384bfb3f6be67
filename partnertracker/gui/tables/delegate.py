"""Paints every cell of a table, and opens the input in the one being edited."""

from html import escape
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from partnertracker.gui.forms.inputs import TextInput, WordInput
from partnertracker.gui.painting.chips import paint_chip
from partnertracker.gui.tables.cells import Cell
from partnertracker.gui.tables.editing import CellEditing
from partnertracker.gui.tables.model import WAITING, TableModel
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import Tokens

Index: TypeAlias = QModelIndex | QPersistentModelIndex

SIDE = 9
"""Space at the left and right of a cell's words."""

_PILL_HEIGHT, _PILL_SIDE = 18, 8
_WAITING_HEIGHT = 8
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
_REMEMBERED = 20_000
_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_NARROWEST = 120
_Hint = QStyledItemDelegate.EndEditHint
_HINTS = {
    Qt.Key.Key_Return: _Hint.SubmitModelCache,
    Qt.Key.Key_Enter: _Hint.SubmitModelCache,
    Qt.Key.Key_Tab: _Hint.EditNextItem,
    Qt.Key.Key_Backtab: _Hint.EditPreviousItem,
}


class CellDelegate(QStyledItemDelegate):
    """One for the whole table. Nothing is painted by the style: that would cost a screen a second's tenth."""

    def __init__(self, model: TableModel, editing: CellEditing, theme: Theme, parent: QWidget) -> None:
        """Take the model that gives cells, and what a cell can be edited with."""
        super().__init__(parent)
        self._model = model
        self._editing = editing
        self._theme = theme
        self._widths: dict[str, int] = {}
        self._cut: dict[tuple[str, int], str] = {}
        self._follow_theme()
        theme.changed.connect(self._follow_theme)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell: ground, hairline, words."""
        rect: QRect = option.rect
        state = option.state.value  # plain integers: this runs some 200 times for each screen
        if state & _SELECTED:
            painter.fillRect(rect, self._tokens.accent_soft)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._tokens.line)
        if state & _FOCUSED:
            painter.setPen(self._tokens.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        cell = self._model.cell(index.row(), index.column())
        if cell is WAITING:
            self._paint_waiting(painter, rect)
        elif cell.pill:
            self._paint_pill(painter, rect, cell)
        elif cell.text:
            self._paint_words(painter, rect, cell)

    def _paint_words(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        room = rect.adjusted(SIDE, 0, -SIDE, -1)
        painter.setPen(self._colours[cell.tone])
        painter.drawText(room, _RIGHT if cell.right else _LEFT, self._fitting(cell.text, room.width()))

    def _paint_pill(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        if cell.shape:
            room = QRectF(rect.adjusted(SIDE, 0, 0, -1))
            paint_chip(painter, room, cell.tone, cell.text, self._pill_font, self._tokens)
            return
        colours = self._tokens.status(cell.tone)
        width = min(self._width(cell.text) + 2 * _PILL_SIDE, rect.width() - SIDE)
        pill = QRect(rect.left() + SIDE, rect.center().y() - _PILL_HEIGHT // 2, width, _PILL_HEIGHT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.soft)
        painter.drawRoundedRect(pill, _PILL_HEIGHT / 2, _PILL_HEIGHT / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setFont(self._pill_font)
        painter.setPen(colours.text)
        painter.drawText(pill, _MIDDLE, cell.text)
        painter.setFont(self._font)

    def _paint_waiting(self, painter: QPainter, rect: QRect) -> None:
        """Paint a light bar where the words will stand."""
        bar = rect.adjusted(SIDE, 0, -SIDE - rect.width() // 3, 0)
        bar.setTop(rect.center().y() - _WAITING_HEIGHT // 2)
        bar.setHeight(_WAITING_HEIGHT)
        painter.fillRect(bar, self._tokens.track)

    def _fitting(self, text: str, room: int) -> str:
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > _REMEMBERED:
                self._widths.clear()
                self._cut.clear()
            width = self._widths[text] = self._metrics.horizontalAdvance(text)
        if width <= room:
            return text
        key = (text, room)
        if key not in self._cut:
            self._cut[key] = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        return self._cut[key]

    def _width(self, text: str) -> int:
        return QFontMetrics(self._pill_font).horizontalAdvance(text)

    def _follow_theme(self) -> None:
        tokens: Tokens = self._theme.tokens
        self._tokens = tokens
        self._colours = {
            "": tokens.text,
            "muted": tokens.muted,
            "green": tokens.green.text,
            "yellow": tokens.yellow.text,
            "red": tokens.red.text,
        }
        self._font = self._theme.font("body")
        self._metrics = QFontMetrics(self._font)
        self._pill_font: QFont = self._theme.font("caption")
        self._pill_font.setWeight(QFont.Weight.DemiBold)
        self._widths.clear()
        self._cut.clear()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole text of a cell that has no room for it."""
        rect: QRect = option.rect
        text = self._model.cell(index.row(), index.column()).text if index.isValid() else ""
        cut = self._metrics.horizontalAdvance(text) > rect.width() - 2 * SIDE
        # escaped: a tooltip would read markup in somebody's name
        QToolTip.showText(event.globalPos(), f"<p>{escape(text)}</p>" if cut else "", view)
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
