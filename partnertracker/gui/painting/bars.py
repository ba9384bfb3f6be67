"""Horizontal bars: one share of a whole, and attainment with the mark of where it should be by now."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from partnertracker.gui.painting.grid import on_pixels
from partnertracker.gui.theme.tokens import Tokens

_THICK = 6.0
_MARK_WIDE, _MARK_HIGH = 2.0, 12.0


def paint_bar(painter: QPainter, rect: QRectF, share: float, fill: QColor, track: QColor) -> QRectF:
    """Paint a bar in the middle of a rectangle's height.

    Args:
        painter: an active painter.
        rect: its width is the whole.
        share: of the whole, cut to 0 and 1; anything above 0 shows at least as a dot.
        fill: the colour of the share.
        track: the colour of the whole.

    Returns:
        The rectangle of the track.
    """
    place = on_pixels(painter, QRectF(rect.left(), rect.center().y() - _THICK / 2, rect.width(), _THICK))
    radius = place.height() / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(track)
    painter.drawRoundedRect(place, radius, radius)
    if share > 0:
        filled = QRectF(place)
        filled.setWidth(max(place.height(), min(1.0, share) * place.width()))
        painter.setBrush(fill)
        painter.drawRoundedRect(on_pixels(painter, filled), radius, radius)
    painter.restore()
    return place


def paint_attainment(
    painter: QPainter, rect: QRectF, attainment: float | None, pace: float | None, status: str, tokens: Tokens
) -> None:
    """Paint how much of a target is reached, with the mark of how much should be by now.

    Args:
        painter: an active painter.
        rect: its width is the whole target.
        attainment: 1 is the whole target; None leaves the track empty.
        pace: the share of the target expected by now; None or 1 and above: no mark.
        status: gives the colour.
        tokens: the colours.
    """
    place = paint_bar(painter, rect, attainment or 0.0, tokens.status(status).fill, tokens.track)
    if pace is None or not 0 < pace < 1:
        return
    middle = place.left() + pace * place.width()
    mark = QRectF(middle - _MARK_WIDE / 2, place.center().y() - _MARK_HIGH / 2, _MARK_WIDE, _MARK_HIGH)
    painter.fillRect(on_pixels(painter, mark), tokens.text)
