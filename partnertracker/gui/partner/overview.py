"""What there is to know first of a partner: its fields, its figures, and how it stands."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from partnertracker.domain.columns import NO_ROW
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import as_of_day, previous
from partnertracker.domain.titles import title
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.form import RecordForm
from partnertracker.gui.forms.lookalikes import Lookalikes
from partnertracker.gui.health.chosen import ChosenPartner
from partnertracker.gui.health.panel import PartnerPanel
from partnertracker.gui.late import TARGET_EDITOR, part
from partnertracker.gui.metrics.drill_dialog import DrillDialog, of_period
from partnertracker.gui.metrics.model import MetricsModel, words_for
from partnertracker.gui.metrics.table import MetricsTable
from partnertracker.gui.metrics.wording import next_step
from partnertracker.gui.partner.sharing import USUAL, widths
from partnertracker.gui.questions import Questions
from partnertracker.gui.tables.states import Notice
from partnertracker.gui.theme.controls import card, label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.gui.view import View
from partnertracker.services.editing import delete_rows
from partnertracker.services.listing.columns import names_of
from partnertracker.services.measuring import figures
from partnertracker.services.review import Board, board

_LEAST = (300, 390, 290)
"""How wide form, figures and panel need to be."""

_EDGES = 2

_BESIDE = sum(_LEAST) + 4 * GAP
"""So much room there must be for all three side by side; else the panel stands below the figures."""


class Overview(View):
    """The form of a partner, its figures of the chosen period, and the panel of its health."""

    interest = frozenset(
        {
            *("partners", "deals", "deal_stage_events", "deal_influences", "health_reviews", "actions"),
            *("targets", "certifications", "tier_requirements", "surveys", "customer_stages", "costs"),
            *("scorecards", "exchange_rates", "settings", "stages", "custom_metrics"),
        }
    )
    listed = "partners"

    partner_wanted = Signal(int)
    """Another partner shall be shown: its key."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the tab; ``show_partner`` fills it."""
        super().__init__(desk, parent)
        self._theme = theme
        self._key = 0
        self._by_hand = False
        self._questions = Questions(desk, self)
        self.notice = Notice()
        self.form = RecordForm(desk, "partners", theme)
        self.lookalikes = Lookalikes(desk, self.form)
        self.model = MetricsModel(self)
        self.figures = MetricsTable(self.model, theme)
        self.no_figures = label(
            "No figures yet: they come with its deals, reviews and certificates.", "muted"
        )
        self.no_figures.setWordWrap(True)
        self.panel = PartnerPanel(desk, theme)
        self.panel.open_partner.hide()
        self.chosen = ChosenPartner(desk, theme, self.panel)
        self.gone = label(
            "Not on the health board of this day: offboarded by then, or joined later.", "muted"
        )
        self.gone.setWordWrap(True)
        self._lay_out()
        self.figures.drilled.connect(self._drill)
        self.figures.period_wanted.connect(self._drill_into)
        self.figures.before_wanted.connect(self._drill_before)
        self.figures.step_wanted.connect(self._take_next_step)
        self.figures.trend_wanted.connect(self._offer_periods)
        self.figures.target_wanted.connect(self._edit_target)
        self.form.delete_button.clicked.connect(self._delete)

    @property
    def partner(self) -> int:
        """The key of the partner shown."""
        return self._key

    @property
    def shown_record(self) -> tuple[str, int] | None:
        """The partner shown."""
        return ("partners", self._key) if self._key else None

    @property
    def unsaved(self) -> tuple[str, ...]:
        """A sentence about each record with edits that are not saved, and each action that is not added."""
        return (*self.form.unsaved, *self.chosen.unsaved)

    def mend(self) -> None:
        """Go to what keeps a partner from being saved, else to an action that is not added."""
        if self.form.unsaved:
            self.form.mend()
            return
        key = next(iter(self.chosen.unadded), self._key)
        if key != self._key:
            self.partner_wanted.emit(key)
        self.panel.new_action.setFocus()

    def take_focus(self) -> None:
        """Begin in the form."""
        self.form.go_to("name")

    def show_partner(self, key: int) -> None:
        """Show another partner."""
        self._key = key
        self._renew()

    def refresh(self) -> None:
        """Show the partner as it is now, with its figures of the chosen period."""
        (at,) = self.desk.facts["partners"].positions_of([self._key])
        if at == NO_ROW:
            self.form.show_nothing()
            return
        self.form.show_record(self._key)
        choice, name = self.desk.choice, names_of(self.desk.facts, "partners")[at]

        def measure(facts: Facts) -> list[Figure]:
            found = figures(facts, choice.period, choice.as_of, scopes=[f"partner:{name}"])
            return [each for each in found if each.value is not None or each.goal is not None]

        self._questions.compute("figures", measure, self._show_figures)
        self._questions.compute("board", lambda facts: board(facts, choice.as_of), self._show_health)

    def _show_figures(self, found: list[Figure]) -> None:
        self.figures.setVisible(bool(found))
        self.no_figures.setVisible(not found)
        self.model.show(found, words_for(self.desk.choice.period, self.desk.facts.settings))
        self.figures.fit()
        self._share_out()

    def _show_health(self, found: Board) -> None:
        card = next((each for each in found.cards if each.key == self._key), None)
        shown = card is not None or self.panel.is_typing
        self.panel.setVisible(shown)
        self.gone.setHidden(shown)
        if card is not None:
            self.chosen.show(card, found.standings)
            self.panel.name.setText("Health")  # whose it is stands over the tabs

    def _figure(self) -> Figure | None:
        return self.model.figure(self.model.row_of(self.figures.chosen))

    def _drill(self) -> None:
        """Show the rows behind a figure."""
        figure, choice = self._figure(), self.desk.choice
        if figure is not None:
            asked = of_period(self._key, (figure.metric.id,), choice.period, choice.as_of)
            DrillDialog(self.desk, self._theme, asked, self.window()).show()

    def _drill_into(self, label: str) -> None:
        """Show the rows behind a figure in another period of its trend."""
        figure = self._figure()
        point = next((each for each in figure.trend if each.period.label == label), None) if figure else None
        if figure is not None and point is not None:
            day = as_of_day(point.period, self.desk.choice.as_of)
            asked = of_period(self._key, (figure.metric.id,), point.period, day)
            DrillDialog(self.desk, self._theme, asked, self.window()).show()

    def _drill_before(self) -> None:
        """Show the rows behind a figure in the period before."""
        self._drill_into(previous(self.desk.choice.period, self.desk.facts.settings.fiscal_year_start).label)

    def _take_next_step(self) -> None:
        """Go where what a missing figure lacks is entered."""
        figure = self._figure()
        _, command = next_step(figure) if figure is not None else ("", "")
        if command:
            self.command_wanted.emit(command)

    def _offer_periods(self) -> None:
        """Offer the periods of a figure's trend, the newest first, each leading to the rows behind it."""
        figure = self._figure()
        if figure is None:
            return
        menu, currency = QMenu(self), self.desk.facts.settings.currency
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for point in reversed(figure.trend):
            value = formats.in_unit(point.value, figure.metric.unit, currency)
            action = menu.addAction(f"{title(point.period)}: {value}")
            action.triggered.connect(lambda _on=False, label=point.period.label: self._drill_into(label))
        place = self.figures.visualRect(self.figures.currentIndex()).bottomLeft()
        menu.popup(self.figures.viewport().mapToGlobal(place))

    def _edit_target(self) -> None:
        figure = self._figure()
        if figure is not None and not self.desk.read_only:
            part(TARGET_EDITOR)(self.desk, self._theme, figure, self.window()).open()

    def _delete(self) -> None:
        key = self._key
        self.desk.change(
            lambda session: session.execute(*delete_rows(session, "partners", [key])), failed=self._tell
        )

    def _tell(self, error: Exception) -> None:
        self.notice.tell(str(error))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the panel stand where there is room for it."""
        super().resizeEvent(event)
        beside = self.width() >= scaled(_BESIDE)
        self._right.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        self._share_out()

    def _share_out(self) -> None:
        """Give the figures the width that they need, until somebody moves a border."""
        if self._by_hand or self._right.orientation() is Qt.Orientation.Vertical:
            return
        least = (scaled(_LEAST[0]), scaled(_LEAST[1]), scaled(_LEAST[2]))
        room = self._sides.width() - 2 * self._sides.handleWidth()
        whole, wanted = self.figures.whole_width + _EDGES, self.figures.wanted_width + _EDGES
        form, figures, health = widths(room, least, whole, wanted)
        self._sides.setSizes([form, figures + self._right.handleWidth() + health])
        self._right.setSizes([figures, health])

    def _leave_alone(self) -> None:
        self._by_hand = True

    def _lay_out(self) -> None:
        self._sides = sides = QSplitter(Qt.Orientation.Horizontal)
        self._right = QSplitter(Qt.Orientation.Horizontal)
        for each in (sides, self._right):
            each.splitterMoved.connect(self._leave_alone)
            each.setHandleWidth(GAP)
            each.setChildrenCollapsible(False)
        sides.addWidget(self.form)
        sides.addWidget(self._right)
        middle = card()
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(1, 3 * STEP, 1, 1)
        heading = QHBoxLayout()
        heading.setContentsMargins(3 * STEP, 0, 3 * STEP, 0)
        heading.addWidget(label("Figures", "heading"))
        heading.addStretch(1)
        heading.addWidget(label("Enter: the rows behind · E: the target", "muted"))
        inside.addLayout(heading)
        inside.addWidget(self.figures, 1)
        inside.addWidget(self.no_figures, 1, Qt.AlignmentFlag.AlignTop)
        self.no_figures.setContentsMargins(3 * STEP, 0, 3 * STEP, 0)
        self.no_figures.hide()
        self._right.addWidget(middle)
        health = QWidget()
        column = QVBoxLayout(health)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel, 1)
        column.addWidget(self.gone, 0, Qt.AlignmentFlag.AlignTop)
        self.gone.hide()
        self._right.addWidget(health)
        self._right.setMinimumWidth(scaled(_LEAST[1]))
        sides.setSizes([USUAL[0], sum(USUAL[1:])])
        sides.setStretchFactor(1, 1)
        self._right.setSizes(list(USUAL[1:]))
        for place, width in enumerate(USUAL[1:]):
            self._right.setStretchFactor(place, width)
        for side, least in zip((self.form, middle, health), _LEAST, strict=True):
            side.setMinimumWidth(scaled(least))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP, GAP, GAP, GAP)
        whole.addWidget(self.notice)
        whole.addWidget(sides, 1)
