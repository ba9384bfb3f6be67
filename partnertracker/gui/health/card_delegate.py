"""How a card is painted: name and age, manager and reason, the year's revenue, the year's months.

Where its figures suggest another status than its manager set, that one stands at the foot.
"""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from partnertracker.gui.health.cards import CARD, RATED, REASON, age_words, second_line
from partnertracker.gui.painting.grid import on_pixels
from partnertracker.gui.painting.sparklines import paint_sparkline
from partnertracker.gui.painting.squares import SQUARE, paint_months, squares_width
from partnertracker.gui.painting.statuses import paint_shape, word_of
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import CARD_RADIUS
from partnertracker.services.review import Card

_HEIGHT = 90
_GAP = 8
_EDGE = 5
_SIDE, _TOP = 15, 11
_SPARK_WIDTH, _SPARK_SHARE, _SPARK_HEIGHT = 64, 0.33, 18
_LINE = 19
_MARK = 8
_NARROW = 180
_NARROW_SIDE = 9
_RAMPING = "Ramping"


class CardDelegate(QStyledItemDelegate):
    """Paints one card of the board."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Take the theme; the view repaints when it changes."""
        super().__init__(parent)
        self._theme = theme
        self._body = theme.font("body")
        self._bold = theme.font("heading")
        self._caption = theme.font("caption")
        self._mark = theme.font("caption")
        self._mark.setWeight(QFont.Weight.DemiBold)
        self._height = scaled(_HEIGHT)
        words = (QFontMetricsF(self._mark).horizontalAdvance(word_of(status)) for status in RATED)
        self._marks_width = max(words) + _MARK + _MARK / 2

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a card with the space below it."""
        return QSize(0, self._height)

    def fit(self, width: int, status: str) -> bool:
        """Choose the height of the cards of a status for a row's width; tells whether it is another one.

        Narrow cards have a line more: the year's revenue, and the status that the figures suggest.
        """
        _, inner = _areas(QRectF(0, 0, width, scaled(_HEIGHT)))
        height = scaled(_HEIGHT + _LINE if status in RATED and _is_narrow(inner) else _HEIGHT)
        before, self._height = self._height, height
        return height != before

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one card."""
        card: Card = index.data(CARD)
        area, _ = _areas(QRectF(option.rect))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & QStyle.StateFlag.State_Selected)
        area = on_pixels(painter, area)
        self._frame(painter, area, card, chosen=focused)
        inner = _inner(area)
        self._first_line(painter, inner, card)
        self._second_line(painter, inner, card, str(index.data(REASON)))
        self._year(painter, inner, area, card)
        painter.restore()

    def line_of(self, row: QRectF, card: Card) -> QRectF:
        """Return where the line of the year's revenue is in a card's row; empty where it has no room."""
        area, inner = _areas(row)
        return _spark(inner, _foot(inner, area), card)

    def _frame(self, painter: QPainter, area: QRectF, card: Card, *, chosen: bool) -> None:
        tokens = self._theme.tokens
        shape = QPainterPath()
        shape.addRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), CARD_RADIUS, CARD_RADIUS)
        painter.fillPath(shape, tokens.surface)
        painter.save()
        painter.setClipPath(shape)
        edge = QRectF(area.left(), area.top(), _EDGE - 1, area.height())
        painter.fillRect(edge, tokens.status(card.status).fill)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.accent, 2) if chosen else QPen(tokens.line, 1))
        painter.drawPath(shape)

    def _first_line(self, painter: QPainter, inner: QRectF, card: Card) -> None:
        """Write the name, and at its right the age where there is room for both."""
        line = QRectF(inner.left(), inner.top(), inner.width(), scaled(_LINE))
        if not _is_narrow(inner):
            line.setRight(line.right() - self._age(painter, line, card, right=True))
        _write(painter, line, card.name, self._bold, self._theme.tokens.text)

    def _second_line(self, painter: QPainter, inner: QRectF, card: Card, reason: str) -> None:
        tokens = self._theme.tokens
        taken = _spark_width(inner) + _GAP if card.status in RATED and not _is_narrow(inner) else 0
        line = QRectF(inner.left(), inner.top() + scaled(_LINE), inner.width() - taken, scaled(_LINE - 2))
        if _is_narrow(inner):
            line.setLeft(line.left() + self._age(painter, line, card, right=False))
        if card.ramping:
            _write(painter, line, _RAMPING, self._mark, tokens.accent)
            line.setLeft(line.left() + QFontMetricsF(self._mark).horizontalAdvance(_RAMPING) + _GAP / 2)
        words = second_line(card, reason)
        if words and card.ramping:
            words = f"· {words}"
        _write(painter, line, words, self._caption, tokens.muted)

    def _age(self, painter: QPainter, line: QRectF, card: Card, *, right: bool) -> float:
        """Write how long ago the review was, marked when the next is overdue; return the room it takes."""
        tokens = self._theme.tokens
        age = age_words(card)
        overdue = tokens.status("yellow" if card.status != "red" else "red").text
        usual, strong = (self._body, self._bold) if right else (self._caption, self._mark)
        font = strong if card.overdue else usual
        _write(painter, line, age, font, overdue if card.overdue else tokens.muted, right=right)
        return QFontMetricsF(font).horizontalAdvance(age) + _GAP if age else 0.0

    def _months(self, painter: QPainter, foot: QRectF, card: Card, *, narrow: bool) -> None:
        """Paint the year's months beside the place of the mark, which a narrow card has above them.

        Every card leaves that place free, so that squares are of one size.
        """
        place = QRectF(foot)
        if not narrow:
            place.setWidth(foot.width() - self._marks_width - _GAP)
        place.setWidth(min(squares_width(len(card.months)), place.width()))
        paint_months(painter, place, card.months, self._theme.tokens)

    def _suggested(self, painter: QPainter, line: QRectF, card: Card) -> None:
        """Write at the right which other status its figures suggest."""
        colour, word = self._theme.tokens.status(card.suggested).text, word_of(card.suggested)
        left = line.right() - QFontMetricsF(self._mark).horizontalAdvance(word) - _MARK - _MARK / 2
        shape = QRectF(left, line.center().y() - _MARK / 2, _MARK, _MARK)
        paint_shape(painter, shape, card.suggested, colour)
        _write(painter, line, word, self._mark, colour, right=True)

    def _year(self, painter: QPainter, inner: QRectF, area: QRectF, card: Card) -> None:
        tokens = self._theme.tokens
        foot = _foot(inner, area)
        if card.disagrees:
            self._suggested(painter, _third_line(inner) if _is_narrow(inner) else foot, card)
        if card.status in RATED:
            self._months(painter, foot, card, narrow=_is_narrow(inner))
        spark = _spark(inner, foot, card)
        if not spark.isEmpty():
            paint_sparkline(painter, spark, card.revenue, tokens.status(card.status).fill)


def _areas(row: QRectF) -> tuple[QRectF, QRectF]:
    """Return a card's area in its row, and the area of what stands in it."""
    area = row.adjusted(1, 1, -1, -_GAP)
    return area, _inner(area)


def _inner(area: QRectF) -> QRectF:
    inner = area.adjusted(_SIDE, _TOP, -_SIDE + 3, 0)
    if _is_narrow(inner):
        inner = area.adjusted(_EDGE + _NARROW_SIDE - 2, _TOP, -_NARROW_SIDE, 0)
    return inner


def _foot(inner: QRectF, area: QRectF) -> QRectF:
    return QRectF(inner.left(), area.bottom() - _TOP - SQUARE, inner.width(), SQUARE)


def _third_line(inner: QRectF) -> QRectF:
    return QRectF(inner.left(), inner.top() + scaled(2 * _LINE - 2), inner.width(), scaled(_LINE))


def _spark(inner: QRectF, foot: QRectF, card: Card) -> QRectF:
    """Return where the year's revenue is painted.

    A year without a status says nothing: the revenue takes its place. On a narrow card the name and the
    reason take the room, and it has a line of its own.
    """
    if card.status in RATED and _is_narrow(inner):
        line = _third_line(inner)
        return QRectF(line.left(), line.top(), _spark_width(inner), _SPARK_HEIGHT)
    spark = QRectF(0, inner.top() + scaled(_LINE) + 1, _spark_width(inner), _SPARK_HEIGHT)
    spark.moveRight(inner.right())
    if card.status not in RATED:
        spark.moveBottomLeft(foot.bottomLeft())
    return spark


def _is_narrow(inner: QRectF) -> bool:
    return inner.width() < scaled(_NARROW)


def _spark_width(inner: QRectF) -> float:
    return min(_SPARK_WIDTH, inner.width() * _SPARK_SHARE)


def _write(
    painter: QPainter, line: QRectF, text: str, font: QFont, colour: QColor, *, right: bool = False
) -> None:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width() + 1)
    painter.drawText(line, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
