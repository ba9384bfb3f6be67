"""The Health view."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from partnertracker.domain.facts import Facts
from partnertracker.gui.desk import Desk
from partnertracker.gui.health.board import BoardView
from partnertracker.gui.health.chosen import ChosenPartner
from partnertracker.gui.health.panel import PartnerPanel
from partnertracker.gui.memory import Memory
from partnertracker.gui.questions import Questions
from partnertracker.gui.tables.states import loading
from partnertracker.gui.theme.controls import button, card, label, page_column
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP
from partnertracker.gui.view import View
from partnertracker.services.review import Board, board

_PATIENCE_MS = 400
_HINT = (
    "Drag a card or press G, Y or R to change its status · each square is a month · "
    "at the foot: a status that figures suggest"
)
_LEFT, _RIGHT = 847, 365
_LEAST_LEFT, _LEAST_RIGHT = 480, 290
_BOARD, _EMPTY, _LOADING = range(3)


class HealthView(View):
    """The board of partners by status, and beside it the chosen one."""

    offers = frozenset({"partner"})
    interest = frozenset(
        {
            *("partners", "deals", "deal_stage_events", "deal_influences", "health_reviews", "actions"),
            *("targets", "certifications", "tier_requirements", "surveys", "scorecards"),
            *("exchange_rates", "settings", "stages"),
        }
    )

    def __init__(self, desk: Desk, theme: Theme, _memory: Memory, parent: QWidget | None = None) -> None:
        """Build the page; it is filled when it is shown."""
        super().__init__(desk, parent)
        self._theme = theme
        self._questions = Questions(desk, self)
        self._shown = 0
        self._pages = QStackedWidget(self)
        self._sides = QSplitter(Qt.Orientation.Horizontal, self._pages)
        self.board = BoardView(desk, theme, self._sides)
        self.panel = PartnerPanel(desk, theme, self._sides)
        self.headline = label(_HINT, "muted")
        self.import_first = button("Import a spreadsheet…", "primary")
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._say_waiting)
        self._lay_out()
        self.board.chosen.connect(lambda _key: self._show_partner())
        self.board.review_wanted.connect(self.review)
        for wanted in (self.board.partner_wanted, self.panel.partner_wanted):
            wanted.connect(lambda: self.command_wanted.emit("partner_page"))
        self.chosen = ChosenPartner(desk, theme, self.panel)
        self.board.year_wanted.connect(self._explain_year)
        self.panel.entry_left.connect(self._show_partner)

    def refresh(self) -> None:
        """Compute the board for the choice; what is on screen stays until it is there."""
        choice = self.desk.choice

        def work(facts: Facts) -> Board:
            return board(facts, choice.as_of, choice.manager, choice.tier)

        self._patience.start()
        self._questions.compute("board", work, self._show, self._fail)

    @property
    def partner(self) -> int:
        """The key of the chosen partner; 0: none."""
        return self.board.card.key if self.board.card is not None else 0

    def take_focus(self) -> None:
        """Begin at the chosen card."""
        self.board.take_focus()

    def review(self, key: int, status: str) -> None:
        """Open the panel in which a partner is rated, with a status proposed."""
        if self.desk.read_only:
            return
        self.board.choose(key)
        shown = self.board.card
        if shown is not None:
            self.chosen.review(shown, status)

    @property
    def unsaved(self) -> tuple[str, ...]:
        """A sentence about each action that is typed and not added."""
        return self.chosen.unsaved

    def mend(self) -> None:
        """Put the cursor into an action that is typed and not added."""
        key = next(iter(self.chosen.unadded), 0)
        choice = self.desk.choice
        self.board.choose(key)
        if self.board.card is None:
            self.desk.choose(choice._replace(manager="", tier=""))
        self.panel.new_action.setFocus()

    def _explain_year(self) -> None:
        shown = self.board.card
        if shown is not None:
            self.chosen.explain_year(shown)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop waiting; what is still to come is computed when the page is shown again."""
        super().hideEvent(event)
        self._patience.stop()
        self._stale = self._stale or self._questions.pending or self.chosen.pending
        self._questions.forget_all()
        self.chosen.forget()

    def _say_waiting(self) -> None:
        self.headline.setText("Computing…")
        if not self.board.loaded and self._pages.currentIndex() == _BOARD:
            self._pages.setCurrentIndex(_LOADING)

    def _fail(self, error: Exception) -> None:
        """Say that what is on screen is not what was asked for."""
        self._patience.stop()
        if self._pages.currentIndex() == _LOADING:
            self._pages.setCurrentIndex(_BOARD)
        self.headline.setText("Could not be computed: what stands here is from before.")
        self.desk.failed.emit(error)

    def _show(self, found: Board) -> None:
        self._patience.stop()
        self._pages.setCurrentIndex(_BOARD if len(self.desk.facts["partners"]) else _EMPTY)
        hint = "" if self.desk.known_on is not None else self.desk.read_only or _HINT
        self.headline.setText(hint)
        self._shown = 0
        self._standings = found.standings
        self.board.show_board(found, writable=not self.desk.read_only)

    def _show_partner(self) -> None:
        """Show the chosen partner beside the board, once no action is being typed for another one."""
        shown = self.board.card
        other = shown is None or self.chosen.card is None or shown.key != self.chosen.card.key
        if other and self.panel.is_typing:
            return
        self.panel.setVisible(shown is not None)
        if shown is not None and shown.key != self._shown:
            self._shown = shown.key
            self.chosen.show(shown, self._standings)

    def _lay_out(self) -> None:
        self.board.setMinimumWidth(_LEAST_LEFT)
        self.panel.setMinimumWidth(scaled(_LEAST_RIGHT))
        sides = self._sides
        sides.setHandleWidth(GAP)
        sides.setChildrenCollapsible(False)
        sides.addWidget(self.board)
        sides.addWidget(self.panel)
        sides.setSizes([_LEFT, _RIGHT])
        sides.setStretchFactor(0, _LEFT)
        sides.setStretchFactor(1, _RIGHT)
        self._pages.addWidget(sides)
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(loading())
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(label("Health board", "title"))
        self.headline.setWordWrap(True)  # as long as it is, it would make the page wider than the window
        self.headline.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.headline, 1)
        page = page_column(self, GAP)
        page.addLayout(head)
        page.addWidget(self._pages, 1)

    def _empty_page(self) -> QWidget:
        """Say what will stand here, and offer the next step."""
        page = card()
        inside = QVBoxLayout(page)
        inside.addStretch(1)
        self.import_first.clicked.connect(lambda: self.command_wanted.emit("import"))
        why = self.desk.read_only
        for widget in (
            label("No partners here" if why else "Your partners will stand here by status", "heading"),
            label(why or "Each is reviewed now and then: Green, Yellow or Red, with a reason.", "muted"),
            self.import_first,
        ):
            inside.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        if why:
            self.import_first.hide()
        inside.addStretch(1)
        return page
