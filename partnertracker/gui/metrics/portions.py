"""A figure by partner: the first few with a bar each, the others together."""

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
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from partnertracker.gui import formats
from partnertracker.gui.metrics.behind import Portions
from partnertracker.gui.painting.bars import paint_bar
from partnertracker.gui.theme.theme import Theme

LINE = 23
_NAME, _VALUE, _GAP = 0.34, 66, 10
_SHARE = Qt.ItemDataRole.UserRole
_KEY = Qt.ItemDataRole.UserRole + 1
_WORDS = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex


class PortionsModel(QAbstractListModel):
    """One row per partner, and one for the others."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: list[tuple[str, int, float | None, str]] = []
        self._most = 1.0

    def show(self, portions: Portions, unit: str, currency: str) -> None:
        """Take other portions; rows that stay are changed in place."""
        rows: list[tuple[str, int, float | None, str]] = [
            (each.name, each.key, each.value, formats.short_in_unit(each.value, unit, currency))
            for each in portions.top
        ]
        if portions.others:
            words = formats.short_in_unit(portions.rest, unit, currency) if portions.rest is not None else ""
            rows.append((formats.counted(portions.others, "other"), 0, portions.rest, words))
        self._most = max((abs(each.value) for each in portions.top), default=1.0) or 1.0
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Return the number of bars."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's name, its words, the length of its bar, the partner's key."""
        name, key, value, words = self._rows[index.row()]
        share = None if value is None else min(1.0, abs(value) / self._most)
        return {
            Qt.ItemDataRole.DisplayRole: name,
            Qt.ItemDataRole.AccessibleTextRole: f"{name} {words}".strip(),
            _SHARE: share,
            _KEY: key,
            _WORDS: words,
        }.get(role)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font = theme.font("body")

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, tokens = QRectF(option.rect), self._theme.tokens
        painter.save()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect, tokens.accent_soft)
        painter.setFont(self._font)
        painter.setPen(tokens.text)
        name = QRectF(rect.left(), rect.top(), rect.width() * _NAME - _GAP, rect.height())
        text = QFontMetricsF(self._font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, name.width() + 1
        )
        painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        value = QRectF(rect.right() - _VALUE, rect.top(), _VALUE, rect.height())
        painter.drawText(
            value, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), str(index.data(_WORDS))
        )
        share = index.data(_SHARE)
        if share is not None:
            bar = QRectF(rect)
            bar.setLeft(name.right() + _GAP)
            bar.setRight(value.left() - _GAP / 2)
            paint_bar(painter, bar, share, tokens.accent, tokens.track)
        painter.restore()


class PortionsList(QListView):
    """Shows a figure by partner; a double click or Enter opens the partner."""

    partner_wanted = Signal(int)
    """A partner shall be opened: its key."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty and as high as nothing."""
        super().__init__(parent)
        self._portions = PortionsModel(self)
        self.setModel(self._portions)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName("By partner")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.activated.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def show_portions(self, portions: Portions, unit: str, currency: str) -> None:
        """Show other portions."""
        self._portions.show(portions, unit, currency)
        self.setFixedHeight(LINE * self._portions.rowCount())

    def _open(self, index: QModelIndex) -> None:
        key = index.data(_KEY)
        if key:
            self.partner_wanted.emit(int(key))
