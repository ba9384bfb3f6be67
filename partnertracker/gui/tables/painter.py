"""Paints the cells of a table, some 200 for each screen, without asking the style about each of them."""

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from partnertracker.gui.painting.chips import paint_chip
from partnertracker.gui.tables.cells import Cell
from partnertracker.gui.tables.model import WAITING
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import Tokens

SIDE = 9
"""Space at the left and right of a cell's words."""

_PILL_HEIGHT, _PILL_SIDE = 18, 8
_WAITING_HEIGHT = 8
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
_HIDDEN = "…"
_REMEMBERED = 20_000


class CellPainter(QObject):
    """Knows the theme's colours and how wide words are; draws grounds, words, pills and frames."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Take the theme it follows."""
        super().__init__(parent)
        self._theme = theme
        self._widths: dict[str, int] = {}
        self._cut: dict[tuple[str, int], str] = {}
        self._sight = QRect()
        self._follow_theme()
        theme.changed.connect(self._follow_theme)

    def begin(self, painter: QPainter, sight: QRect) -> None:
        """Prepare a painter for cells, of which the part within ``sight`` is seen."""
        painter.setFont(self._font)
        self._sight = sight

    def paint_row(self, painter: QPainter, rect: QRect, *, selected: bool) -> None:
        """Paint what a row's cells stand on: the ground and the hairline below."""
        if selected:
            painter.fillRect(rect, self._tokens.accent_soft)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._tokens.line)

    def paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        """Paint what stands in a cell."""
        if cell is WAITING:
            self._paint_waiting(painter, rect)
        elif cell.pill:
            self._paint_pill(painter, rect, cell)
        elif cell.text:
            self._paint_words(painter, rect, cell)

    def paint_frame(self, painter: QPainter, rect: QRect) -> None:
        """Paint the frame of the cell that has the focus."""
        painter.setPen(self._tokens.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def cuts(self, text: str, width: int) -> bool:
        """Tell whether a cell of that width has no room for all of a text."""
        return self.width_for(text) > width

    def width_for(self, text: str) -> int:
        """Return how wide a cell must be to have room for a text."""
        return self._metrics.horizontalAdvance(text) + 2 * SIDE

    def _paint_words(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        # in what is seen of the cell, a number in full or not at all: half of it would read as another one
        seen = QRect(rect)
        seen.setLeft(max(rect.left(), self._sight.left()))
        seen.setRight(min(rect.right(), self._sight.right()))
        room = seen.adjusted(SIDE, 0, -SIDE, -1)
        painter.setPen(self._colours[cell.tone])
        text = self._fitting(cell.text, room.width())
        if cell.right and text != cell.text:
            text = _HIDDEN
        painter.drawText(room, _RIGHT if cell.right else _LEFT, text)

    def _paint_pill(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        if cell.shape:
            room = QRectF(rect.adjusted(SIDE, 0, 0, -1))
            paint_chip(painter, room, cell.tone, cell.text, self._pill_font, self._tokens)
            return
        colours = self._tokens.status(cell.tone)
        width = min(self._width(cell.text) + 2 * _PILL_SIDE, rect.width() - SIDE)
        height = scaled(_PILL_HEIGHT)
        pill = QRect(rect.left() + SIDE, rect.center().y() - height // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.soft)
        painter.drawRoundedRect(pill, height / 2, height / 2)
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
            if len(self._cut) > _REMEMBERED:  # while a column is moved out of sight, its room has many widths
                self._cut.clear()
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
