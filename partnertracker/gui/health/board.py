"""The board: a column for each status, one chosen partner, and the ways to move between cards."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from partnertracker.gui.desk import Desk
from partnertracker.gui.health.cards import RATED, CardsModel
from partnertracker.gui.health.column import CardsList, Column
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.review import Board, Card
from partnertracker.services.session import Session

_SPACE = 12
_WIDE, _NARROW, _HEAD = 16, 10, 5


class BoardView(QWidget):
    """The columns Red, Yellow, Green and Unrated.

    Attributes:
        loaded: whether it has been shown any board; before, not even that there is none is known.
    """

    chosen = Signal(int)
    """Another partner was chosen: its key."""

    review_wanted = Signal(int, str)
    """A card was dropped on another column, or G, Y or R pressed: the partner's key, and the status."""

    year_wanted = Signal()
    """The deals behind the line on the chosen card are wanted."""

    partner_wanted = Signal()
    """The page of the chosen partner shall be opened."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the columns, empty."""
        super().__init__(parent)
        self._today = desk.today
        self._questions = Questions(desk, self)
        self._key = 0
        self.loaded = False
        self._filling = False
        self._below = False
        self.columns = {status: self._column(status, theme) for status in (*RATED, "unrated")}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACE)
        for status, column in self.columns.items():
            row.addWidget(column, _WIDE if status in RATED else _NARROW)
        self._row = row

    def show_board(self, board: Board, *, writable: bool) -> None:
        """Show other cards; the chosen partner stays chosen wherever its card is now."""
        # asked of the window, so also while the panel of a review stands over it: the keyboard comes back to
        # the card; it waits on the board itself where it arrived before there were cards
        places = [self, *(each.list for each in self.columns.values())]
        focused = self.window().focusWidget() in places
        self._filling = True  # a column that loses its card chooses another one by itself
        for status, column in self.columns.items():
            column.list.cards.writable = writable
            column.show_cards(getattr(board, status))
        self._filling, self.loaded = False, True
        self.columns["unrated"].setVisible(bool(board.unrated))
        self._share_out(sum(len(getattr(board, status)) for status in RATED), len(board.unrated))
        self._place_meanings()
        known = {card.key for card in board.cards}
        if self._key not in known:
            self._key = next((card.key for card in board.cards), 0)
        self.choose(self._key, focus=focused)

    def _share_out(self, rated: int, unrated: int) -> None:
        """Give the columns their room: while no partner is rated, the others are there to drop cards on."""
        for status in RATED:
            self._row.setStretchFactor(self.columns[status], _WIDE if rated or not unrated else _HEAD)
        self._row.setStretchFactor(self.columns["unrated"], _WIDE if unrated > rated else _NARROW)

    def choose(self, key: int, *, focus: bool = False) -> None:
        """Choose a partner and bring its card on screen: the only one that Tab comes to."""
        self._key = key
        for column in self.columns.values():
            row = column.list.cards.row_of(key)
            if row >= 0:
                index = column.list.cards.index(row)
                column.list.setCurrentIndex(index)
                column.list.scrollTo(index)
                column.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                if focus:
                    column.list.setFocus()
            else:
                column.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
                column.list.clearSelection()
        self.chosen.emit(key)

    def take_focus(self) -> None:
        """Take the keyboard to the chosen card, or keep it until there are cards."""
        chosen = (each.list for each in self.columns.values() if each.list.cards.row_of(self._key) >= 0)
        next(chosen, self).setFocus()

    @property
    def card(self) -> Card | None:
        """The card of the chosen partner."""
        for column in self.columns.values():
            cards = column.list.cards
            row = cards.row_of(self._key)
            if row >= 0:
                return cards.card(row)
        return None

    def _column(self, status: str, theme: Theme) -> Column:
        cards = CardsModel(status, self._today, lambda keys: self._read_reasons(cards, keys), self)
        column = Column(cards, theme)
        column.resized.connect(self._place_meanings)
        each = column.list
        each.selectionModel().currentChanged.connect(lambda *_: self._follow(each))
        each.arrived.connect(lambda: self._follow(each))
        each.clicked.connect(lambda _index: self._follow(each))
        each.left_wanted.connect(lambda: self._step(each, -1))
        each.right_wanted.connect(lambda: self._step(each, 1))
        each.review_wanted.connect(self.review_wanted)
        each.partner_wanted.connect(self._want_partner)
        each.year_wanted.connect(self._want_year)
        cards.dropped.connect(lambda key: self.review_wanted.emit(key, status))
        return column

    def _place_meanings(self) -> None:
        """Show what the statuses mean beside them, or where one has no room for that below all of them."""
        below = not all(self.columns[status].has_room for status in RATED)
        if below != self._below:
            self._below = below
            for column in self.columns.values():
                column.put_meaning(below=below)

    def _follow(self, column: CardsList) -> None:
        """Choose what the keyboard or the mouse has come to."""
        key = column.current_key
        if not self._filling and column.hasFocus() and key and key != self._key:
            self.choose(key)

    def _want_partner(self, key: int) -> None:
        self.choose(key)
        self.partner_wanted.emit()

    def _want_year(self, key: int) -> None:
        self.choose(key)
        self.year_wanted.emit()

    def _step(self, column: CardsList, by: int) -> None:
        """Go to the card beside, in the next column that has any."""
        lists = [each.list for each in self.columns.values()]
        place = lists.index(column)
        beside = lists[place + 1 :] if by > 0 else list(reversed(lists[:place]))
        target = next((each for each in beside if each.cards.rowCount()), None)
        if target is None:
            return
        at = column.visualRect(column.currentIndex()).center()
        index = target.indexAt(at)
        row = index.row() if index.isValid() else target.cards.rowCount() - 1
        card = target.cards.card(row)
        if card is not None:
            self.choose(card.key, focus=True)

    def _read_reasons(self, cards: CardsModel, keys: list[int]) -> None:
        def work(session: Session) -> dict[int, str]:
            rows = session.rows("health_reviews", keys)
            return {int(row["key"] or 0): str(row["reason"] or "") for row in rows}

        self._questions.ask(f"{cards.status} {keys[0] if keys else 0}", work, cards.keep_reasons)
