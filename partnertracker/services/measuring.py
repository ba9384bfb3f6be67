"""Figures for people: every metric in any scope and period, judged, with its trend and the rows behind it."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import catalogue, catalogue_with, written_in
from partnertracker.domain.metrics.combining import Written
from partnertracker.domain.metrics.drilling import drilled
from partnertracker.domain.metrics.evidence import Moment
from partnertracker.domain.metrics.figure import (
    Beside,
    Drill,
    DrillRow,
    Figure,
    LeftOutRow,
    Pace,
    Scope,
    TrendPoint,
)
from partnertracker.domain.metrics.judge import Judge
from partnertracker.domain.metrics.scopes import each_partner, groupings, scopes_of
from partnertracker.domain.money import digits
from partnertracker.domain.periods import Period, as_of_day, renamed
from partnertracker.services.resting import collector_resting

__all__ = [
    "Beside",
    "Drill",
    "DrillRow",
    "Figure",
    "LeftOutRow",
    "Pace",
    "Scope",
    "TrendPoint",
    "by_partner",
    "drill",
    "figures",
    "figures_as_json",
    "scopes_by",
    "tried",
]


def figures(
    facts: Facts,
    period: Period,
    as_of: int,
    *,
    scopes: Sequence[Scope] = ("all",),
    metrics: Sequence[str] | None = None,
    trend: bool = True,
) -> list[Figure]:
    """Return the figures of some metrics (None: all, in the order of the catalogue), scope by scope.

    Args:
        facts: the file's content.
        period: the period asked for.
        as_of: today or the day the person chose; a day after the period's end means its end.
        scopes: whose figures; the metrics of the first scope come first.
        metrics: ids.
        trend: whether to fill the trends.

    Raises:
        UnusableArgumentError: there is no such metric or scope.
    """
    known = catalogue(facts)
    chosen = tuple(known) if metrics is None else [known.named(each) for each in metrics]
    day = as_of_day(period, as_of)
    made: dict[Scope, list[Figure]] = {scope: [] for scope in scopes}
    with collector_resting():  # of 1,000 partners there are 400,000 points of trends
        for grouping in groupings(facts, scopes):
            judge = Judge(facts, grouping)
            for metric in chosen:
                for figure in judge.figures(metric, period, day, trend=trend):
                    made[figure.scope].append(figure)
    return [figure for scope in made for figure in made[scope]]


def scopes_by(facts: Facts, dimension: str) -> tuple[Scope, ...]:
    """Return every scope of a dimension (``partner``, ``manager`` or ``tier``), by name.

    Raises:
        UnusableArgumentError: there is no such dimension.
    """
    return scopes_of(facts, dimension)


def by_partner(facts: Facts, metric_id: str, period: Period, as_of: int) -> list[Figure]:
    """Return one metric's figure for every partner in the order of the table, without trends."""
    judge = Judge(facts, each_partner(facts))
    return judge.figures(catalogue(facts).named(metric_id), period, as_of_day(period, as_of), trend=False)


def tried(facts: Facts, written: Written, period: Period, as_of: int, scope: Scope = "all") -> Figure:
    """Return the figure that a metric of the team's own would have, without its trend; nothing is stored."""
    unnamed = written._replace(name="")
    metric = catalogue_with([*written_in(facts).values(), unnamed]).named("")
    (grouping,) = groupings(facts, (scope,))
    (figure,) = Judge(facts, grouping).figures(metric, period, as_of_day(period, as_of), trend=False)
    return figure


def drill(facts: Facts, metric_id: str, period: Period, as_of: int, scope: Scope = "all") -> Drill:
    """Return the rows that a figure was made from, and those left out of it with the reason."""
    (grouping,) = groupings(facts, (scope,))
    own = renamed(period, facts.settings.fiscal_year_start)
    moment = Moment(facts, own, as_of_day(own, as_of))
    return drilled(moment, catalogue(facts).named(metric_id), grouping, Judge(facts, grouping).goal)


def figures_as_json(facts: Facts, figures: Sequence[Figure]) -> list[dict[str, object]]:
    """Return figures as the entries of ``metrics`` in the contract's JSON."""
    currency = facts.settings.currency
    return [_as_json(figure, currency) for figure in figures]


def _as_json(figure: Figure, currency: str) -> dict[str, object]:
    def number(value: float | None) -> float | None:
        return _in_unit(figure.metric.unit, value, currency)

    pace = figure.pace
    beside = [
        {"label": each.label, "unit": each.unit, "value": _in_unit(each.unit, each.value, currency)}
        for each in figure.beside
    ]
    return ({"beside": beside} if beside else {}) | {
        "id": figure.metric.id,
        "scope": figure.scope,
        "kind": figure.metric.kind,
        "unit": figure.metric.unit,
        "value": number(figure.value),
        "n": figure.n,
        "reason": figure.reason,
        "target": number(figure.target),
        "comparison": figure.comparison,
        "attainment": figure.attainment,
        "pace": None
        if pace is None
        else {
            "elapsed": pace.elapsed,
            "expected": number(pace.expected),
            "projection": number(pace.projection),
        },
        "status": figure.status,
        "previous": number(figure.previous),
        "trend": [{"period": point.period.label, "value": number(point.value)} for point in figure.trend],
    }


def _in_unit(unit: str, value: float | None, currency: str) -> float | None:
    """Return a value as JSON shows it: money with the currency's decimals, counts as whole numbers."""
    if value is None:
        return None
    if unit == "money":
        step = Decimal(1).scaleb(-digits(currency))
        return float(Decimal(repr(value)).quantize(step, ROUND_HALF_UP))
    return int(value) if value.is_integer() and unit in {"count", "days", "people"} else value
