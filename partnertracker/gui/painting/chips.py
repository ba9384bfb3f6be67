"""The status chip: a shape and a word on a soft background."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnertracker.gui.painting.grid import on_pixels
from partnertracker.gui.painting.statuses import paint_shape
from partnertracker.gui.theme.controls import tooltip
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import Tokens

_HEIGHT = 19
_SIDE, _SPACE, _SHAPE = 8.0, 5.0, 8.0


def chip_font(font: QFont) -> QFont:
    """Return the font of a chip: that of captions, semibold."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def chip_width(text: str, font: QFont) -> float:
    """Return how wide a chip is with that text in that font (as ``chip_font`` gives it)."""
    return 2 * _SIDE + _SHAPE + _SPACE + QFontMetricsF(font).horizontalAdvance(text)


def paint_chip(
    painter: QPainter, rect: QRectF, status: str, text: str, font: QFont, tokens: Tokens
) -> QRectF:
    """Paint a chip at the left of a rectangle, in the middle of its height; too long a text is elided.

    Args:
        painter: an active painter.
        rect: where there is room.
        status: of a metric or of a partner; it gives shape and colours.
        text: the word or words.
        font: as ``chip_font`` gives it.
        tokens: the colours.

    Returns:
        The rectangle the chip covers.
    """
    colours = tokens.status(status)
    height = scaled(_HEIGHT)
    width = min(chip_width(text, font), rect.width())
    place = on_pixels(painter, QRectF(rect.left(), rect.center().y() - height / 2, width, height))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.soft)
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    shape = QRectF(place.left() + _SIDE, place.center().y() - _SHAPE / 2, _SHAPE, _SHAPE)
    paint_shape(painter, shape, status, colours.text)
    words = QRectF(place)
    words.setLeft(shape.right() + _SPACE)
    words.setRight(place.right() - _SIDE + 1)
    painter.setFont(font)
    painter.setPen(colours.text)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, words.width() + 1)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
    painter.restore()
    return place


class Chip(QWidget):
    """A status chip that stands by itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without a status; nothing is drawn until there is one."""
        super().__init__(parent)
        self._theme = theme
        self._status, self._text = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_status(self, status: str, text: str, help_words: str = "") -> None:
        """Show a status with these words, and a sentence or two behind it."""
        self._status, self._text = status, text
        self.setAccessibleName(text)
        self.setToolTip(tooltip(help_words))
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The words shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the room that shape and words need."""
        return QSize(round(chip_width(self._text, self._font())) + 1, scaled(_HEIGHT) + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        if self._text:
            painter = QPainter(self)
            paint_chip(
                painter, QRectF(self.rect()), self._status, self._text, self._font(), self._theme.tokens
            )
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def _font(self) -> QFont:
        return chip_font(self._theme.font("caption"))
