"""How a row of metrics is painted: figures, bar, chip and sparkline on one line."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from partnertracker.domain.metrics.figure import Figure
from partnertracker.gui.metrics.model import Column, MetricsModel
from partnertracker.gui.painting.bars import paint_attainment
from partnertracker.gui.painting.chips import chip_font, paint_chip
from partnertracker.gui.painting.sparklines import paint_sparkline
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW

SIDE, NARROW_SIDE = 10, 6
"""Space at the left and right of a cell, usually and where the window is narrow."""

HEADING = 27
_FOCUS = 3
_SPARK = 7
_AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = frozenset({Column.VALUE, Column.TARGET, Column.CHANGE})


class MetricsDelegate(QStyledItemDelegate):
    """Paints headings and metrics in the theme's colours."""

    def __init__(self, model: MetricsModel, theme: Theme, parent: QObject | None = None) -> None:
        """Take the model, which is asked without a detour through Qt, and the theme."""
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.side = SIDE
        self._body = theme.font("body")
        self._bold = theme.font("heading")
        self._caption = chip_font(theme.font("caption"))

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row, or of a heading."""
        return QSize(0, HEADING if self._model.figure(index.row()) is None else ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        tokens = self._theme.tokens
        row, column = index.row(), index.column()
        figure, text = self._model.figure(row), self._model.text(row, column)
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if figure is None or selected:
            painter.fillRect(rect, tokens.background if figure is None else tokens.accent_soft)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), tokens.line)
        if figure is None:
            self._write(painter, rect, text, self._caption, tokens.muted)
        else:
            if selected and column == 0 and state & QStyle.StateFlag.State_Active:
                painter.fillRect(QRectF(rect.left(), rect.top(), _FOCUS, rect.height() - 1), tokens.accent)
            self._cell(painter, rect, column, text, figure)
        painter.restore()

    def _cell(self, painter: QPainter, rect: QRectF, column: int, text: str, figure: Figure) -> None:
        tokens = self._theme.tokens
        inner = rect.adjusted(self.side, 0, -self.side, 0)
        if column == Column.ATTAINMENT:
            pace = figure.pace.elapsed if figure.pace is not None and figure.target is not None else None
            paint_attainment(painter, inner, figure.attainment, pace, figure.status, tokens)
        elif column == Column.STATUS:
            paint_chip(painter, inner, figure.status, text, self._caption, tokens)
        elif column == Column.TREND and not text:
            values = [point.value for point in figure.trend]
            area = inner.adjusted(0, _SPARK, 0, -_SPARK)
            paint_sparkline(painter, area, values, tokens.status(figure.status).fill)
        else:
            bold = column == Column.VALUE
            muted = column == Column.TREND or (column == Column.VALUE and figure.value is None)
            self._write(
                painter,
                rect,
                text,
                self._bold if bold else self._body,
                tokens.muted if muted else tokens.text,
                right=column in _RIGHT,
            )

    def _write(
        self, painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor, *, right: bool = False
    ) -> None:
        inner = rect.adjusted(self.side, 0, -self.side, 0)
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width() + 1)
        painter.drawText(inner, _AT_RIGHT if right else _AT_LEFT, shown)
