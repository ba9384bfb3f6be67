"""The cards of one column as a model; their reasons are read from the file for those on screen."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from partnertracker.gui import formats
from partnertracker.gui.painting import sparklines, squares
from partnertracker.gui.painting.statuses import word_of
from partnertracker.services.review import Card

CARD = Qt.ItemDataRole.UserRole
"""The role under which a row gives its ``Card``."""

REASON = Qt.ItemDataRole.UserRole + 1
"""The role under which a row gives the reason of its latest review; empty while it is not known."""

MIME = "application/x-partnertracker-card"
"""What a card is dragged as: the partner's key."""

RATED = ("red", "yellow", "green")
"""The statuses that a review gives, in the order of the board."""

_LINE_HELP = "The line is the year's revenue: a click on it, or B, shows the deals behind it"

Index = QModelIndex | QPersistentModelIndex


def age_words(card: Card) -> str:
    """Return how long ago a partner was reviewed, as its card shows it: ``9 d``."""
    return "" if card.age_days is None else formats.days(card.age_days)


def second_line(card: Card, reason: str) -> str:
    """Return the line under a card's name: who looks after the partner, and why it stands where it stands."""
    overdue = "review overdue" if card.manager else "Review overdue"
    why = overdue if card.overdue and not reason else reason
    return " · ".join(part for part in (initials(card.manager), why) if part)


def capitalised(words: str) -> str:
    """Return words as they begin a line; names and months in them keep their own capitals."""
    return f"{words[:1].upper()}{words[1:]}"


def initials(name: str) -> str:
    """Return a person's initials where a whole name would take the room of the reason: ``MO``."""
    words = name.split()
    return "".join(word[0] for word in words).upper() if len(words) > 1 else name


def spoken(card: Card, reason: str, today: date) -> str:
    """Return everything a card shows in words."""
    parts = [card.name, word_of(card.status)]
    if card.manager:
        parts.append(f"manager {card.manager}")
    if reason:
        parts.append(reason)
    parts.append(review_words(card, today))
    if card.ramping:
        parts.append("ramping, as it joined lately")
    parts += [suggested_words(card)] if card.suggested else []
    parts.append(f"last 12 months: {squares.described(card.months)}")
    parts.append(f"revenue {sparklines.described(card.revenue)}")
    return "; ".join(parts)


def suggested_words(card: Card) -> str:
    """Return what a partner's figures suggest: ``its figures suggest Yellow, 64 of 100``."""
    return f"its figures suggest {word_of(card.suggested)}, {formats.count(card.score)} of 100"


def review_words(card: Card, today: date) -> str:
    """Return when a partner was reviewed and when it is to be again."""
    if card.age_days is None or card.due_on is None:
        return "not reviewed yet"
    due = formats.short_date(card.due_on, today)
    ago = formats.counted(card.age_days, "day")
    if card.overdue:
        return f"reviewed {ago} ago, review overdue since {due}"
    return f"reviewed {ago} ago, next review by {due}"


class CardsModel(QAbstractListModel):
    """One column of the board."""

    dropped = Signal(int)
    """A card of another column was dropped here: the partner's key."""

    def __init__(
        self, status: str, today: date, read: Callable[[list[int]], None], parent: QObject | None = None
    ) -> None:
        """Start empty.

        Args:
            status: of the column.
            today: the day dates are read on.
            read: asks for the reasons of reviews by key; they arrive by ``keep_reasons``.
            parent: the owner.
        """
        super().__init__(parent)
        self.status = status
        self._today = today
        self._read = read
        self._cards: Sequence[Card] = ()
        self._reasons: dict[int, str] = {}
        self._asked: set[int] = set()
        self.writable = True

    def show(self, cards: Sequence[Card]) -> None:
        """Take other cards; while they are of the same partners, they change in place."""
        same = [card.key for card in cards] == [card.key for card in self._cards]
        if not same:
            self.beginResetModel()
        before, self._cards = self._cards, cards
        self._asked.clear()
        if not same:
            self.endResetModel()
            return
        for row, (old, new) in enumerate(zip(before, cards, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def keep_reasons(self, reasons: dict[int, str]) -> None:
        """Take the reasons that were asked for, by the key of the review."""
        changed = {key for key, reason in reasons.items() if self._reasons.get(key) != reason}
        self._reasons |= reasons
        for row, card in enumerate(self._cards):
            if card.review in changed:
                self.dataChanged.emit(self.index(row), self.index(row))

    def card(self, row: int) -> Card | None:
        """Return the card of a row, None when there is none."""
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def row_of(self, key: int) -> int:
        """Return the row of a partner, -1 when it is not in this column."""
        return next((row for row, card in enumerate(self._cards) if card.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a card, its reason, its words."""
        card = self._cards[index.row()]
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.name
        if role == REASON:
            return self._reason(card)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(card, self._reason(card), self._today)
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = [card.name, self._reason(card), capitalised(review_words(card, self._today))]
            lines += [capitalised(suggested_words(card))] if card.disagrees else []
            lines += [squares.described(card.months), _LINE_HELP]
            return "\n".join(line for line in lines if line)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cards be dragged, and dropped anywhere in a column of another status."""
        if not index.isValid():
            accepts = self.writable and self.status in RATED
            return Qt.ItemFlag.ItemIsDropEnabled if accepts else Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.writable else flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Cards move."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return what can be dropped here."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the dragged card."""
        content = QMimeData()
        content.setData(MIME, QByteArray(str(self._cards[indexes[0].row()].key).encode()))
        return content

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index
    ) -> bool:
        """Tell that a card was dropped; it moves when its review is written, and not before."""
        if data.hasFormat(MIME) and self.writable:
            key = int(bytes(data.data(MIME).data()).decode())
            if self.row_of(key) < 0:
                self.dropped.emit(key)
        return False

    def _reason(self, card: Card) -> str:
        if card.review is None:
            return ""
        if card.review not in self._asked:
            self._ask(card)
        return self._reasons.get(card.review, "")

    def _ask(self, card: Card) -> None:
        """Ask for the reasons of the cards around one."""
        row = self.row_of(card.key)
        around = self._cards[max(0, row - _PAGE // 2) : row + _PAGE]
        wanted = [
            each.review for each in around if each.review is not None and each.review not in self._asked
        ]
        self._asked.update(wanted)
        self._read(wanted)


_PAGE = 30
