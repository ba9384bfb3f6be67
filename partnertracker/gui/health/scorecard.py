"""The scorecard of the chosen partner: what its figures suggest, dimension by dimension, and why."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from partnertracker.domain.entities.judging import DIMENSIONS, SCORECARDS
from partnertracker.domain.scorecard import Contribution, Scorecard, Suggestion
from partnertracker.domain.sentences import listed
from partnertracker.gui import formats
from partnertracker.gui.health.cards import capitalised
from partnertracker.gui.health.lists import PlainList
from partnertracker.gui.painting.bars import paint_bar
from partnertracker.gui.painting.chips import Chip
from partnertracker.gui.painting.statuses import word_of
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme

_LINE, _ROW = 18, 37
_SCORE, _GAP, _DOWN = 42, 8, 1
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_PART = Qt.ItemDataRole.UserRole
_STATUS = Qt.ItemDataRole.UserRole + 1
_INPUTS = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex


def suggestion_words(found: Suggestion) -> str:
    """Return what is suggested, for a chip: ``Suggests Red · 42``."""
    if found.score is None:
        return "No suggestion"
    return f"Suggests {word_of(found.status)} · {formats.count(found.score)}"


def because(found: Suggestion, scorecard: Scorecard) -> str:
    """Return the sentence that says why nothing is suggested, or what makes the two statuses differ."""
    if found.why:
        return f"{capitalised(formats.with_spoken_days(found.why))}."
    if not found.disagrees:
        return ""
    low, high = scorecard.band(found.set_status)
    parts = [f"{_name(each)} {_rounded(each.score)}" for each in found.causes]
    names = listed(parts)
    verb = "stands" if len(parts) == 1 else "stand"
    below = any(each.score is not None and each.score < low for each in found.causes)
    where = f"below {_bound(low)}" if below else f"at {_bound(high)} or above"
    return f"Set to {word_of(found.set_status)}, but {names} {verb} {where}."


def inputs_words(part: Contribution, currency: str) -> str:
    """Return what a score was made from, or why there is none: ``Bookings $126K · due by then $90K``."""
    told = [f"{each.label} {formats.short_in_unit(each.value, each.unit, currency)}" for each in part.inputs]
    why = capitalised(formats.with_spoken_days(part.why))
    return " · ".join([why, *told] if why else told)


class ScorecardModel(QAbstractListModel):
    """One row for each dimension."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._parts: Sequence[Contribution] = ()
        self._scorecard = Scorecard()
        self._currency = ""

    def show(self, parts: Sequence[Contribution], scorecard: Scorecard, currency: str) -> None:
        """Take another partner's dimensions; those that count for nothing are left out."""
        self.beginResetModel()
        self._parts = [part for part in parts if part.weight > 0]
        self._scorecard, self._currency = scorecard, currency
        self.endResetModel()

    def part(self, row: int) -> Contribution:
        """Return the dimension of a row."""
        return self._parts[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of dimensions."""
        return 0 if parent.isValid() else len(self._parts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a dimension, its words, the status its score would have, its inputs in words."""
        part = self._parts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _name(part)
        if role == _PART:
            return part
        if role == _STATUS:
            return self._status(part)
        if role == _INPUTS:
            return inputs_words(part, self._currency)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return _spoken(part, inputs_words(part, self._currency))
        return None

    def _status(self, part: Contribution) -> str:
        if part.score is None:
            return "no_data"
        score = round(part.score, 9)
        bands = ((status, self._scorecard.band(status)) for status in ("green", "yellow", "red"))
        return next(status for status, (low, high) in bands if low <= score < high)


class _Delegate(QStyledItemDelegate):
    """Paints a dimension: its name, its score as a bar and a number; below, what it was made from.

    That takes as many lines as it needs.
    """

    def __init__(self, theme: Theme, shown: QListView) -> None:
        super().__init__(shown)
        self._theme, self._list = theme, shown
        self._body, self._caption = theme.font("body"), theme.font("caption")
        names = (SCORECARDS.field(each).label for each in DIMENSIONS)
        self._name_width = max(map(QFontMetricsF(self._body).horizontalAdvance, names)) + _GAP

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics, width = QFontMetricsF(self._caption), self._list.viewport().width()
        line = QRectF(0, 0, width - self._beside(index.data(_PART)), 0)
        needed = metrics.boundingRect(line, _WRAPPED, str(index.data(_INPUTS))).height()
        return QSize(0, scaled(_ROW) + ceil(max(0.0, needed - metrics.height())))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        part: Contribution = index.data(_PART)
        tokens, rect = self._theme.tokens, QRectF(option.rect)
        first = QRectF(rect.left(), rect.top(), rect.width(), scaled(_LINE))
        second = QRectF(rect.left(), first.bottom() - 1, rect.width(), scaled(_LINE - 2))
        below = QRectF(second.topLeft(), rect.bottomRight()).adjusted(0, 0, -self._beside(part), 0)
        painter.save()
        painter.setPen(tokens.text)
        self._write(painter, first, str(index.data()), self._body)
        self._write(painter, first, _rounded(part.score), self._body, right=True)
        bar = first.adjusted(self._name_width, 0, -scaled(_SCORE), 0)
        paint_bar(
            painter, bar, (part.score or 0) / 100, tokens.status(str(index.data(_STATUS))).fill, tokens.track
        )
        painter.setPen(tokens.muted)
        self._write(painter, second, _adds(part), self._caption, right=True)
        painter.drawText(below.translated(0, _DOWN), _WRAPPED, str(index.data(_INPUTS)))
        painter.restore()

    def _beside(self, part: Contribution) -> float:
        """Return the width that what a dimension adds takes from what it was made from."""
        adds = _adds(part)
        return QFontMetricsF(self._caption).horizontalAdvance(adds) + _GAP if adds else 0.0

    def _write(self, painter: QPainter, line: QRectF, text: str, font: QFont, *, right: bool = False) -> None:
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width() + 1)
        painter.drawText(line, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


class ScorecardPart(QWidget):
    """What a partner's figures suggest, and the dimensions that it comes from; each can be looked into."""

    explained = Signal(str)
    """What a dimension's score comes from is wanted: its name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the part, empty."""
        super().__init__(parent)
        self.chip = Chip(theme)
        self.sentence = label(role="muted")
        self.sentence.setWordWrap(True)
        self.model = ScorecardModel(self)
        self.list = PlainList(self.model, "Scorecard", len(SCORECARDS.fields))
        self.list.setItemDelegate(_Delegate(theme, self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.offer_rows(lambda row: self.explained.emit(self.model.part(row).dimension))
        theme.changed.connect(self.list.viewport().update)
        head = QHBoxLayout()
        head.addWidget(label("Scorecard", "heading"), 1)
        head.addWidget(self.chip)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(5)
        whole.addLayout(head)
        whole.addWidget(self.sentence)
        whole.addWidget(self.list)

    def show_suggestion(self, found: Suggestion, scorecard: Scorecard, currency: str) -> None:
        """Show what is suggested for a partner by a scorecard; ``currency`` is the file's."""
        words = because(found, scorecard)
        help_words = words if found.score is None else f"{formats.count(found.score)} of 100. {words}".strip()
        self.chip.show_status(found.status or "no_data", suggestion_words(found), help_words)
        self.sentence.setText(words)
        self.sentence.setVisible(bool(words))
        self.model.show(found.contributions, scorecard, currency)


def _name(part: Contribution) -> str:
    return SCORECARDS.field(part.dimension).label


def _rounded(score: float | None) -> str:
    return formats.number(score)


def _bound(value: float) -> str:
    return formats.number(value, 2)


def _adds(part: Contribution) -> str:
    return "" if part.points is None else f"+{formats.number(part.points, 1, strip=False)}"


def _spoken(part: Contribution, inputs: str) -> str:
    """Return everything a row shows in words."""
    if part.score is None:
        return f"{_name(part)}: no score. {inputs}"
    weight = f"weight {formats.number(part.weight, 2)}"
    points = "" if part.points is None else f", adds {formats.number(part.points, 1)}"
    return f"{_name(part)}: {_rounded(part.score)} of 100, {weight}{points}. {inputs}"
