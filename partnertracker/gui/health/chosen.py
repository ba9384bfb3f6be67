"""The panel of one partner, filled: reads what it shows, and does what is asked for in it."""

from PySide6.QtCore import QObject

from partnertracker.domain.entities.health import ACTIONS
from partnertracker.domain.entities.judging import SCORECARDS
from partnertracker.domain.facts import Facts
from partnertracker.domain.periods import as_of_day, period_named
from partnertracker.domain.problems import Problem
from partnertracker.domain.scorecard import Standings
from partnertracker.gui import formats
from partnertracker.gui.charts.data import ChartData
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.health.cards import capitalised
from partnertracker.gui.health.panel import Entry, PartnerPanel
from partnertracker.gui.health.partner import (
    YEAR_METRICS,
    Action,
    Dossier,
    add_action,
    dossier,
    tick,
    year_of,
)
from partnertracker.gui.health.review_panel import ReviewPanel
from partnertracker.gui.metrics.drill_dialog import Asked, DrillDialog, of_period
from partnertracker.gui.metrics.sections import Wanted
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.review import CARD_METRIC, Card, year_on_cards
from partnertracker.services.scores import numbers_of


class ChosenPartner(QObject):
    """Shows one partner in a panel.

    Attributes:
        panel: where it is shown.
        card: the partner shown; None before the first one.
    """

    def __init__(self, desk: Desk, theme: Theme, panel: PartnerPanel) -> None:
        """Take the panel to fill."""
        super().__init__(panel)
        self._desk = desk
        self._theme = theme
        self._questions = Questions(desk, self)
        self.panel = panel
        self.card: Card | None = None
        self._entries: dict[int, tuple[str, Entry]] = {}
        panel.chart.picked.connect(self._explain)
        panel.status_wanted.connect(self._review_shown)
        panel.action_ticked.connect(self._tick)
        panel.action_added.connect(self._add_action)
        panel.scorecard.explained.connect(self._explain_score)
        panel.reviews_list.review_wanted.connect(lambda key: self._desk.open_record("health_reviews", key))

    def show(self, card: Card, standings: Standings) -> None:
        """Show a partner, with the action typed for it before; what must be read and computed follows."""
        if self.card is None or self.card.key != card.key:
            self._keep_entry()
            self.panel.show_entry(self._entries.pop(card.key, ("", Entry()))[1])
        self.card = card
        self.panel.show_card(card, writable=not self._desk.read_only, past=self._desk.past is not None)
        currency = self._desk.facts.settings.currency
        self.panel.scorecard.show_suggestion(standings.of(card.partner), standings.scorecard, currency)
        as_of, key, name = self._desk.choice.as_of, card.key, card.name

        def keep(found: Dossier) -> None:
            if self.card is not None and found.key == self.card.key:
                self.panel.show_dossier(found)

        def work(facts: Facts) -> ChartData:
            return year_of(facts, name, as_of)

        self._questions.ask("dossier", lambda session: dossier(session, key, as_of), keep)
        self._questions.compute("year", work, self.panel.show_year)

    def review(self, card: Card, status: str) -> None:
        """Open the panel in which a partner is rated, with a status proposed."""
        if not self._desk.read_only:
            ReviewPanel(self._desk, self._theme, card, status, self.panel.window()).open()

    @property
    def unadded(self) -> dict[int, str]:
        """The names of the partners for which an action is typed and not added, by key."""
        shown = {self.card.key: self.card.name} if self.card is not None and any(self.panel.entry) else {}
        kept = {key: name for key, (name, _) in self._entries.items()}
        return {key: name for key, name in {**shown, **kept}.items() if self._desk.has("partners", key)}

    @property
    def unsaved(self) -> tuple[str, ...]:
        """A sentence about each action that is typed and not added."""
        return tuple(
            f"The action typed for {name} is not added: press Enter in it." for name in self.unadded.values()
        )

    @property
    def pending(self) -> bool:
        """Whether something is still to come."""
        return self._questions.pending

    def forget(self) -> None:
        """No longer want what is still to come."""
        self._questions.forget_all()

    def _explain(self, month_label: str) -> None:
        """Show what is behind the partner's figures of a month."""
        if self.card is None:
            return
        month = period_named(month_label, self._desk.facts.settings.fiscal_year_start)
        day = as_of_day(month, self._desk.choice.as_of)
        self._drill(of_period(self.card.key, YEAR_METRICS, month, day))

    def explain_year(self, card: Card) -> None:
        """Show the deals behind the line of a card: the partner's revenue of the last 12 months."""
        as_of = self._desk.choice.as_of
        self._drill(of_period(card.key, (CARD_METRIC,), year_on_cards(as_of), as_of))

    def _explain_score(self, dimension: str) -> None:
        """Show what the partner's score in a dimension comes from."""
        if self.card is None:
            return
        key, as_of = self.card.key, self._desk.choice.as_of

        def wanted(facts: Facts) -> list[Wanted]:
            told, currency = numbers_of(facts, key, dimension, as_of), facts.settings.currency
            return [
                Wanted(
                    source, capitalised(f"{each.label} {formats.in_unit(each.value, each.unit, currency)}")
                )
                for each in told
                for source in each.behind
            ]

        self._drill(Asked(key, SCORECARDS.field(dimension).label, wanted))

    def _drill(self, asked: Asked) -> None:
        DrillDialog(self._desk, self._theme, asked, self.panel.window()).show()

    def _review_shown(self) -> None:
        if self.card is not None:
            self.review(self.card, self.card.status if self.card.status != "unrated" else "green")

    def _tick(self, action: Action) -> None:
        self._desk.change(lambda session: session.execute(*tick(session, action)))

    def _keep_entry(self) -> None:
        """Keep what is typed for the partner shown until that one is shown again."""
        if self.card is not None and any(self.panel.entry):
            self._entries[self.card.key] = (self.card.name, self.panel.entry)

    def _add_action(self) -> None:
        """Add the action at once, so that the next one can be typed; one that can't be stored comes back."""
        entry = self.panel.entry
        due_on = Wording(self._desk.facts, self._desk.today).value(ACTIONS.field("due_on"), entry.due)
        self.panel.show_due_problem(due_on.sentence if isinstance(due_on, Problem) else "")
        if self.card is None or isinstance(due_on, Problem):
            return
        card, due = self.card, str(due_on or "")

        def fail(error: Exception) -> None:
            self._give_back(card, entry)
            self._desk.failed.emit(error)

        self.panel.show_entry(Entry())
        self._desk.change(
            lambda session: session.execute(*add_action(session, card.key, entry.words, due, card.manager)),
            failed=fail,
        )

    def _give_back(self, card: Card, entry: Entry) -> None:
        """Show again what could not be stored, unless something else is typed for the partner by now."""
        shown = self.card is not None and self.card.key == card.key
        if shown and not any(self.panel.entry):
            self.panel.show_entry(entry)
        elif not shown:
            self._entries.setdefault(card.key, (card.name, entry))
