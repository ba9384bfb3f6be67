"""One column of the board: how many, and their cards."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from partnertracker.gui import formats
from partnertracker.gui.health.card_delegate import CardDelegate
from partnertracker.gui.health.cards import RATED, CardsModel
from partnertracker.gui.painting.chips import Chip
from partnertracker.gui.painting.statuses import word_of
from partnertracker.gui.theme.controls import label, restyle
from partnertracker.gui.theme.elided import Elided
from partnertracker.gui.theme.tables import show_plain_tips
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.review import Card

MEANINGS = {
    "red": "requires intervention",
    "yellow": "needs attention",
    "green": "thriving",
    "unrated": "not reviewed yet",
}
"""What each status means, in the words of the board."""

_KEYS = {Qt.Key.Key_G: "green", Qt.Key.Key_Y: "yellow", Qt.Key.Key_R: "red"}


_SPACE = 6


class CardsList(QListView):
    """The cards of a status; only those on screen are painted."""

    review_wanted = Signal(int, str)
    """G, Y or R was pressed on a card: the partner's key, and the status."""

    left_wanted = Signal()
    """Left was pressed: the keyboard goes to the column before."""

    right_wanted = Signal()
    """Right was pressed: the keyboard goes to the column after."""

    partner_wanted = Signal(int)
    """A card was double-clicked, or Enter pressed: the partner's key."""

    year_wanted = Signal(int)
    """The line on a card was clicked, or B pressed: the partner's key."""

    arrived = Signal()
    """The keyboard came into this column."""

    def __init__(self, cards: CardsModel, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the model's cards."""
        super().__init__(parent)
        self.cards = cards
        self.setModel(cards)
        self._delegate = CardDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(f"{word_of(cards.status)}: {MEANINGS[cards.status]}")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setDragDropOverwriteMode(False)
        show_plain_tips(self)
        self.activated.connect(lambda index: self._open(index.row()))
        theme.changed.connect(self.viewport().update)

    @property
    def current_key(self) -> int:
        """The key of the partner whose card is current, 0 when none is."""
        card = self.cards.card(self.currentIndex().row())
        return card.key if card is not None else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Review with G, Y and R; see the deals behind with B; change columns with Left and Right."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if key in _KEYS and plain and self.current_key:
            self.review_wanted.emit(self.current_key, _KEYS[key])
        elif key is Qt.Key.Key_B and plain and self.current_key:
            self.year_wanted.emit(self.current_key)
        elif key is Qt.Key.Key_Left and plain:
            self.left_wanted.emit()
        elif key is Qt.Key.Key_Right and plain:
            self.right_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead from the line on a card to the deals behind it."""
        dragging = self.state() is QAbstractItemView.State.DraggingState
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        card = self.cards.card(index.row())
        if card is None or dragging or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._delegate.line_of(QRectF(self.visualRect(index)), card).contains(event.position()):
            self.year_wanted.emit(card.key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the cards the height that goes with their width."""
        if self._delegate.fit(self.viewport().width(), self.cards.status):
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make a card current when the keyboard comes in."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(0))
        self.arrived.emit()

    def _open(self, row: int) -> None:
        card = self.cards.card(row)
        if card is not None:
            self.partner_wanted.emit(card.key)


class Column(QWidget):
    """A status with its meaning and count above its cards."""

    resized = Signal()
    """There may be room for the meaning beside the status now, or none any more."""

    def __init__(self, cards: CardsModel, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the column, empty."""
        super().__init__(parent)
        self.list = CardsList(cards, theme)
        self._chip = Chip(theme)
        self._chip.show_status(cards.status, word_of(cards.status), MEANINGS[cards.status].capitalize())
        self._beside = theme.font("body")
        self.count = label("", "heading")
        self.meaning = Elided()
        self.meaning.show_text(MEANINGS[cards.status])
        self._head = QGridLayout()
        self._head.setHorizontalSpacing(_SPACE)
        self._head.setVerticalSpacing(0)
        self._head.setColumnStretch(2, 1)
        self._head.addWidget(self._chip, 0, 0)
        self._head.addWidget(self.count, 0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(self._head)
        whole.addWidget(self.list, 1)
        self.put_meaning(below=False)

    @property
    def has_room(self) -> bool:
        """Whether the meaning stands whole beside the status and the count."""
        taken = self._chip.sizeHint().width() + self.count.sizeHint().width() + 2 * _SPACE
        words = QFontMetricsF(self._beside).horizontalAdvance(self.meaning.text())
        return words <= self.width() - taken

    def put_meaning(self, *, below: bool) -> None:
        """Show the meaning beside the status, or in a line of its own."""
        self._head.removeWidget(self.meaning)
        self._head.addWidget(self.meaning, *((1, 0, 1, 3) if below else (0, 2)))
        restyle(self.meaning, "role", "caption" if below else "muted")
        self.meaning.setVisible(below or self.list.cards.status in RATED)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards, and how many there are."""
        self.list.cards.show(cards)
        self.count.setText(formats.count(self.list.cards.rowCount()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is another room for the meaning."""
        super().resizeEvent(event)
        self.resized.emit()
