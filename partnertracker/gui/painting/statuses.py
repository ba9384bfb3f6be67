"""What stands for a status: a shape and a word beside the colour, so that it is never colour alone."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPolygonF

from partnertracker.gui.theme.tokens import Tokens

WORDS = {
    "green": "Green",
    "yellow": "Yellow",
    "red": "Red",
    "unrated": "Unrated",
    "no_target": "No target",
    "no_data": "No data",
    "too_few": "Too few",
    "too_early": "Too early",
}
"""The usual word for each status of metrics and of partners."""

_SHAPES = {
    "green": ((0.5, 0.08), (1.0, 0.92), (0.0, 0.92)),
    "yellow": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    "red": ((0.0, 0.08), (1.0, 0.08), (0.5, 0.92)),
}
_ICON, _ICON_SHAPE = 64, 44
_DASH = ((0.0, 0.42), (1.0, 0.42), (1.0, 0.6), (0.0, 0.6))


def word_of(status: str) -> str:
    """Return the word for a status; no status at all reads as unrated."""
    return WORDS.get(status, WORDS["unrated"])


def paint_shape(painter: QPainter, rect: QRectF, status: str, colour: QColor) -> None:
    """Fill a status' shape into a square: up for green, a diamond for yellow, down for red, else a dash."""
    corners = _SHAPES.get(status, _DASH)
    width, height = rect.width(), rect.height()
    shape = QPolygonF([QPointF(rect.left() + x * width, rect.top() + y * height) for x, y in corners])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(shape)
    painter.restore()


def status_icon(status: str, tokens: Tokens) -> QIcon:
    """Return a status' shape in its colour, for a button."""
    pixmap = QPixmap(_ICON, _ICON)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    space = (_ICON - _ICON_SHAPE) / 2
    shape = QRectF(space, space, _ICON_SHAPE, _ICON_SHAPE)
    paint_shape(painter, shape, status, tokens.status(status).text)
    painter.end()
    return QIcon(pixmap)
