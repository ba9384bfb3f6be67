"""One line of a waterfall: where a figure stands before and after a change, on a scale of all its lines."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from partnertracker.gui.painting.grid import on_pixels
from partnertracker.gui.theme.tokens import Tokens

_THICK = 12.0
_THINNEST = 2.0
_ROOM = 0.4
_BROKEN_BELOW = 0.5
_TEAR, _TEAR_SLANT, _TEAR_WIDE = 10.0, 4.0, 4.0
_HATCH_APART = 4.0


class Scale(NamedTuple):
    """What the left and the right end of a line stand for.

    Attributes:
        low, high: the figures at the two ends.
        broken: whether the left end is no 0, as the changes are small beside the figure.
    """

    low: float
    high: float
    broken: bool

    def place(self, rect: QRectF, level: float) -> float:
        """Return where a figure lies between the sides of a rectangle."""
        span = self.high - self.low
        return rect.left() + ((level - self.low) / span * rect.width() if span else 0.0)


def scale_of(levels: Iterable[float]) -> Scale:
    """Return a scale that all these figures lie on; it leaves out what is below them where that is much."""
    known = (*levels, 0.0)
    low, high = min(known[:-1], default=0.0), max(known[:-1], default=0.0)
    if low > 0 and high - low < _BROKEN_BELOW * high:
        return Scale(low - _ROOM * (high - low or high), high, broken=True)
    return Scale(min(known), max(known), broken=False)


class Span(NamedTuple):
    """What one line shows.

    Attributes:
        before, after: the figure before and after the change.
        total: whether it is the figure itself, which begins at the left end.
        correction: whether the change is hatched, as it is none that happened.
    """

    before: float
    after: float
    total: bool = False
    correction: bool = False


def paint_span(painter: QPainter, rect: QRectF, span: Span, scale: Scale, tokens: Tokens) -> QRectF:
    """Paint a line's bar in the middle of a rectangle's height, and thin lines to its neighbours.

    What adds is filled, what takes away is hollow, a correction is hatched.

    Args:
        painter: an active painter.
        rect: its width is the scale.
        span: what the line shows.
        scale: of all lines.
        tokens: the colours.

    Returns:
        The rectangle of the bar.
    """
    start = rect.left() if span.total else scale.place(rect, span.before)
    end = scale.place(rect, span.after)
    left, wide = min(start, end), max(_THINNEST, abs(end - start))
    bar = on_pixels(painter, QRectF(left, rect.center().y() - _THICK / 2, wide, _THICK))
    painter.save()
    painter.setPen(QPen(tokens.muted, 0))
    if not span.total:
        painter.drawLine(QLineF(start, rect.top(), start, bar.top()))
    painter.drawLine(QLineF(end, bar.bottom(), end, rect.bottom()))
    painter.restore()
    if span.total:
        painter.fillRect(bar, tokens.grey.fill)
        if scale.broken:
            _tear(painter, bar, tokens.surface)
    elif span.correction:
        _outline(painter, bar, tokens.accent, tokens.surface)
        _hatch(painter, bar, tokens.accent)
    elif span.after >= span.before:
        painter.fillRect(bar, tokens.accent)
    else:
        _outline(painter, bar, tokens.accent, tokens.accent_soft)
    return bar


def paint_level(painter: QPainter, rect: QRectF, level: float, scale: Scale, tokens: Tokens) -> None:
    """Paint only the thin line of a figure through a rectangle: nothing happens there."""
    painter.save()
    painter.setPen(QPen(tokens.muted, 0))
    place = scale.place(rect, level)
    painter.drawLine(QLineF(place, rect.top(), place, rect.bottom()))
    painter.restore()


def _outline(painter: QPainter, bar: QRectF, line: QColor, fill: QColor) -> None:
    painter.fillRect(bar, line)
    inner = bar.adjusted(1, 1, -1, -1)
    if inner.width() > 0:
        painter.fillRect(inner, fill)


def _hatch(painter: QPainter, bar: QRectF, colour: QColor) -> None:
    """Draw slanting lines over a bar; a pattern of Qt's would not grow with the screen's scaling."""
    painter.save()
    painter.setClipRect(bar)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.2))
    at = bar.left() - bar.height()
    while at < bar.right():
        painter.drawLine(QLineF(at, bar.bottom(), at + bar.height(), bar.top()))
        at += _HATCH_APART
    painter.restore()


def _tear(painter: QPainter, bar: QRectF, ground: QColor) -> None:
    """Take a slanting piece out of a bar: it is longer than it looks."""
    left, right = bar.left() + _TEAR, bar.left() + _TEAR + _TEAR_WIDE
    corners = (
        QPointF(left + _TEAR_SLANT, bar.top() - 1),
        QPointF(right + _TEAR_SLANT, bar.top() - 1),
        QPointF(right, bar.bottom() + 1),
        QPointF(left, bar.bottom() + 1),
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(ground))
    painter.drawPolygon(QPolygonF(list(corners)))
    painter.restore()
