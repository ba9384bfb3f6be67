"""A made-up programme and the questions put to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import BUILT_IN
from partnertracker.domain.metrics.figure import Drill, Figure
from partnertracker.domain.periods import Period, as_of_day, period_named
from partnertracker.services.measuring import drill, figures, scopes_by
from tests.oracle.made_up import MadeUp, Maker
from tests.oracle.program import Change, session_of


@dataclass(frozen=True)
class Asked:
    """A programme's facts, a period and the as-of day."""

    facts: Facts
    period: Period
    as_of: int

    def scopes(self) -> list[str]:
        return [
            "all",
            *(scope for each in ("partner", "manager", "tier") for scope in scopes_by(self.facts, each)),
        ]

    def figures(
        self, scopes: Sequence[str] = ("all",), metrics: Sequence[str] | None = None, *, trend: bool = False
    ) -> list[Figure]:
        """Return figures, of the program's own metrics if none are named."""
        chosen = [metric.id for metric in BUILT_IN] if metrics is None else metrics
        return figures(self.facts, self.period, self.as_of, scopes=scopes, metrics=chosen, trend=trend)

    def behind(self, figure: Figure) -> Drill:
        return drill(self.facts, figure.metric.id, self.period, self.as_of, figure.scope)


def questions(made_up: MadeUp, change: Change = lambda _table, row: row, years: int = 0) -> Iterator[Asked]:
    """Yield the questions of a programme whose rows are changed like that.

    Args:
        made_up: the programme.
        change: gives the row in the place of a made-up one.
        years: how much later periods and as-of days are than the programme has them.
    """
    maker = Maker(made_up)
    facts = session_of(maker, change).facts
    for period, day in maker.questions:
        year, dash, rest = period.label.partition("-")
        asked = period_named(f"{int(year) + years}{dash}{rest}", facts.settings.fiscal_year_start)
        as_of = as_of_day(asked, day_of(day.replace(year=day.year + years).isoformat()))
        yield Asked(facts, asked, as_of)
