"""The Metrics view."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.combining import is_own
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import previous
from partnertracker.gui.desk import Desk
from partnertracker.gui.holding import Hold
from partnertracker.gui.late import TARGET_EDITOR, part
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics import wording
from partnertracker.gui.metrics.detail import FIGURE, Detail
from partnertracker.gui.metrics.drilling import Drilling
from partnertracker.gui.metrics.empty import NoMetrics
from partnertracker.gui.metrics.head import Head
from partnertracker.gui.metrics.model import MetricsModel, words_for
from partnertracker.gui.metrics.notes import Notes, pinned
from partnertracker.gui.metrics.own import COMMANDS, OwnMetrics
from partnertracker.gui.metrics.sides import Sides
from partnertracker.gui.metrics.table import MetricsTable
from partnertracker.gui.questions import Questions
from partnertracker.gui.tables.states import loading
from partnertracker.gui.theme.controls import card, page_column
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP
from partnertracker.gui.view import View
from partnertracker.services.measuring import figures

_CHOSEN = "metrics/chosen"
_USUAL = "bookings"
_LEAST_LEFT, _LEAST_RIGHT = 450, 260
_EDGE = 1
_REST_AT_LAST = 60
_FIGURES, _EMPTY, _LOADING = range(3)


class MetricsView(View):
    """Every metric against its target, and the chosen one with what is behind it."""

    interest = frozenset(entity.table for entity in ENTITIES) - {"actions"}

    def __init__(self, desk: Desk, theme: Theme, memory: Memory, parent: QWidget | None = None) -> None:
        """Build the page; its numbers come when it is shown."""
        super().__init__(desk, parent)
        self._theme = theme
        self._memory = memory
        self._chosen = memory.text(_CHOSEN) or _USUAL
        self._notes = Notes(desk, self)
        self._questions = Questions(desk, self)
        self._drilling = Drilling(desk, self)
        self._hold = Hold(self)
        self._own = OwnMetrics(desk, theme, self)
        self.model = MetricsModel(self)
        self._pages = QStackedWidget(self)
        self._sides = Sides(self._pages)
        self._left = card(self._sides)
        self.table = MetricsTable(self.model, theme, self._left)
        self.detail = Detail(desk, theme, self._sides)
        self.head = Head(desk, self)
        self.empty = NoMetrics(desk.read_only, self._pages)
        self.empty.command_wanted.connect(self.command_wanted)
        # once the figures are painted: a thread that computes would hold up the painting
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._show_rest)
        self.head.line.overdue.connect(self._say_waiting)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Compute the figures for the choice; what is on screen stays until they are there."""
        self.head.line.wait()
        self._forget()
        period, as_of, *_ = choice = self.desk.choice

        def work(facts: Facts) -> list[Figure]:
            return figures(facts, period, as_of, scopes=(choice.scope,))

        self._questions.compute("figures", work, self._show, self._fail)
        self._notes.refresh()
        self.head.closed.refresh()

    def take_focus(self) -> None:
        """Begin in the table."""
        self.table.setFocus()

    def show_metric(self, metric: str) -> None:
        """Select a metric."""
        self._chosen = metric
        self._drilling.leave()
        self.table.choose(metric)
        self.table.setFocus()
        self._show_chosen()

    def edit_target(self) -> None:
        """Open the editor for the chosen metric's target."""
        figure = self._figure()
        if figure is not None and not self.desk.read_only:
            part(TARGET_EDITOR)(self.desk, self._theme, figure, self).open()

    def new_metric(self) -> None:
        """Open the editor for a new metric of the team's own."""
        self._own.enter()

    def edit_metric(self) -> None:
        """Open the editor for the chosen metric, if it is the team's own."""
        self._own.edit(self._figure())

    def delete_records(self) -> None:
        """Delete the chosen metric, if it is the team's own, with its targets and notes."""
        self._own.delete(self._figure())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed; figures that are about to be others are not painted."""
        if self.model.rowCount() and (self._stale or self.desk.changing):
            self._hold.begin()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember the metric; what is still to come is computed when the page is shown again."""
        super().hideEvent(event)
        self.head.line.stop()
        self._hold.end()
        waiting = self._rest.isActive() or self._questions.pending or self._drilling.pending
        self._stale = self._stale or waiting
        self._forget()
        self._memory.keep_text(_CHOSEN, self._chosen)

    def _forget(self) -> None:
        """No longer want what was asked for."""
        self._rest.stop()
        self._questions.forget_all()
        self._drilling.forget()

    def _connect(self) -> None:
        self._drilling.found.connect(self.detail.figure.show_behind)
        self._notes.found.connect(self._show_notes)
        self._own.stored.connect(self.show_metric)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        self.table.painted.connect(self._hasten_rest)
        self.table.drilled.connect(self._drill)
        self.table.step_wanted.connect(self._take_next_step)
        self.table.before_wanted.connect(self._drill_before)
        self.table.period_wanted.connect(self._drill_into)
        self.table.trend_wanted.connect(self.detail.focus_trend)
        self.detail.figure.step_wanted.connect(self._take_next_step)
        self.table.target_wanted.connect(self.edit_target)
        self.detail.target_wanted.connect(self.edit_target)
        self.table.menu_wanted.connect(
            lambda place: self._own.open_menu(place, self._figure(), self.edit_target)
        )
        self.detail.edit_metric.clicked.connect(self.edit_metric)
        self.head.new_button.clicked.connect(self.new_metric)
        self.head.closed.clicked.connect(lambda: self.command_wanted.emit("closed_periods"))
        figure = self.detail.figure
        figure.period_wanted.connect(self._drill_into)
        figure.number_clicked.connect(lambda: self._drill_into(""))
        for source in (figure.drill.rows, self.detail):
            source.record_wanted.connect(self._open)
        self.detail.command_wanted.connect(self.command_wanted)
        figure.portions.drill_wanted.connect(lambda name: self._drill_into(self._drilling.period_label, name))
        figure.portions.partner_wanted.connect(lambda key: self.desk.open_record("partners", key))

    def _say_waiting(self) -> None:
        if not self.model.rowCount():
            self._pages.setCurrentIndex(_LOADING)

    def _fail(self, error: Exception) -> None:
        """Say that what is on screen is not what was asked for."""
        self._hold.end()
        self._pages.setCurrentIndex(_FIGURES)
        self.head.line.fail()
        self.desk.failed.emit(error)

    def _show(self, found: list[Figure]) -> None:
        facts, choice = self.desk.facts, self.desk.choice
        nothing = not len(facts["partners"]) and not len(facts["deals"])
        self._pages.setCurrentIndex(_EMPTY if nothing else _FIGURES)
        self.head.line.show_period(choice, facts.settings.fiscal_year_start, shown=not nothing)
        self.model.show(found, words_for(choice.period, facts.settings))
        self.table.fit()
        self._sides.want(self.table.wanted_width + 4 * _EDGE)  # the card has a border as well
        if self.table.chosen != self._chosen:
            self.table.choose(self._chosen if self.model.row_of(self._chosen) >= 0 else _USUAL)
        figure = self._figure()
        if figure is not None:
            self._show_figure(figure)
            self._rest.start(_REST_AT_LAST)
        if not self.desk.changing:
            self._hold.end()

    def _choose(self) -> None:
        if self.table.chosen and self.table.chosen != self._chosen:
            self._chosen = self.table.chosen
            self._drilling.leave()
            self._show_chosen()

    def _figure(self) -> Figure | None:
        return self.model.figure(self.model.row_of(self._chosen))

    def _show_chosen(self) -> None:
        figure = self._figure()
        if figure is not None:
            self._show_figure(figure)
            self._show_rest()

    def _hasten_rest(self) -> None:
        if self._rest.isActive():
            self._rest.start(0)

    def _show_rest(self) -> None:
        """Ask for what is behind the chosen figure, and for the other panes beside it."""
        figure = self._figure()
        if figure is not None:
            self._drilling.ask(figure)
            self.detail.explain(figure)

    def _show_figure(self, figure: Figure) -> None:
        currency = self.desk.facts.settings.currency
        self.detail.show_metric(figure)
        self.detail.figure.show_figure(figure, currency, self.desk.today, pinned(self._notes.all, figure))
        own = is_own(figure.metric)
        self.detail.edit_metric.setVisible(own)
        self.detail.edit_metric.setEnabled(not self.desk.read_only)
        if own != bool(self.handles):
            self.handles = COMMANDS if own else frozenset()
            self.handling.emit()
        self.detail.edit_target.setEnabled(not self.desk.read_only)
        self.detail.edit_target.setToolTip(self.desk.read_only or "Edit the target (E)")

    def _show_notes(self) -> None:
        figure = self._figure()
        if figure is not None:
            self._show_figure(figure)

    def _drill(self) -> None:
        """Go to the rows behind the figure, or where data come from that it lacks."""
        if self.detail.figure.drill.rows.rows.rowCount():
            self._drill_into("")
            self.detail.figure.focus_rows()
        else:
            self._take_next_step()

    def _open(self, table: str, key: int) -> None:
        """Open the form of a record; of a target that a figure is divided by the editor for targets."""
        if table != "targets":
            self.desk.open_record(table, key)
            return
        targets = self.desk.facts["targets"]
        metric = targets.text("metric", int(targets.positions_of([key])[0])) or ""
        figure = self.model.figure(self.model.row_of(metric))
        if figure is not None and not self.desk.read_only:
            part(TARGET_EDITOR)(self.desk, self._theme, figure, self).open()

    def _take_next_step(self) -> None:
        figure = self._figure()
        _, command = wording.next_step(figure) if figure is not None else ("", "")
        if command:
            self.command_wanted.emit(command)

    def _drill_into(self, period_label: str, partner: str = "") -> None:
        """Show what is behind the figure in a period of its trend, or behind a partner's part of it."""
        self.detail.tabs.setCurrentIndex(FIGURE)
        figure = self._figure()
        if figure is not None:
            self._drilling.into(figure, period_label, partner)

    def _drill_before(self) -> None:
        """Show what is behind the figure of the period before."""
        before = previous(self.desk.choice.period, self.desk.facts.settings.fiscal_year_start)
        self._drill_into(before.label)

    def _lay_out(self) -> None:
        around = QVBoxLayout(self._left)
        around.setContentsMargins(*(_EDGE,) * 4)
        around.addWidget(self.table)
        self._left.setMinimumWidth(_LEAST_LEFT)
        self.detail.setMinimumWidth(scaled(_LEAST_RIGHT))
        for side in (self._left, self.detail):
            self._sides.addWidget(side)
        self._pages.addWidget(self._sides)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(loading())
        page = page_column(self, GAP)
        page.addWidget(self.head)
        page.addWidget(self._pages, 1)
