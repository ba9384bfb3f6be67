"""The Data quality view: everything that is missing, stale or contradictory, worst first."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.facts import Facts
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.quality.flaws import FlawsTable
from partnertracker.gui.quality.rows import FlawRows
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import card, label, page_column
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP
from partnertracker.gui.view import View
from partnertracker.services.quality import Found, flaws

_CHOSEN = "quality/chosen"
_PATIENCE_MS = 400
_MARGIN = 14
_LEFT, _RIGHT = 765, 432
_LEAST_LEFT, _LEAST_RIGHT = 480, 300
_FLAWS, _SOUND = range(2)


class QualityView(View):
    """Every flaw with how often it is found; beside it the rows of the chosen one."""

    interest = frozenset(entity.table for entity in ENTITIES) - {"actions", "notes"}

    def __init__(self, desk: Desk, theme: Theme, memory: Memory, parent: QWidget | None = None) -> None:
        """Build the page; it is filled when it is shown."""
        super().__init__(desk, parent)
        self._memory = memory
        self._questions = Questions(desk, self)
        self._pages = QStackedWidget(self)
        self._sides = QSplitter(Qt.Orientation.Horizontal, self._pages)
        self._left = card(self._sides)
        self._right = card(self._sides)
        self.flaws = FlawsTable(theme, wide=True, parent=self._left)
        self.rows = FlawRows(desk, theme, metrics=True, parent=self._right)
        self.headline = label(role="muted")
        self.sound = card(self._pages)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self.headline.setText("Computing…"))
        self._lay_out()
        self.flaws.chosen.connect(self.rows.show_found)
        self.flaws.drilled.connect(self.rows.drill)
        self.rows.command_wanted.connect(self.command_wanted)

    def take_focus(self) -> None:
        """Begin in the list of flaws."""
        self.flaws.setFocus()

    def refresh(self) -> None:
        """Look for flaws anew; what is on screen stays until they are found."""
        choice = self.desk.choice
        self._patience.start()
        self._questions.compute(
            "flaws", lambda facts: flaws(facts, choice.as_of, choice.scope), self._show, self._fail
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember the flaw; what is still to come is looked for when the page is shown again."""
        super().hideEvent(event)
        self._patience.stop()
        self._stale = self._stale or self._questions.pending
        self._questions.forget_all()
        if self.flaws.current is not None:
            self._memory.keep_text(_CHOSEN, self.flaws.current.flaw.id)

    def _show(self, found: tuple[Found, ...]) -> None:
        self._patience.stop()
        facts: Facts = self.desk.facts
        self._pages.setCurrentIndex(_FLAWS if found else _SOUND)
        kinds = formats.counted(len(found), "kind") + " of flaw"
        day = formats.short_date(self.desk.choice.as_of, self.desk.today)
        self.headline.setText(f"{kinds}, as of {day}" if found else "")
        first = self.flaws.current is None
        self.flaws.show_found(found, facts, self._memory.text(_CHOSEN) if first else "")

    def _fail(self, error: Exception) -> None:
        """Say that what is on screen is not what was asked for."""
        self._patience.stop()
        self.headline.setText("Could not be computed: what stands here is from before.")
        self.desk.failed.emit(error)

    def _lay_out(self) -> None:
        left = QVBoxLayout(self._left)
        left.setContentsMargins(1, 1, 1, 1)
        left.addWidget(self.flaws)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(_MARGIN, 12, _MARGIN, _MARGIN)
        right.addWidget(self.rows, 1)
        self._left.setMinimumWidth(_LEAST_LEFT)
        self._right.setMinimumWidth(scaled(_LEAST_RIGHT))
        self._sides.setHandleWidth(GAP)
        self._sides.setChildrenCollapsible(False)
        for side in (self._left, self._right):
            self._sides.addWidget(side)
        self._sides.setSizes([_LEFT, _RIGHT])
        self._sides.setStretchFactor(0, _LEFT)
        self._sides.setStretchFactor(1, _RIGHT)
        nothing = QVBoxLayout(self.sound)
        nothing.addStretch(1)
        for words in (
            label("Nothing is missing, stale or contradictory", "heading"),
            label("Whatever a figure can't use, or should not trust, will stand here.", "muted"),
        ):
            nothing.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        nothing.addStretch(1)
        self._pages.addWidget(self._sides)
        self._pages.addWidget(self.sound)
        head = QHBoxLayout()
        head.addWidget(label("Data quality", "title"))
        head.addStretch(1)
        head.addWidget(self.headline)
        page = page_column(self, GAP)
        page.addLayout(head)
        page.addWidget(self._pages, 1)
