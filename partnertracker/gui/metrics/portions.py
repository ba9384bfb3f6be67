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
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from partnertracker.gui import formats
from partnertracker.gui.metrics.splitting import TOP, Portions
from partnertracker.gui.painting.bars import paint_bar, paint_from_middle
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme

LINE = 23
_MOST = 12
_ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})
_NAME, _VALUE, _GAP = 0.34, 66, 10
_SHARE = Qt.ItemDataRole.UserRole
_KEY = Qt.ItemDataRole.UserRole + 1
_WORDS = Qt.ItemDataRole.UserRole + 2
_SIGNED = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex


class PortionsModel(QAbstractListModel):
    """One row per partner, and one for the others until all are wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: list[tuple[str, int, float | None, str]] = []
        self._most = 1.0
        self._signed = False

    def show(self, portions: Portions, unit: str, currency: str, *, every: bool) -> None:
        """Take other portions; rows that stay are changed in place.

        Args:
            portions: the figure by partner.
            unit: that of the figure.
            currency: the file's reporting currency.
            every: whether all partners are named, instead of the first few.
        """
        rows: list[tuple[str, int, float | None, str]] = [
            (each.name, each.key, each.value, formats.short_in_unit(each.value, unit, currency))
            for each in (portions.all if every else portions.top)
        ]
        if portions.others and every:
            rows.append((f"First {TOP} only", 0, None, ""))
        elif portions.others:
            words = formats.short_in_unit(portions.rest, unit, currency) if portions.rest is not None else ""
            rows.append((formats.counted(portions.others, "other"), 0, portions.rest, words))
        self._most = max((abs(value) for _, _, value, _ in rows if value is not None), default=1.0) or 1.0
        self._signed = any(each.value < 0 for each in portions.all)
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of bars."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's name, its words, the partner's key, and its bar: how long, whether from a middle."""
        name, key, value, words = self._rows[index.row()]
        share = None if value is None else value / self._most
        return {
            Qt.ItemDataRole.DisplayRole: name,
            Qt.ItemDataRole.AccessibleTextRole: f"{name} {words}".strip(),
            _SHARE: share,
            _SIGNED: self._signed,
            _KEY: key,
            _WORDS: words,
        }.get(role)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._font = theme.font("body")

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, scaled(LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, tokens = QRectF(option.rect), self._theme.tokens
        painter.save()
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.fillRect(rect, tokens.accent_soft)
        painter.setFont(self._font)
        painter.setPen(tokens.text)
        name = QRectF(rect.left(), rect.top(), rect.width() * _NAME - _GAP, rect.height())
        text = QFontMetricsF(self._font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, name.width() + 1
        )
        painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        value = QRectF(rect.right() - scaled(_VALUE), rect.top(), scaled(_VALUE), rect.height())
        painter.drawText(
            value, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), str(index.data(_WORDS))
        )
        share = index.data(_SHARE)
        if share is not None:
            bar = QRectF(rect)
            bar.setLeft(name.right() + _GAP)
            bar.setRight(value.left() - _GAP / 2)
            if index.data(_SIGNED):
                paint_from_middle(painter, bar, share, tokens)
            else:
                paint_bar(painter, bar, share, tokens.accent, tokens.track)
        painter.restore()


class PortionsList(QListView):
    """Shows a figure by partner; a click or an arrow drills, a double click or Enter opens the partner."""

    partner_wanted = Signal(int)
    """A partner shall be opened: its key."""

    drill_wanted = Signal(str)
    """The rows behind the part of a partner shall be shown: its name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty and as high as nothing."""
        super().__init__(parent)
        self._portions = PortionsModel(self)
        self.setModel(self._portions)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName("By partner")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._shown: tuple[Portions, str, str] = (Portions(), "count", "USD")
        self._every = False
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.activated.connect(self._open)
        self.clicked.connect(self._click)
        theme.changed.connect(self.viewport().update)

    def show_portions(self, portions: Portions, unit: str, currency: str) -> None:
        """Show other portions."""
        self._shown = (portions, unit, currency)
        self._portions.show(portions, unit, currency, every=self._every)
        self.setFixedHeight(scaled(LINE) * min(self._portions.rowCount(), _MOST))

    def show_few(self) -> None:
        """Name the first few partners only."""
        self._every = False

    def mark(self, name: str) -> None:
        """Mark the partner whose part is drilled into; empty: none."""
        rows = range(self._portions.rowCount())
        found = next((row for row in rows if name and self._portions.index(row).data() == name), None)
        if found is None:
            self.clearSelection()
        elif found != self.currentIndex().row():
            self.setCurrentIndex(self._portions.index(found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drill into the partner that an arrow key leads to."""
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        if event.key() in _ARROWS and self.currentIndex().row() != before and self.currentIndex().data(_KEY):
            self.drill_wanted.emit(str(self.currentIndex().data()))

    def _click(self, index: QModelIndex) -> None:
        if index.data(_KEY):
            self.drill_wanted.emit(str(index.data()))
        else:
            self._turn()

    def _turn(self) -> None:
        """Name all partners, or the first few again."""
        self._every = not self._every
        self.show_portions(*self._shown)

    def _open(self, index: QModelIndex) -> None:
        key = index.data(_KEY)
        if key:
            self.partner_wanted.emit(int(key))
        else:
            self._turn()
