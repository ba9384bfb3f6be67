"""How a row of metrics is painted: figures, bar, chip and sparkline on one line."""

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from partnertracker.domain.metrics.figure import Figure
from partnertracker.gui.metrics.model import Column, MetricsModel
from partnertracker.gui.painting.bars import paint_attainment
from partnertracker.gui.painting.chips import chip_font, chip_width, paint_chip
from partnertracker.gui.painting.grid import on_pixels
from partnertracker.gui.painting.sparklines import paint_sparkline
from partnertracker.gui.theme.theme import Theme

Columns: TypeAlias = Sequence[tuple[int, QRectF]]
"""The columns that are shown, in order, each with its cell in a row."""

SIDE, NARROW_SIDE = 10, 5
"""Space at the left and right of a cell, usually and where the window is narrow."""

HEADING = 27
_FOCUS = 3
_SPARK = 7
_AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = frozenset({Column.VALUE, Column.TARGET, Column.CHANGE})


class RowPainter:
    """Paints headings and metrics in the theme's colours."""

    def __init__(self, model: MetricsModel, theme: Theme) -> None:
        """Take the model and the theme; the view repaints when either changes."""
        self._model = model
        self._theme = theme
        self.side = SIDE
        self._body = theme.font("body")
        self._bold = theme.font("heading")
        self._caption = chip_font(theme.font("caption"))

    def paint(self, painter: QPainter, row: int, columns: Columns, *, selected: bool, active: bool) -> None:
        """Paint one row.

        Args:
            painter: an active painter.
            row: of the model.
            columns: where each column that is shown goes in this row.
            selected: whether the row is the chosen one.
            active: whether the table has the keyboard.
        """
        tokens = self._theme.tokens
        figure = self._model.figure(row)
        whole = columns[0][1]
        for _, rect in columns[1:]:
            whole = whole.united(rect)
        if figure is None or selected:
            painter.fillRect(whole, tokens.background if figure is None else tokens.accent_soft)
        foot = QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1)
        painter.fillRect(on_pixels(painter, foot), tokens.line)
        if figure is None:
            whole.setLeft(max(0.0, whole.left()))  # a heading stays in sight
            self._write(painter, whole, self._model.text(row, 0), self._caption, tokens.muted)
            return
        if selected and active:
            painter.fillRect(QRectF(whole.left(), whole.top(), _FOCUS, whole.height() - 1), tokens.accent)
        for column, rect in columns:
            self._cell(painter, rect, column, self._model.text(row, column), figure)

    def width_of(self, column: Column) -> float:
        """Return the width that the widest content of a column needs, without space at its sides."""
        rows = [row for row in range(self._model.rowCount()) if self._model.figure(row) is not None]
        texts = {self._model.text(row, column) for row in rows}
        if column == Column.STATUS:
            return max((chip_width(text, self._caption) for text in texts), default=0.0)
        measure = QFontMetricsF(self._bold if column == Column.VALUE else self._body)
        return max((measure.horizontalAdvance(text) for text in texts), default=0.0)

    def head_width(self, words: str) -> float:
        """Return the width of a column's head, in the font of captions, without space at its sides."""
        return QFontMetricsF(self._caption).horizontalAdvance(words)

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
