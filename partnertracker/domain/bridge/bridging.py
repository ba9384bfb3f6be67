"""From what is known on two days to the bridge between a figure of the one and of the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from partnertracker.domain.bridge.adding import Piece, joined
from partnertracker.domain.bridge.bar import Bridge, Changes
from partnertracker.domain.bridge.changes import handed_over, happened, learned
from partnertracker.domain.bridge.makeup import Makeup, Term, makeup
from partnertracker.domain.bridge.standing import Standing, members, standing
from partnertracker.domain.entities import entity
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.evidence import Moment
from partnertracker.domain.metrics.figure import Scope
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.metrics.scopes import ALL
from partnertracker.domain.periods import period_containing
from partnertracker.domain.sentences import listed


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
    """Tell whether a metric's figures are made of sums of money, counts or people: these are bridged."""
    return makeup(metric) is not None


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
    made_of = makeup(metric)
    if made_of is None:
        raise UnusableArgumentError(
            f"{metric.label} is made of no sums of rows, so no bridge leads from one to another."
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
    ways = [_way(term, _Path(term, scope, kind, known.now), days, known) for term in made_of.terms]
    return _between(made, made_of, ways)


class _Way(NamedTuple):
    """One term on the way: what counts at each point of it, and what changes from point to point."""

    term: Term
    points: tuple[Standing, ...]
    steps: tuple[Changes, ...]


def _way(term: Term, path: "_Path", days: tuple[int, int], known: Known) -> _Way:
    first, second = days
    then, by_then, now = known
    start = path.at(first, then, then)
    given = path.at(first, then, by_then)
    restated = path.at(first, by_then, by_then)
    reached = path.at(second, by_then, by_then)
    given_since = path.at(second, by_then, now)
    end = path.at(second, now, now)
    points = (start, given, restated, reached, given_since, end)
    if any(each.reason for each in points):
        return _Way(term, points, ())
    steps = (
        handed_over(start, given),
        learned(given, restated),
        happened(term.metric.kind, term.metric.counted_as, restated, reached),
        _all_corrections(handed_over(reached, given_since)),
        _all_corrections(learned(given_since, end)),
    )
    return _Way(term, points, steps)


def _between(made: Bridge, made_of: Makeup, ways: Sequence[_Way]) -> Bridge:
    """Return the bridge that the ways of all its terms come to.

    Where sums are divided, a row adds what it changes above the line, over the mean of what stands below
    before and after the step, less what it changes below, under the mean of what stands above: so all rows of
    a step add up to it, whatever changes, and none comes first.
    """
    reason = next((point.reason for way in ways for point in way.points if point.reason), "")
    upper, lower = ways[: len(made_of.numerator)], ways[len(made_of.numerator) :]
    tables = {way.points[-1].table for way in upper}
    if not reason and len(tables) > 1:
        names = listed(sorted(entity(table).plural.lower() for table in tables))
        reason = f"it adds up {names}: look at the change of each"
    if reason:
        return made._replace(reason=reason)
    whole = [Fraction(1)] * len(ways[0].points)
    above, below = (_sums(upper, made), _sums(lower, made)) if lower else (whole, whole)
    if not all(below):
        return made._replace(reason=made.metric.nothing or "what it is divided by is 0 on the way")
    worth = [way.term.worth(made.currency) for way in ways]
    pieces = []
    for number, (way, each) in enumerate(zip(ways, worth, strict=True)):
        sign, mean = (1, below) if number < len(upper) else (-1, above)
        for place, step in enumerate(way.steps):
            over = 2 * below[place] * below[place + 1]
            share = sign * each * (mean[place] + mean[place + 1]) / over
            pieces.append(Piece(way.points[-1].table, step, share))
    ends = [
        [(way.points[place], each / below[place]) for way, each in zip(upper, worth, strict=False)]
        for place in (0, -1)
    ]
    return joined(made, ends[0], ends[1], pieces)


def _sums(ways: Sequence[_Way], made: Bridge) -> list[Fraction]:
    """Return what terms add up to at each point."""
    points = zip(*(way.points for way in ways), strict=True)
    worth = [way.term.worth(made.currency) for way in ways]
    return [
        sum((each.total * one for each, one in zip(point, worth, strict=True)), Fraction(0))
        for point in points
    ]


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

    term: Term
    scope: Scope
    kind: str
    now: Facts
    _found: dict[tuple[int, int, int], Standing] = field(default_factory=dict)

    def at(self, day: int, facts: Facts, insiders: Facts) -> Standing:
        """Return what counts on a day by these facts for the partners that are in the scope by others."""
        place = (day, id(facts), id(insiders) if self.scope != ALL else 0)
        if place not in self._found:
            period = period_containing(day, self.kind, facts.settings.fiscal_year_start)
            inside = members(insiders, self.scope, self.now)
            self._found[place] = standing(self.term.find, Moment(facts, period, day), inside)
        return self._found[place]
