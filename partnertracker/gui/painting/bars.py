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
    place = _place(painter, rect)
    filled = QRectF(place)
    filled.setWidth(max(place.height(), min(1.0, share) * place.width()) if share > 0 else 0.0)
    _paint(painter, place, track, filled, fill)
    return place


def paint_from_middle(painter: QPainter, rect: QRectF, share: float, tokens: Tokens) -> None:
    """Paint a bar that begins at 0 in the middle: to the right above it, to the left and grey below it.

    Args:
        painter: an active painter.
        rect: its width is from -1 to 1.
        share: cut to -1 and 1; anything but 0 shows at least as a dot.
        tokens: the colours.
    """
    place = _place(painter, rect)
    wide = max(place.height(), min(1.0, abs(share)) * place.width() / 2) if share else 0.0
    left = place.center().x() - (wide if share < 0 else 0.0)
    filled = QRectF(left, place.top(), wide, place.height())
    _paint(painter, place, tokens.track, filled, tokens.grey.fill if share < 0 else tokens.accent)
    zero = QRectF(
        place.center().x() - _MARK_WIDE / 4, place.center().y() - _MARK_HIGH / 2, _MARK_WIDE / 2, _MARK_HIGH
    )
    painter.fillRect(on_pixels(painter, zero), tokens.text)


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


def _place(painter: QPainter, rect: QRectF) -> QRectF:
    return on_pixels(painter, QRectF(rect.left(), rect.center().y() - _THICK / 2, rect.width(), _THICK))


def _paint(painter: QPainter, place: QRectF, track: QColor, filled: QRectF, fill: QColor) -> None:
    radius = place.height() / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(track)
    painter.drawRoundedRect(place, radius, radius)
    if filled.width():
        painter.setBrush(fill)
        painter.drawRoundedRect(on_pixels(painter, filled), radius, radius)
    painter.restore()
