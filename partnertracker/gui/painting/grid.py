"""Painting on whole pixels of the screen, whatever its scaling."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter


def on_pixels(painter: QPainter, rect: QRectF) -> QRectF:
    """Return the rectangle moved so that its edges lie between the pixels of the device: sharp sides.

    Args:
        painter: an active painter; only its position and scaling are looked at.
        rect: in the painter's coordinates.
    """
    onto = painter.deviceTransform()
    there = onto.mapRect(rect)
    left, top = round(there.left()), round(there.top())
    right, bottom = max(left + 1, round(there.right())), max(top + 1, round(there.bottom()))
    back, _ = onto.inverted()
    return QRectF(back.map(QPointF(left, top)), back.map(QPointF(right, bottom)))
