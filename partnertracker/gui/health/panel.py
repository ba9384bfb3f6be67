"""The partner beside the board: status, a year in a chart, what is to be done, how it came about."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from partnertracker.domain.entities.partners import PARTNERS
from partnertracker.gui import formats
from partnertracker.gui.charts.chart import Chart
from partnertracker.gui.charts.data import ChartData
from partnertracker.gui.charts.door import loader
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.days import DateInput
from partnertracker.gui.health.cards import capitalised
from partnertracker.gui.health.lists import ActionsModel, PlainList, ReviewsList, ReviewsModel
from partnertracker.gui.health.partner import Dossier
from partnertracker.gui.health.scorecard import ScorecardPart
from partnertracker.gui.painting.chips import Chip
from partnertracker.gui.painting.statuses import word_of
from partnertracker.gui.theme.controls import button, card, label, restyle, tooltip
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.review import Card

_MARGIN = 14
_PAST = "As of the day that is looked at: an action is ticked as of today"
_ACTIONS, _REVIEWS = 5, 8
_TYPES = {choice.value: choice.label for choice in PARTNERS.field("type").choices}


class Entry(NamedTuple):
    """An action as it is typed: its title, and when it is due."""

    words: str = ""
    due: str = ""


class PartnerPanel(QWidget):
    """Shows what it is given; changes are asked for by signals."""

    status_wanted = Signal()
    """The status of the partner shall be set."""

    partner_wanted = Signal()
    """The partner's page shall be opened."""

    action_ticked = Signal(object)
    """The box of an ``Action`` was clicked."""

    action_added = Signal()
    """The action in ``entry`` shall be added."""

    entry_left = Signal()
    """Nobody is typing an action any more."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the panel, empty."""
        super().__init__(parent)
        today = self._today = desk.today
        self.name = label("", "heading")
        self.name.setWordWrap(True)
        self.name.setMinimumWidth(1)
        self.chip = Chip(theme)
        self.about = label(role="muted")
        self.about.setWordWrap(True)
        self.year_words = label("Bookings and pipeline, 12 months", "heading")
        self.year_words.setWordWrap(True)
        self.chart = Chart(theme, loader(self))
        self.scorecard = ScorecardPart(theme)
        self.to_do = ActionsModel(today, self)
        self.reviews = ReviewsModel(today, self)
        self.to_do_list = PlainList(self.to_do, "Next actions", _ACTIONS)
        self.reviews_list = ReviewsList(self.reviews, theme, _REVIEWS)
        self.no_actions = label("Nothing to do is noted.", "muted")
        self.no_reviews = label("Not reviewed yet.", "muted")
        self.no_year = label("None in these 12 months.", "muted")
        for none in (self.no_actions, self.no_reviews, self.no_year):
            none.hide()  # until it is known
        self.new_action = QLineEdit()
        self.new_action.setPlaceholderText("Add an action…")
        self.new_action.setAccessibleName("New action")
        self.due = DateInput(today, theme)
        self.due.setPlaceholderText("due")
        self.due.setAccessibleName("New action due on")
        self.due_wrong = label("", "error")
        self.set_status = button("Set status…", "primary")
        self.open_partner = button("Open partner")
        self.open_partner.setToolTip("All that concerns the partner (Ctrl+Return)")
        self._lay_out()
        self.open_partner.clicked.connect(self.partner_wanted)
        self.set_status.clicked.connect(self.status_wanted)
        self.to_do.ticked.connect(self.action_ticked)
        for entry in (self.new_action, self.due):
            entry.returnPressed.connect(self._add)
            entry.editingFinished.connect(self._leave_entry)

    def show_card(self, shown: Card, *, writable: bool, past: bool) -> None:
        """Show the partner of a card; the rest follows. From a past day actions are shown, not ticked."""
        self.name.setText(shown.name)
        self.name.setToolTip(tooltip(shown.name))
        since = f" since {formats.short_date(shown.since, self._today)}" if shown.since is not None else ""
        self.chip.show_status(shown.status, f"{word_of(shown.status)}{since}")
        reviewed = (
            f"reviewed {formats.short_date(shown.reviewed_on, self._today)}"
            if shown.reviewed_on is not None
            else "not reviewed yet"
        )
        due = f"review overdue since {formats.short_date(shown.due_on, self._today)}" if shown.overdue else ""
        ramping = "ramping" if shown.ramping else ""
        parts = (_TYPES.get(shown.type, ""), shown.tier, shown.manager, ramping, reviewed, due)
        self.about.setText(capitalised(" · ".join(part for part in parts if part)))
        self.set_status.setEnabled(writable)
        self.to_do.writable = writable and not past
        self.to_do_list.setAccessibleDescription(_PAST if past else "")
        self.to_do.why_not = _PAST if past else ""
        for entry in (self.new_action, self.due):
            entry.setEnabled(writable)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the partner's actions and reviews."""
        self.to_do.show(dossier.actions)
        self.reviews.show(dossier.reviews)
        self.no_actions.setVisible(not dossier.actions)
        self.to_do_list.setVisible(bool(dossier.actions))
        self.no_reviews.setVisible(not dossier.reviews)
        self.reviews_list.setVisible(bool(dossier.reviews))

    def show_year(self, data: ChartData) -> None:
        """Show the partner's last 12 months."""
        self.chart.show_data(data)
        self.chart.setHidden(data.empty)
        self.no_year.setVisible(data.empty)

    def show_due_problem(self, sentence: str) -> None:
        """Say what is wrong with the day of a new action, or nothing."""
        self.due_wrong.setText(sentence)
        self.due_wrong.setVisible(bool(sentence))
        restyle(self.due, "state", "wrong" if sentence else "")

    @property
    def entry(self) -> Entry:
        """The action as it is typed."""
        return Entry(self.new_action.text().strip(), self.due.text().strip())

    @property
    def is_typing(self) -> bool:
        """Whether somebody is typing an action: nothing that comes late may take its place."""
        return any(self.entry) and any(each.hasFocus() for each in (self.new_action, self.due))

    def show_entry(self, entry: Entry) -> None:
        """Show another action as it was typed."""
        self.new_action.setText(entry.words)
        self.due.set_text(entry.due)
        self.show_due_problem("")

    def _add(self) -> None:
        if self.entry.words:
            self.action_added.emit()

    def _leave_entry(self) -> None:
        if not self.is_typing:
            self.entry_left.emit()

    def _lay_out(self) -> None:
        frame = card(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        around = QVBoxLayout(frame)
        around.setContentsMargins(1, 1, 1, 1)
        around.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        scroll.setWidget(content)
        around.addWidget(scroll, 1)
        inside = QVBoxLayout(content)
        inside.setContentsMargins(_MARGIN, 10, _MARGIN, 0)
        inside.setSpacing(5)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.chip)
        inside.addLayout(head)
        inside.addWidget(self.about)
        inside.addWidget(self.year_words)
        self.chart.setFixedHeight(170)
        inside.addWidget(self.chart)
        inside.addWidget(self.no_year)
        inside.addSpacing(6)
        inside.addWidget(self.scorecard)
        inside.addSpacing(6)
        inside.addWidget(label("Next actions", "heading"))
        inside.addWidget(self.no_actions)
        inside.addWidget(self.to_do_list)
        entry = QHBoxLayout()
        entry.addWidget(self.new_action, 3)
        entry.addWidget(self.due, 2)
        inside.addLayout(entry)
        inside.addWidget(self.due_wrong)
        self.due_wrong.hide()
        inside.addSpacing(6)
        inside.addWidget(label("History", "heading"))
        inside.addWidget(self.no_reviews)
        inside.addWidget(self.reviews_list)
        inside.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, 8, _MARGIN, _MARGIN)
        foot.setSpacing(8)
        foot.addWidget(self.set_status)
        foot.addWidget(self.open_partner)
        foot.addStretch(1)
        around.addLayout(foot)
