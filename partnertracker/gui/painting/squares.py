"""A partner's last months as a row of squares in the colours of its status."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from partnertracker.gui.painting.grid import on_pixels
from partnertracker.gui.painting.statuses import paint_shape, word_of
from partnertracker.gui.theme.tokens import Tokens

_RATED = {"green", "yellow", "red"}
SQUARE, SPACE = 14.0, 3.0
_RADIUS = 0.21
_SPACE_SHARE = SPACE / (SQUARE + SPACE)
_SHAPE = 0.42
_PALE = 0.55


def squares_width(months: int) -> float:
    """Return the width of that many squares."""
    return months * (SQUARE + SPACE) - SPACE


def paint_months(painter: QPainter, rect: QRectF, months: Sequence[str], tokens: Tokens) -> None:
    """Paint one square for each month from the left; they shrink where there is not room for all.

    A pale shape in each square lets the row be read without colour; a month without a status is only soft.

    Args:
        painter: an active painter.
        rect: where there is room; squares stand in the middle of its height.
        months: the status of each month, oldest first.
        tokens: the colours.
    """
    if not months:
        return
    step = min(SQUARE + SPACE, rect.width() * (1 + _SPACE_SHARE / len(months)) / len(months))
    side = min(step * (1 - _SPACE_SHARE), rect.height())
    radius = side * _RADIUS
    pale = QColor(tokens.surface)
    pale.setAlphaF(_PALE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for index, status in enumerate(months):
        place = QRectF(rect.left() + index * step, rect.center().y() - side / 2, side, side)
        place = on_pixels(painter, place)
        colours = tokens.status(status)
        painter.setBrush(colours.fill if status in _RATED else colours.soft)
        painter.drawRoundedRect(place, radius, radius)
        if status in _RATED:
            paint_shape(painter, _middle(place), status, pale)
    painter.restore()


def described(months: Sequence[str]) -> str:
    """Return the months in words, for those who can't see them: ``4 months Green, then 8 months Red``."""
    runs = [(word_of(status), len(list(same))) for status, same in groupby(months)]
    return ", then ".join(f"{length} {'month' if length == 1 else 'months'} {word}" for word, length in runs)


def _middle(square: QRectF) -> QRectF:
    shape = QRectF(0, 0, square.width() * _SHAPE, square.height() * _SHAPE)
    shape.moveCenter(square.center())
    return shape
