"""A bridge as a list of lines: start, what changed, what was corrected, end; each line with its bar."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from partnertracker.domain.bridge.bar import Bar
from partnertracker.gui.painting.waterfall import Scale, Span, paint_level, paint_span, scale_of
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme

LINE = 25
_GAP, _SIDE = 10, 4
_LEAST_PLOT, _BELOW = 60, 15
"""So wide bars stand beside the words; where there is less room, they stand below, so high."""

_LINE = Qt.ItemDataRole.UserRole
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}

Index = QModelIndex | QPersistentModelIndex


class Line(NamedTuple):
    """One line.

    Attributes:
        words: what it is called.
        amount: what it comes to, as a text.
        help: the sentence behind it.
        span: what its bar shows.
        bar: the rows it is made of; None for a heading between the lines.
    """

    words: str
    amount: str
    help: str
    span: Span
    bar: Bar | None = None


class WaterfallModel(QAbstractListModel):
    """Lines in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.lines: Sequence[Line] = ()
        self.scale = Scale(0, 0, broken=False)

    def show(self, lines: Sequence[Line]) -> None:
        """Take other lines."""
        self.beginResetModel()
        self.lines = lines
        self.scale = scale_of([level for line in lines for level in (line.span.before, line.span.after)])
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keyboard pass over headings."""
        heading = index.isValid() and self.lines[index.row()].bar is None
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line, or its words."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            correction = "Correction: " if line.span.correction and line.bar is not None else ""
            return f"{correction}{line.words} {line.amount}".strip()
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return line.help
        return {int(Qt.ItemDataRole.DisplayRole): line.words, int(_LINE): line}.get(role)


class _Delegate(QStyledItemDelegate):
    """Paints a line: words at the left, the amount at the right, the bar between, or below in little room."""

    def __init__(self, theme: Theme, model: WaterfallModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._stacked = False
        self._font = theme.font("body")
        self._caption = theme.font("caption")
        self._total = theme.font("heading")

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self.line_height)

    def fit(self, width: int) -> None:
        """Let the bars stand beside the words or below them, as a width allows."""
        self._stacked = sum(self._widths()) + 2 * (_GAP + _SIDE) + scaled(_LEAST_PLOT) > width

    @property
    def line_height(self) -> int:
        """How high a line is."""
        return scaled(LINE) + (scaled(_BELOW) if self._stacked else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(_LINE)
        tokens, rect = self._theme.tokens, QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.accent_soft)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(tokens.accent)
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        rect = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        words, amounts = self._widths()
        plot = rect.adjusted(words + _GAP, 0, -amounts - _GAP, 0)
        if self._stacked:
            plot = rect.adjusted(0, scaled(LINE) - _SIDE, 0, 0)
            rect.setHeight(scaled(LINE))
            words = rect.width() - amounts - _GAP
        if line.bar is None:
            paint_level(painter, plot, line.span.after, self._model.scale, tokens)
        else:
            paint_span(painter, plot, line.span, self._model.scale, tokens)
        font = self._caption if line.bar is None else self._total if line.span.total else self._font
        painter.setFont(font)
        painter.setPen(tokens.muted if line.bar is None else tokens.text)
        middle = Qt.AlignmentFlag.AlignVCenter
        place = QRectF(rect.left(), rect.top(), words, rect.height())
        shown = QFontMetricsF(font).elidedText(line.words, Qt.TextElideMode.ElideRight, words + 1)
        painter.drawText(place, int(middle | Qt.AlignmentFlag.AlignLeft), shown)
        place = QRectF(rect.right() - amounts, rect.top(), amounts, rect.height())
        painter.drawText(place, int(middle | Qt.AlignmentFlag.AlignRight), line.amount)
        painter.restore()

    def _widths(self) -> tuple[float, float]:
        """Return how wide the words and the amounts are."""
        metrics = QFontMetricsF(self._total)
        words = max((metrics.horizontalAdvance(line.words) for line in self._model.lines), default=0.0)
        amounts = max((metrics.horizontalAdvance(line.amount) for line in self._model.lines), default=0.0)
        return ceil(words), ceil(amounts)


class Waterfall(QListView):
    """Shows a bridge; the arrows choose a line, Enter goes to its rows."""

    chosen = Signal(object)
    """Another line is chosen: its ``Line``."""

    drilled = Signal()
    """Enter or a double click: the person wants to go to the rows of the chosen line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty and as high as nothing."""
        super().__init__(parent)
        self.bridge = WaterfallModel(self)
        self.setModel(self.bridge)
        self._delegate = _Delegate(theme, self.bridge, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Change, line by line")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(lambda index, _before: self._choose(index))
        self.doubleClicked.connect(lambda _index: self.drilled.emit())
        theme.changed.connect(self.viewport().update)

    def show_lines(self, lines: Sequence[Line], chosen: tuple[str, bool]) -> None:
        """Show other lines.

        Args:
            lines: in their order.
            chosen: the kind of the bar that shall be chosen, and whether it is a correction; where there is
                none, the first change is, else the end.
        """
        self.bridge.show(lines)
        self._fit()
        kinds = [(line.bar.kind, line.bar.correction) if line.bar is not None else None for line in lines]
        if lines:
            row = kinds.index(chosen) if chosen in kinds else 1 if len(lines) > 2 else len(lines) - 1  # noqa: PLR2004
            self.setCurrentIndex(self.bridge.index(row if kinds[row] is not None else row + 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the lines into the room."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the rows with Enter."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.drilled.emit()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        self._delegate.fit(self.width())
        height = self._delegate.line_height * len(self.bridge.lines)
        if height != self.height():
            self.setFixedHeight(height)
            self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(_LINE))
