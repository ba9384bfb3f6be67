"""Figures for people: every metric in any scope and period, judged, with its trend and the rows behind it."""

from collections.abc import Sequence

from partnertracker.domain.facts import Facts
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
from partnertracker.domain.periods import Period

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
    raise NotImplementedError


def scopes_by(facts: Facts, dimension: str) -> tuple[Scope, ...]:
    """Return every scope of a dimension (``partner``, ``manager`` or ``tier``), by name.

    Raises:
        UnusableArgumentError: there is no such dimension.
    """
    raise NotImplementedError


def by_partner(facts: Facts, metric_id: str, period: Period, as_of: int) -> list[Figure]:
    """Return one metric's figure for every partner in the order of the table, without trends."""
    raise NotImplementedError


def drill(facts: Facts, metric_id: str, period: Period, as_of: int, scope: Scope = "all") -> Drill:
    """Return the rows that a figure was made from, and those left out of it with the reason."""
    raise NotImplementedError


def figures_as_json(facts: Facts, figures: Sequence[Figure]) -> list[dict[str, object]]:
    """Return figures as the entries of ``metrics`` in the contract's JSON."""
    raise NotImplementedError
