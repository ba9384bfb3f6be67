"""The choice for which period a target is set, beginning with the one whose target holds."""

from partnertracker.domain.columns import NO_ROW
from partnertracker.domain.entities.programme import RELATIVE
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.metrics.metric import Goal
from partnertracker.domain.notation import ALWAYS
from partnertracker.domain.periods import period_containing, period_named
from partnertracker.domain.targets import judged_by
from partnertracker.domain.titles import title
from partnertracker.gui.theme.elided import ChoiceBox


class PeriodChoice(ChoiceBox):
    """Offers the periods whose target can judge a figure, the shortest first, and those of any length.

    Attributes:
        year: the fiscal year of the figure.
    """

    def __init__(self, facts: Facts, figure: Figure, comparison: str) -> None:
        """Begin with the period of the target that holds.

        Of an amount of a flow that is the figure's own: what stands in the form is its part of the year's.

        Args:
            facts: the file's content.
            figure: what the target is for.
            comparison: the one that the form begins with.
        """
        super().__init__()
        self._flows = figure.metric.kind == "flow"
        start = facts.settings.fiscal_year_start
        self.year = period_containing(figure.period.end, "year", start)
        for period in judged_by(figure.period, start):
            self.addItem(title(period), period.label)
        self.offer_always(comparison)
        holds = _period_of(facts, figure.goal)
        adds_up = self._flows and comparison not in RELATIVE
        self.setCurrentIndex(0 if adds_up else self.findData(holds))

    @property
    def label(self) -> str:
        """The label of the period that is chosen, or ``always``."""
        return str(self.currentData())

    def offer_always(self, comparison: str) -> None:
        """Offer a target for periods of any length, but no amount of what adds up over them."""
        place = self.findData(ALWAYS)
        offered = not self._flows or comparison in RELATIVE
        if offered and place < 0:
            self.addItem("Always", ALWAYS)
        elif not offered and place >= 0:
            self.removeItem(place)


def _period_of(facts: Facts, goal: Goal | None) -> str:
    """Return the label of the period that a target was set for; of the catalogue's own ``always``."""
    targets = facts["targets"]
    position = int(targets.positions_of([goal.key])[0]) if goal is not None and goal.key else NO_ROW
    label = (targets.text("period", position) if position != NO_ROW else None) or ALWAYS
    if label.casefold() == ALWAYS:
        return ALWAYS
    return period_named(label, facts.settings.fiscal_year_start).label
