"""The sparkline: periods as a line without axes, a dot where it ends, gaps where nothing is known."""

from collections.abc import Sequence
from itertools import pairwise
from math import isfinite

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

_LINE, _DOT = 1.5, 2.25


def paint_sparkline(painter: QPainter, rect: QRectF, values: Sequence[float | None], colour: QColor) -> None:
    """Paint a sparkline that fills a rectangle; a value that is missing leaves a gap.

    Args:
        painter: an active painter.
        rect: where it goes, the dot at its end included.
        values: evenly spaced in time, oldest first.
        colour: of the line.
    """
    points = _points(rect.adjusted(_DOT, _DOT, -_DOT, -_DOT), values)
    known = [point for point in points if point is not None]
    if not known:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, _LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for stretch in _stretches(points):
        if len(stretch) == 1:
            painter.drawPoint(stretch[0])
        else:
            painter.drawPolyline(stretch)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(known[-1], _DOT, _DOT)
    painter.restore()


def point_at(left: float, width: float, count: int, x: float) -> int:
    """Return which of so many values of a sparkline stands nearest to a place between its left and right."""
    step = (width - 2 * _DOT) / max(1, count - 1)
    return min(count - 1, max(0, round((x - left - _DOT) / step))) if step > 0 else count - 1


def described(values: Sequence[float | None]) -> str:
    """Return a sparkline in words, for those who can't see it."""
    known = [value for value in values if value is not None]
    if not known:
        return "no data"
    rises = sum(after > before for before, after in pairwise(known))
    falls = sum(after < before for before, after in pairwise(known))
    if known[-1] == known[0]:
        trend = "ends where it began"
    else:
        trend = "higher than at the start" if known[-1] > known[0] else "lower than at the start"
    moves = f"rose {_times(rises)} and fell {_times(falls)}"
    return f"{trend}, {moves}, {len(known)} of {len(values)} periods have data"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _points(rect: QRectF, values: Sequence[float | None]) -> list[QPointF | None]:
    known = [value for value in values if value is not None and isfinite(value)]
    if not known:
        return []
    low, high = min(known), max(known)
    step = rect.width() / max(1, len(values) - 1)
    return [
        None
        if value is None or not isfinite(value)
        else QPointF(rect.left() + index * step, _height(rect, value, low, high))
        for index, value in enumerate(values)
    ]


def _height(rect: QRectF, value: float, low: float, high: float) -> float:
    if high == low:
        return rect.center().y()
    return rect.bottom() - (value - low) / (high - low) * rect.height()


def _stretches(points: Sequence[QPointF | None]) -> list[list[QPointF]]:
    stretches: list[list[QPointF]] = [[]]
    for point in points:
        if point is not None:
            stretches[-1].append(point)
        elif stretches[-1]:
            stretches.append([])
    return [stretch for stretch in stretches if stretch]
