"""The lists beside the board: what is to be done, and how the status came about."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from partnertracker.gui import formats
from partnertracker.gui.health.partner import Action, Review
from partnertracker.gui.painting.chips import chip_font, paint_chip
from partnertracker.gui.painting.statuses import word_of
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tables import show_plain_tips
from partnertracker.gui.theme.theme import Theme

_LINE = 25
_GAP = 6
_REVIEW = Qt.ItemDataRole.UserRole
_TAKING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})

Index = QModelIndex | QPersistentModelIndex


class ActionsModel(QAbstractListModel):
    """Actions with a box to tick; ``why_not`` says, as a row's help, why none can be ticked."""

    ticked = Signal(object)
    """An action's box was clicked: the ``Action`` as it was."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._today = today
        self._actions: Sequence[Action] = ()
        self.writable = True
        self.why_not = ""

    def show(self, actions: Sequence[Action]) -> None:
        """Take other actions."""
        self.beginResetModel()
        self._actions = actions
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of actions."""
        return 0 if parent.isValid() else len(self._actions)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let boxes be ticked where the file can be changed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() and self.writable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return an action's words, and whether it is done."""
        action = self._actions[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if action.done else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return " · ".join(filter(None, (str(self.data(index)), self.why_not)))
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            due = formats.short_date(action.due_on, self._today) if action.due_on else ""
            late = " overdue" if action.late else ""
            return " · ".join(part for part in (action.title, due + late, action.owner) if part)
        return None

    def setData(self, index: Index, _value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell that a box was ticked; it shows so when the change is written."""
        if role == Qt.ItemDataRole.CheckStateRole:
            self.ticked.emit(self._actions[index.row()])
        return False


class ReviewsModel(QAbstractListModel):
    """Reviews, newest first."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._today = today
        self._reviews: Sequence[Review] = ()

    def show(self, reviews: Sequence[Review]) -> None:
        """Take other reviews."""
        self.beginResetModel()
        self._reviews = reviews
        self.endResetModel()

    def review(self, row: int) -> Review:
        """Return the review of a row."""
        return self._reviews[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of reviews."""
        return 0 if parent.isValid() else len(self._reviews)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a review in words, or itself."""
        review = self._reviews[index.row()]
        day = formats.short_date(review.reviewed_on, self._today)
        if role == _REVIEW:
            return review
        if role == Qt.ItemDataRole.DisplayRole:
            return " · ".join(part for part in (day, review.reason) if part)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            by = f"by {review.reviewer}" if review.reviewer else ""
            return " · ".join(part for part in (word_of(review.status), day, review.reason, by) if part)
        return None


class _ReviewDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._body = theme.font("body")
        self._chip = chip_font(theme.font("caption"))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, scaled(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        review: Review = index.data(_REVIEW)
        tokens = self._theme.tokens
        line = QRectF(option.rect)
        painter.save()
        chip = paint_chip(painter, line, review.status, word_of(review.status), self._chip, tokens)
        line.setLeft(chip.right() + _GAP)
        painter.setFont(self._body)
        metrics = QFontMetricsF(self._body)
        words = str(index.data())
        side = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        by = metrics.horizontalAdvance(review.reviewer) + _GAP if review.reviewer else 0.0
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width() - by)
        painter.setPen(tokens.text)
        painter.drawText(line, side, shown)
        line.setLeft(line.left() + metrics.horizontalAdvance(shown) + _GAP)
        painter.setPen(tokens.muted)
        painter.drawText(line, side, review.reviewer)
        painter.restore()


class _Line(QStyledItemDelegate):
    """Rows of the lists' own height."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, scaled(_LINE))


class PlainList(QListView):
    """A list without a frame that is as high as its rows, up to a limit."""

    def __init__(
        self,
        model: QAbstractListModel,
        name: str,
        most: int,
        parent: QWidget | None = None,
    ) -> None:
        """Show a model.

        Args:
            model: its rows.
            name: for screen readers.
            most: how many rows are shown without scrolling.
            parent: the owner.
        """
        super().__init__(parent)
        self._most = most
        self._take: Callable[[int], None] | None = None
        self.setModel(model)
        self.setItemDelegate(_Line(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        show_plain_tips(self)
        model.modelReset.connect(self._fit)
        self._fit()

    def offer_rows(self, take: Callable[[int], None]) -> None:
        """Have a click on a row, or Enter or Space on the current one, do something with it."""
        self._take = take
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda index: take(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do with the current row what a click does."""
        if self._take is not None and event.key() in _TAKING and self.currentIndex().isValid():
            self._take(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line around what the keyboard is at: the row that it can take, else the list."""
        super().paintEvent(event)
        if self.hasFocus():
            row = self.visualRect(self.currentIndex()) if self._take is not None else QRect()
            area = QRectF(row if row.isValid() else self.viewport().rect())
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the line; where rows can be taken, one is current."""
        super().focusInEvent(event)
        if self._take is not None and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the line away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the rows are at another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        rows = range(min(self.model().rowCount(), self._most))
        self.setFixedHeight(sum(self.sizeHintForRow(row) for row in rows))


class ReviewsList(PlainList):
    """A partner's reviews with their chips; a click or Enter opens one."""

    review_wanted = Signal(int)
    """A review shall be opened: its key."""

    def __init__(self, model: ReviewsModel, theme: Theme, most: int, parent: QWidget | None = None) -> None:
        """Show the model's reviews."""
        super().__init__(model, "History", most, parent)
        self.setItemDelegate(_ReviewDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.offer_rows(lambda row: self.review_wanted.emit(model.review(row).key))
        theme.changed.connect(self.viewport().update)
