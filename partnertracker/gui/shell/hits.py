"""The list of what was found, and how a thing in it is drawn: its name, and muted what it is."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW, STEP
from partnertracker.services.finding import Hit

_HIT = Qt.ItemDataRole.UserRole
_DETAIL = Qt.ItemDataRole.AccessibleDescriptionRole

Index = QModelIndex | QPersistentModelIndex
_PAD = 3 * STEP


class Results(QFrame):
    """The list under the search box; the focus stays in the box."""

    def __init__(self, theme: Theme) -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("role", "popup")
        self.list = QListWidget()
        self.list.setProperty("role", "bare")
        self.list.setAccessibleName("Found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setItemDelegate(HitDelegate(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(STEP, STEP, STEP, STEP)
        layout.addWidget(self.list)
        self.hide()

    @property
    def titles(self) -> list[str]:
        """What is on offer, in order; nothing while the list is closed."""
        return [self.list.item(row).text() for row in range(self.list.count())] if self.isVisible() else []

    def offer(self, hits: Sequence[Hit]) -> None:
        """List what was found, the first chosen; or say that nothing was."""
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(hit.title, self.list)
            item.setData(_DETAIL, hit.detail)
            item.setData(_HIT, hit)
        if hits:
            self.list.setCurrentRow(0)
        else:
            QListWidgetItem("Nothing found", self.list).setFlags(Qt.ItemFlag.NoItemFlags)

    def chosen(self) -> Hit | None:
        """Return what is chosen in the list while it is open."""
        item = self.list.currentItem()
        hit = item.data(_HIT) if self.isVisible() and item is not None else None
        return hit if isinstance(hit, Hit) else None

    def move_by(self, rows: int) -> None:
        """Go down, or up, round the ends."""
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + rows) % self.list.count())


class HitDelegate(QStyledItemDelegate):
    """Draws the name at the left, and muted at the right what describes it to those who listen, too."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Take the list that it draws in."""
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        tokens = self._theme.tokens
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        painter.save()
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent_soft)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(rect, STEP, STEP)
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.setFont(self._theme.font("caption"))
        detail = index.data(_DETAIL) or ""
        metrics = painter.fontMetrics()
        detail = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, inner.width() // 2)
        painter.setPen(tokens.muted)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
        room = inner.width() - metrics.horizontalAdvance(detail) - _PAD
        painter.setFont(self._theme.font("body"))
        painter.setPen(tokens.text)
        title = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a line."""
        return QSize(0, scaled(ROW))
