"""What a metric comes to at one moment or at several, kept over changes and following them."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Change, Facts
from partnertracker.domain.metrics.evidence import Form, Moment
from partnertracker.domain.metrics.metric import Finding, Metric
from partnertracker.domain.metrics.readings import Goals, Readings, missing, read_medians, read_tally
from partnertracker.domain.metrics.scopes import Grouping
from partnertracker.domain.metrics.sources import PARTNERS, Source, Span
from partnertracker.domain.metrics.tally import Tally, adds_up, tally
from partnertracker.domain.periods import window_start

_FEW_GROUPS = 50
_KEPT_FOR_FEW, _KEPT_FOR_MANY = ("metrics.tallies", 4096), ("metrics.tallies of many", 128)
_TOGETHER_FOR_FEW, _TOGETHER_FOR_MANY = ("metrics.trends", 512), ("metrics.trends of many", 16)
"""Under which name sums are kept over changes, and how many."""

_Reached: TypeAlias = list[tuple[Source, list[Span] | None]]


def read(
    moments: Sequence[Moment],
    metric: Metric,
    find: Finding,
    grouping: Grouping,
    goals: Goals,
) -> list[Readings]:
    """Return a metric's readings at some moments of the same facts, in their order.

    Args:
        moments: the facts, period and as-of day of each; several that are asked for together again and again,
            as those of a trend, are kept together.
        metric: what is read.
        find: the metric's function.
        grouping: for whom.
        goals: the targets of other metrics.
    """
    if not len(moments[0].facts[metric.reads]):
        nothing = f"no {entity(metric.reads).plural.lower()} yet"
        return [missing(grouping.count, nothing, np.zeros(grouping.count, np.int64))] * len(moments)
    asked = _Question(metric, find, grouping)
    found = [_found(moments[0], asked)] if len(moments) == 1 else _found_together(moments, asked)
    return [_with_goals(each, moment, asked, goals) for each, moment in zip(found, moments, strict=True)]


class _Question(NamedTuple):
    """What is read, and for whom."""

    metric: Metric
    find: Finding
    grouping: Grouping


class _Found(NamedTuple):
    """What is kept of a metric at a moment.

    Attributes:
        tally: the sums; None for a distribution.
        readings: what follows from them alone.
        priced: whether every row has an amount.
    """

    tally: Tally | None
    readings: Readings
    priced: bool = True


def _with_goals(found: _Found, moment: Moment, asked: _Question, goals: Goals) -> Readings:
    if found.tally is None or not found.tally.shape.goal_of:
        return found.readings
    return read_tally(moment, asked.metric, found.tally, asked.grouping, goals)


def _found(moment: Moment, asked: _Question) -> _Found:
    """Return sums and readings, which follow a change of the facts where they can."""

    def make(facts: Facts) -> _Found:
        now = moment._replace(facts=facts)
        evidence = asked.find(now)
        if evidence.form is Form.MEDIAN and not evidence.missing:
            return _Found(None, read_medians(now, asked.metric, evidence, asked.grouping))
        return _read_from(now, asked, tally(now, evidence, asked.grouping))

    def follow(before: _Found, change: Change) -> _Found | None:
        reached = _reached(change, asked)
        return None if reached is None else _after(before, change, moment, asked, reached)

    name, most = _KEPT_FOR_FEW if asked.grouping.count <= _FEW_GROUPS else _KEPT_FOR_MANY
    key = (asked.metric.id, asked.find, moment.period, moment.as_of, asked.grouping.key)
    return moment.facts.derived(name, make, follow=follow, key=key, most=most)


def _found_together(moments: Sequence[Moment], asked: _Question) -> list[_Found]:
    """Return the same for several moments: a change that reaches few of them costs nothing for the others."""

    def make(_facts: Facts) -> list[_Found | None]:
        return [None] * len(moments)

    def follow(before: list[_Found | None], change: Change) -> list[_Found | None]:
        reached = _reached(change, asked)
        if reached is None:
            return [None] * len(moments)
        return [
            None if found is None else _after(found, change, moment, asked, reached)
            for found, moment in zip(before, moments, strict=True)
        ]

    name, most = _TOGETHER_FOR_FEW if asked.grouping.count <= _FEW_GROUPS else _TOGETHER_FOR_MANY
    when = tuple((moment.period, moment.as_of) for moment in moments)
    key = (asked.metric.id, asked.find, when, asked.grouping.key)
    kept = moments[0].facts.derived(name, make, follow=follow, key=key, most=most)
    found = [each or _found(moment, asked) for each, moment in zip(kept, moments, strict=True)]
    kept[:] = found
    return found


def _reached(change: Change, asked: _Question) -> _Reached | None:
    """Return what a change touched of what a metric depends on; None where all has to be found anew."""
    sources = asked.metric.sources
    touched = [each for each in sources if each.touched(change)]
    if sources and not touched:
        return []
    regrouped = asked.grouping.of_partner is not None and PARTNERS.touched(change)
    if not sources or regrouped or any(each.emptied(change) for each in touched):
        return None
    return [(each, each.spans(change)) for each in touched]


def _after(
    found: _Found, change: Change, moment: Moment, asked: _Question, reached: _Reached
) -> _Found | None:
    """Return what was found as it is after a change; None where it has to be found anew."""
    if not reached:
        return found
    first, last = min(moment.period.start, window_start(moment.as_of)), moment.as_of
    counting = [
        source
        for source, spans in reached
        if spans is None or any(start <= last and end >= first for start, end in spans)
    ]
    if not counting:  # where an amount is missing, the first such row may stand elsewhere now
        return found if found.priced else None
    if found.tally is None or not all(each.apart for each in counting):
        return None
    now = _exchanged(found.tally, change, moment, asked)
    return None if now is None else _read_from(moment._replace(facts=change.after), asked, now)


def _exchanged(before: Tally, change: Change, moment: Moment, asked: _Question) -> Tally | None:
    """Return sums with the rows that a change touched counted as they are now; None where that can't be."""
    tallies = []
    for facts in (change.before, change.after):
        alone = moment._replace(facts=facts)
        evidence = asked.find(alone)._replace(missing=before.shape.missing)
        if not adds_up(evidence, asked.grouping):
            return None
        tallies.append(tally(alone, evidence, asked.grouping))
    return before.exchanged(*tallies)


def _read_from(moment: Moment, asked: _Question, found: Tally) -> _Found:
    return _Found(found, read_tally(moment, asked.metric, found, asked.grouping), found.priced)
