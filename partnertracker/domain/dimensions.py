"""The dimensions of the scorecard: how each partner does in each, as a score from 0 to 100.

Every score is measured from the file alone, so that anyone can follow it; ``docs/scorecard.md`` tells the
same for people. A partner without data in a dimension has no score there, and a reason:

- revenue: attainment of the partner's own target of bookings (else of sourced revenue) in the running fiscal
  year, where the year has none in the running quarter, on pace; while the period is too young to judge, in
  the one before as a whole. The score is the attainment in percent, at most 100.
- pipeline: its pipeline ÷ a quarter of what it won in the 12 months up to the as-of day (as source partner).
  The score is a third of that coverage in percent, at most 100; no pipeline is 0. No deal from it so far, or
  nothing won: no data.
- engagement: days since the last sign of work with it by the as-of day: a deal from it created, qualified,
  moved to another stage or closed, a dated influence of it, an action with it done. Up to 30 days 100, from
  120 on 0, even steps between. No sign ever: no data.
- certification: its tier's requirements that it meets ÷ all of them; a tier that has none asks for any
  certificate.
- satisfaction: NPS (from −100 to 100) and support rating (1 to 5) of the 12 months, each put on 0 to 100 and
  weighed by its answers. Fewer than 5 answers: no data, as they would give no metric a colour.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeAlias

import numpy as np

from partnertracker.domain.columns import NO_DAY, Array
from partnertracker.domain.engagement import latest_signs, signs_on
from partnertracker.domain.entities.judging import DIMENSIONS
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics import deals
from partnertracker.domain.metrics.activity import behind_requirements, requirements_met
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.domain.metrics.judge import FEW, Judge
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.metrics.readings import Readings
from partnertracker.domain.metrics.scopes import each_partner
from partnertracker.domain.metrics.totals import divided
from partnertracker.domain.periods import Period, last_year_to, period_containing, previous
from partnertracker.domain.targets import Bar, attainment, due, is_met, too_early

BEST = 100.0
"""The highest score."""

COVERED = 3.0
"""How many quarters of its own revenue a full pipeline holds."""

FRESH_DAYS, STALE_DAYS = 30, 120
"""Up to how many days since the last sign of work the score is full, and from how many on it is 0."""

_QUARTERS = 4
_NEVER = np.iinfo(np.int32).max


class Measured(NamedTuple):
    """A figure of a partner: which metric, of which period, seen from which day."""

    metric: str
    period: Period
    as_of: int


class Listed(NamedTuple):
    """Rows that are no metric's: their tables and keys."""

    rows: tuple[tuple[str, int], ...]


Behind: TypeAlias = Measured | Listed
"""What a number of the scorecard comes from."""


@dataclass(frozen=True)
class Input:
    """One number that a score was made from.

    Attributes:
        label: what it is.
        unit: as that of a metric.
        values: one for each partner; nan where it has none.
        behind: gives what the number of the partner at a position comes from.
    """

    label: str
    unit: str
    values: Array
    behind: Callable[[int], tuple[Behind, ...]]


@dataclass(frozen=True)
class Dimension:
    """How every partner does in one dimension.

    Attributes:
        name: one of ``DIMENSIONS``.
        scores: float64, 0 to 100, nan where there is no data.
        inputs: what they were made from.
        reasons: why a partner has no score, by its position.
    """

    name: str
    scores: Array
    inputs: tuple[Input, ...]
    reasons: dict[int, str]


class _Asked:
    """What the dimensions are measured from, each reading taken once."""

    def __init__(self, facts: Facts, as_of: int) -> None:
        self.facts = facts
        self.as_of = as_of
        self.count = len(facts["partners"])
        self.judge = Judge(facts, each_partner(facts))
        self.quarter = period_containing(as_of, "quarter", facts.settings.fiscal_year_start)
        self._catalogue = catalogue(facts)

    def metric(self, name: str) -> Metric:
        return self._catalogue.named(name)

    def readings(self, name: str, period: Period | None = None) -> Readings:
        """Return a metric of every partner in a period (None: the running quarter), seen from the day."""
        return self.judge.readings(self.metric(name), period or self.quarter, self.as_of)

    def judged(self, kind: str) -> tuple[Period, int]:
        """Return the running period of a kind and the day, or the one before as a whole while it is young."""
        start = self.facts.settings.fiscal_year_start
        period = period_containing(self.as_of, kind, start)
        if not too_early(period, self.as_of):
            return period, self.as_of
        before = previous(period, start)
        return before, before.end

    def measured(self, *names: str, period: Period | None = None) -> Callable[[int], tuple[Behind, ...]]:
        """Return what gives the figures of a partner that ``readings`` takes."""
        return lambda _partner: tuple(Measured(name, period or self.quarter, self.as_of) for name in names)

    def nothing(self) -> Array:
        return np.full(self.count, np.nan)


def dimensions(facts: Facts, as_of: int) -> tuple[Dimension, ...]:
    """Return how every partner does on a day, dimension by dimension in the order of ``DIMENSIONS``."""
    asked = _Asked(facts, as_of)
    return tuple(_MEASURES[name](asked) for name in DIMENSIONS)


def _revenue(asked: _Asked) -> Dimension:
    metrics = (asked.metric("sourced_revenue"), asked.metric("bookings"))
    moments = (asked.judged("quarter"), asked.judged("year"))
    # Where a partner has several targets the last one of these counts.
    own = {
        partner: (metric, period, as_of, bar)
        for metric in metrics
        for period, as_of in moments
        for partner, bar in enumerate(asked.judge.bars(metric, period, as_of))
        if bar is not None and not bar.lacks_period
    }
    scores, against = asked.nothing(), asked.nothing()
    values = {metric.id: asked.nothing() for metric in metrics}
    reasons = dict.fromkeys(range(asked.count), "no target of its own")
    for partner, (metric, period, as_of, bar) in own.items():
        now = asked.judge.readings(metric, period, as_of)
        value = now.value(partner)
        by_then = None if bar.amount is None else due(bar, bar.amount, period, as_of)
        if value is None:
            reasons[partner] = now.reasons[partner]
        elif by_then is None:
            reasons[partner] = "no earlier figure to hold it against"
        else:
            values[metric.id][partner], against[partner] = value, by_then[0]
            scores[partner] = _attained(bar, value, *by_then)
            del reasons[partner]

    def measured(name: str, partner: int) -> tuple[Behind, ...]:
        metric, period, as_of, _ = own[partner]
        return (Measured(name, period, as_of),) if metric.id == name else ()

    def goal(partner: int) -> tuple[Behind, ...]:
        return (Listed((("targets", own[partner][3].goal.key),)),)

    inputs = [
        Input(metric.label, "money", values[metric.id], partial(measured, metric.id)) for metric in metrics
    ]
    return Dimension("revenue", scores, (*inputs, Input("due by then", "money", against, goal)), reasons)


def _attained(bar: Bar, value: float, amount: float, high: float | None) -> float:
    share = attainment(bar.goal.comparison, value, amount, high)
    if share is None:  # the target is 0, or the value where less is wanted
        share = float(is_met(bar.goal.comparison, value, amount, high))
    return BEST * min(1.0, max(0.0, share))


def _pipeline(asked: _Asked) -> Dimension:
    year = last_year_to(asked.as_of)
    there, won = asked.readings("pipeline"), asked.readings("sourced_revenue", year)
    usual = won.values / _QUARTERS
    new = ~(_first_deals(asked.facts) <= asked.as_of)
    scores = BEST * np.minimum(1.0, divided(there.values, COVERED * usual))
    scores[there.values == 0] = 0.0
    scores[new | np.isnan(usual)] = np.nan
    reasons = {}
    for partner in np.flatnonzero(np.isnan(scores)).tolist():
        missing = there.reasons.get(partner) or won.reasons.get(partner)
        nothing = "no deals yet" if new[partner] else "nothing won in 12 months to hold it against"
        reasons[partner] = missing or nothing
    inputs = (
        Input("Open pipeline", "money", np.where(new, np.nan, there.values), asked.measured("pipeline")),
        Input(
            "won a quarter",
            "money",
            np.where(new, np.nan, usual),
            asked.measured("sourced_revenue", period=year),
        ),
    )
    return Dimension("pipeline", scores, inputs, reasons)


def _engagement(asked: _Asked) -> Dimension:
    latest = latest_signs(asked.facts, asked.as_of)
    days = np.where(latest == NO_DAY, np.nan, asked.as_of - latest)
    scores = BEST * np.clip((STALE_DAYS - days) / (STALE_DAYS - FRESH_DAYS), 0.0, 1.0)
    reasons = dict.fromkeys(np.flatnonzero(np.isnan(days)).tolist(), "no activity yet")

    def signs(partner: int) -> tuple[Behind, ...]:
        return (Listed(signs_on(asked.facts, partner, int(latest[partner]))),)

    inputs = (Input("Since the last activity", "days", days, signs),)
    return Dimension("engagement", scores, inputs, reasons)


def _certification(asked: _Asked) -> Dimension:
    if not len(asked.facts["certifications"]):
        reasons = dict.fromkeys(range(asked.count), "no certifications yet")
        return Dimension("certification", asked.nothing(), (), reasons)
    met, wanted = requirements_met(asked.facts, asked.as_of)
    tables = ("tier_requirements", "certifications")

    def rows(of: int, partner: int) -> tuple[Behind, ...]:
        found = behind_requirements(asked.facts, partner, asked.as_of)[of]
        return (Listed(tuple((tables[of], key) for key in asked.facts[tables[of]].keys[found].tolist())),)

    inputs = (
        Input("Certificates required", "count", wanted.astype(np.float64), partial(rows, 0)),
        Input("met", "count", met.astype(np.float64), partial(rows, 1)),
    )
    return Dimension("certification", BEST * met / wanted, inputs, {})


def _satisfaction(asked: _Asked) -> Dimension:
    nps, support = asked.readings("partner_nps"), asked.readings("support_satisfaction")
    answers = nps.counts + support.counts
    weighed = np.nan_to_num((nps.values + 100) / 200) * nps.counts
    weighed += np.nan_to_num((support.values - 1) / 4) * support.counts
    scores = np.where(answers >= FEW, BEST * divided(weighed, answers), np.nan)
    reasons = {
        partner: f"fewer than {FEW} answers" if answers[partner] else "no answers in 12 months"
        for partner in np.flatnonzero(np.isnan(scores)).tolist()
    }
    inputs = (
        Input("NPS", "points", nps.values, asked.measured("partner_nps")),
        Input("support rating", "points", support.values, asked.measured("support_satisfaction")),
        Input(
            "answers",
            "count",
            np.where(answers > 0, answers, np.nan),
            asked.measured("partner_nps", "support_satisfaction"),
        ),
    )
    return Dimension("satisfaction", scores, inputs, reasons)


def _first_deals(facts: Facts) -> Array:
    """Return the day on which the first deal from each partner was created, ``_NEVER`` without one."""
    table, partners = facts["deals"], facts["partners"]

    def make(f: Facts) -> Array:
        first = np.full(len(partners), _NEVER, dtype=np.int32)
        created = deals.created_sourced(f)
        # Of repeated positions numpy keeps the last: newest first, so that the oldest stays.
        first[table["source_partner"][created.rows[::-1]]] = created.days[::-1]
        return first

    columns = (table["created_on"], table["source_partner"], partners.keys)
    return facts.derived("dimensions.first_deals", make, *columns)


_MEASURES: Mapping[str, Callable[[_Asked], Dimension]] = {
    "revenue": _revenue,
    "pipeline": _pipeline,
    "engagement": _engagement,
    "certification": _certification,
    "satisfaction": _satisfaction,
}
