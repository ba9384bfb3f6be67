"""The scorecard: the status that a partner's figures suggest, beside the one that its manager has set.

Weights and bands are those of the row of ``scorecards`` that held on the as-of day: the latest dated on or
before it; before the first of them, and without any, the usual ones. So new weights never repaint the past.

The score is the mean of the dimensions' scores (``domain.dimensions``) by weight, over those that have a
weight above 0 and data, rounded to a whole number, half up: what is shown is what is judged. With fewer than
three of them nothing is suggested.
"""

from dataclasses import dataclass

import numpy as np

from partnertracker.domain.columns import NO_DAY, Array
from partnertracker.domain.dimensions import Dimension, dimensions
from partnertracker.domain.entities.judging import DIMENSIONS
from partnertracker.domain.facts import Facts
from partnertracker.domain.health import STATUSES, UNRATED, status_codes
from partnertracker.domain.metrics.figure import Beside

LEAST = 3
"""With data in fewer dimensions than this nothing is suggested."""

_HALF = 0.5 + 1e-9
"""A little more than a half: floats may leave a hair below it, and a half rounds up."""

_DECIMALS = 9
"""Floats may leave a hair above or below a bound that a dimension's score stands at."""

_UNRATED = STATUSES.index(UNRATED)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Weights and bands as they held on a day.

    Attributes:
        weights: one for each of ``DIMENSIONS``.
        green_from, yellow_from: the lowest score that is green, and yellow.
        since: the day since which it holds; ``NO_DAY`` for the usual one.
    """

    weights: tuple[float, ...] = (30.0, 20.0, 20.0, 15.0, 15.0)
    green_from: float = 80.0
    yellow_from: float = 50.0
    since: int = NO_DAY

    def band(self, status: str) -> tuple[float, float]:
        """Return from which score on a status is suggested, and below which."""
        return {
            "green": (self.green_from, np.inf),
            "yellow": (self.yellow_from, self.green_from),
            "red": (-np.inf, self.yellow_from),
        }[status]


USUAL = Scorecard()
"""What holds until the team sets its own."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one dimension adds to a partner's score.

    Attributes:
        dimension: one of ``DIMENSIONS``.
        inputs: the numbers it was measured from, each with its label and unit.
        score: 0 to 100; None without data.
        weight: as it stands in the scorecard.
        points: what it adds to the score: its score × its weight ÷ the weights of all that count; None where
            it does not count itself.
        why: why there is no score; empty when there is one.
    """

    dimension: str
    inputs: tuple[Beside, ...]
    score: float | None
    weight: float
    points: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The status suggested for one partner, and how it came about.

    Attributes:
        status: ``green``, ``yellow`` or ``red``; empty when nothing is suggested.
        score: 0 to 100, whole; None when nothing is suggested.
        set_status: the manager's; ``unrated`` without a review.
        contributions: one for each of ``DIMENSIONS``.
        why: why nothing is suggested; empty when something is.
        causes: where the two disagree, the dimensions that lie outside the band of the manager's status, on
            the side of the suggested one, those that weigh most first; empty when they agree.
    """

    status: str
    score: int | None
    set_status: str
    contributions: tuple[Contribution, ...]
    why: str
    causes: tuple[Contribution, ...]

    @property
    def disagrees(self) -> bool:
        """Whether the manager set another status than the one suggested."""
        return bool(self.causes)


@dataclass(frozen=True)
class Standings:
    """Every partner on the scorecard at one moment, in the order of the table ``partners``.

    Attributes:
        scorecard: the weights and bands that held.
        dimensions: how partners do in each.
        scores: float64, whole numbers; nan where nothing is suggested.
        suggested, set_statuses: indexes into ``health.STATUSES``; nothing suggested is ``unrated``.
    """

    scorecard: Scorecard
    dimensions: tuple[Dimension, ...]
    scores: Array
    suggested: Array
    set_statuses: Array

    @property
    def disagrees(self) -> Array:
        """Tell for each partner whether its manager set another status than the one suggested."""
        both = (self.suggested != _UNRATED) & (self.set_statuses != _UNRATED)
        differ: Array = both & (self.suggested != self.set_statuses)
        return differ

    def of(self, partner: int) -> Suggestion:
        """Return what is suggested for the partner at a position, and how that came about."""
        counting = _counting(self.scorecard, self.dimensions)[:, partner]
        total = float(np.array(self.scorecard.weights)[counting].sum())
        parts = tuple(
            _contribution(each, partner, weight, total if counts else None)
            for each, weight, counts in zip(self.dimensions, self.scorecard.weights, counting, strict=True)
        )
        suggested, there = STATUSES[self.suggested[partner]], STATUSES[self.set_statuses[partner]]
        if suggested == UNRATED:
            asked = sum(weight > 0 for weight in self.scorecard.weights)
            why = f"data in {int(counting.sum())} of {asked} dimensions, {LEAST} are needed"
            return Suggestion("", None, there, parts, why, ())
        causes = _causes(parts, self.scorecard, suggested, there) if self.disagrees[partner] else ()
        return Suggestion(suggested, int(self.scores[partner]), there, parts, "", causes)


def scorecard_on(facts: Facts, day: int) -> Scorecard:
    """Return the weights and bands that held on a day."""
    table = facts["scorecards"]
    rows = np.flatnonzero(table["effective_on"] <= day)
    if not len(rows):
        return USUAL
    row = int(rows[np.argsort(table["effective_on"][rows], kind="stable")[-1]])
    weights = tuple(float(table[name][row]) for name in DIMENSIONS)
    green_from, yellow_from = (float(table[name][row]) for name in ("green_from", "yellow_from"))
    return Scorecard(weights, green_from, yellow_from, int(table["effective_on"][row]))


def standings(facts: Facts, as_of: int) -> Standings:
    """Return every partner on the scorecard as it stood on a day (days since 1970-01-01)."""
    scorecard, measured = scorecard_on(facts, as_of), dimensions(facts, as_of)
    counting = _counting(scorecard, measured)
    weights = np.where(counting, np.array(scorecard.weights)[:, None], 0.0)
    scores = np.nan_to_num(np.array([each.scores for each in measured]))
    enough = counting.sum(axis=0) >= LEAST
    whole = np.full(len(enough), np.nan)
    np.divide((scores * weights).sum(axis=0), weights.sum(axis=0), out=whole, where=enough)
    whole = np.floor(whole + _HALF)
    suggested = np.full(len(enough), _UNRATED, dtype=np.int8)
    for status in ("red", "yellow", "green"):
        low, high = scorecard.band(status)
        suggested[(whole >= low) & (whole < high)] = STATUSES.index(status)
    return Standings(scorecard, measured, whole, suggested, status_codes(facts, as_of))


def _counting(scorecard: Scorecard, measured: tuple[Dimension, ...]) -> Array:
    """Tell for each dimension and partner whether it counts: it has a weight and data."""
    weighty = np.array(scorecard.weights) > 0
    known = np.array([~np.isnan(each.scores) for each in measured])
    counting: Array = known & weighty[:, None]
    return counting


def _contribution(each: Dimension, partner: int, weight: float, total: float | None) -> Contribution:
    score = float(each.scores[partner])
    known = not np.isnan(score)
    return Contribution(
        each.name,
        tuple(
            Beside(one.label, float(one.values[partner]), one.unit)
            for one in each.inputs
            if not np.isnan(one.values[partner])
        ),
        score if known else None,
        weight,
        score * weight / total if known and total else None,
        each.reasons.get(partner, ""),
    )


def _causes(
    parts: tuple[Contribution, ...], scorecard: Scorecard, suggested: str, there: str
) -> tuple[Contribution, ...]:
    """Return what pulls the score out of the manager's band, by how much it pulls.

    A band ends below its upper bound: who stands at that bound is outside, as with the score itself.
    """
    low, high = scorecard.band(there)
    worse = STATUSES.index(suggested) < STATUSES.index(there)

    def beyond(part: Contribution) -> float:
        score = round(part.score or 0.0, _DECIMALS)
        return low - score if worse else score - high

    def is_outside(part: Contribution) -> bool:
        return beyond(part) > 0 or (beyond(part) == 0 and not worse)

    counted = [part for part in parts if part.points is not None]
    counted.sort(key=lambda part: part.weight * beyond(part), reverse=True)
    # The score is rounded: where no dimension lies outside the band by itself, the nearest is the cause.
    return tuple(part for part in counted if is_outside(part)) or tuple(counted[:1])
