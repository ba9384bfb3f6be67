"""From what is known on two days to the bridge between a figure of the one and of the other."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from partnertracker.domain.bridge.bar import END, START, Bridge, Changes, bars_of
from partnertracker.domain.bridge.changes import handed_over, happened, learned
from partnertracker.domain.bridge.standing import Standing, members, standing
from partnertracker.domain.entities import entity
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.evidence import Moment
from partnertracker.domain.metrics.figure import Scope
from partnertracker.domain.metrics.metric import Finding, Formula, Metric
from partnertracker.domain.metrics.scopes import ALL
from partnertracker.domain.periods import period_containing

_KINDS = {"flow", "stock", "window"}
_UNITS = {"money", "count"}


class Known(NamedTuple):
    """The same file as it was known at three moments.

    Attributes:
        then: at the end of the first day.
        by_then: at the end of the second day; ``now`` where that day is not over.
        now: now, or at the moment from which the whole window is looked at.
    """

    then: Facts
    by_then: Facts
    now: Facts


def bridgeable(metric: Metric) -> bool:
    """Tell whether a metric's figures are sums of money or counts, so that a bridge leads between them.

    A metric that a team made of others is bridged by those.
    """
    return _finding(metric) is not None


def bridge(metric: Metric, scope: Scope, kind: str, days: tuple[int, int], known: Known) -> Bridge:
    """Return the bridge between the figures of two days.

    A flow's figure of a day is that of the period around the day, up to the day.

    Args:
        metric: one that is ``bridgeable``.
        scope: whose figure.
        kind: of period: ``week``, ``month``, ``quarter`` or ``year``.
        days: since 1970-01-01, the earlier first; the same day twice shows what was learned of it.
        known: the file as it was known on these days and is known now.

    Raises:
        UnusableArgumentError: the metric is no sum, the first day is later, or there is no such scope.
    """
    find = _finding(metric)
    if find is None:
        raise UnusableArgumentError(
            f"{metric.label} is no sum of rows, so no bridge leads from one to another."
        )
    if days[0] > days[1]:
        raise UnusableArgumentError("The first day is after the second.", "Give the earlier day first.")
    known_then = len(known.then[metric.reads]) > 0
    known_by_then = known_then or len(known.by_then[metric.reads]) > 0
    if not known_then:
        first_known = known.by_then if known_by_then else known.now
        known = Known(first_known, first_known, known.now)
    made = Bridge(
        metric,
        scope,
        days,
        known.now.settings.currency,
        None,
        None,
        known_then=known_then,
        known_by_then=known_by_then,
    )
    reason = _incomparable(metric, known)
    if reason:
        return made._replace(reason=reason)
    path = _Path(find, scope, kind, known.now)
    first, second = days
    then, by_then, now = known.then, known.by_then, known.now
    start = path.at(first, then, then)
    given = path.at(first, then, by_then)
    restated = path.at(first, by_then, by_then)
    reached = path.at(second, by_then, by_then)
    given_since = path.at(second, by_then, now)
    end = path.at(second, now, now)
    reason = next((each.reason for each in (start, restated, reached, end) if each.reason), "")
    if reason:
        return made._replace(reason=reason)
    steps = (
        handed_over(start, given),
        learned(given, restated),
        happened(metric, restated, reached),
        _all_corrections(handed_over(reached, given_since)),
        _all_corrections(learned(given_since, end)),
    )
    return made._replace(start=start.bar(START), end=end.bar(END), bars=bars_of(end.table, steps))


def _finding(metric: Metric) -> Finding | None:
    """Return what finds the rows of a metric that is a plain sum; None when it is none."""
    if isinstance(metric.evidence, Formula) or metric.kind not in _KINDS or metric.unit not in _UNITS:
        return None
    return metric.evidence


def _incomparable(metric: Metric, known: Known) -> str:
    """Return why figures of the two days have no difference; empty when they have one."""
    if not len(known.now[metric.reads]):
        return f"no {entity(metric.reads).plural.lower()} yet"
    currencies = {each.settings.currency for each in (known.then, known.by_then, known.now)}
    return "the file's currency was another one" if len(currencies) > 1 and metric.unit == "money" else ""


def _all_corrections(changes: Changes) -> Changes:
    return changes._replace(corrections=np.ones(len(changes.keys), dtype=bool))


@dataclass(frozen=True)
class _Path:
    """What stays the same on the way, and the standings found so far: several of them are often one."""

    find: Finding
    scope: Scope
    kind: str
    now: Facts
    _found: dict[tuple[int, int, int], Standing] = field(default_factory=dict)

    def at(self, day: int, facts: Facts, insiders: Facts) -> Standing:
        """Return what counts on a day by these facts for the partners that are in the scope by others."""
        place = (day, id(facts), id(insiders) if self.scope != ALL else 0)
        if place not in self._found:
            period = period_containing(day, self.kind, self.now.settings.fiscal_year_start)
            inside = members(insiders, self.scope, self.now)
            self._found[place] = standing(self.find, Moment(facts, period, day), inside)
        return self._found[place]
