"""A metric: the definition; and a goal: what its value is held against."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from partnertracker.domain.metrics.evidence import Evidence, Moment
from partnertracker.domain.metrics.formula import Expression
from partnertracker.domain.metrics.sources import Source

Finding: TypeAlias = Callable[[Moment], Evidence]
"""A pure function that finds the rows behind a metric."""


class Goal(NamedTuple):
    """What a value is compared with.

    Attributes:
        comparison: ``at_least``, ``more_than``, ``at_most``, ``less_than``, ``between``, ``growth`` or
            ``growing``.
        value: the goal in the metric's own terms: money in major units, shares from 0 to 1, growth in
            percent; None for ``growing``.
        value_high: the upper bound of ``between``.
        yellow_at, red_below: bounds of attainment; None: the usual ones.
        spread: how a year's goal becomes that of its parts: ``evenly`` or ``last_year``.
        key: the row of the table ``targets`` it comes from; 0 for a default of the catalogue.
    """

    comparison: str
    value: float | None = None
    value_high: float | None = None
    yellow_at: float | None = None
    red_below: float | None = None
    spread: str = "evenly"
    key: int = 0


class Formula(NamedTuple):
    """How a metric of the team's own is made of others.

    Attributes:
        text: as it was written.
        expression: what it means; None when it means nothing.
        measures: the metrics it names, by id.
        problem: why it means nothing: a sentence; empty when it does.
    """

    text: str
    expression: Expression | None
    measures: Mapping[str, "Metric"]
    problem: str = ""


class Metric(NamedTuple):
    """One entry of the catalogue.

    Attributes:
        id: the contract's name, never changed.
        label: the words on screen.
        group: the heading it stands under.
        kind: ``flow``, ``stock``, ``ratio``, ``window`` or ``distribution``.
        unit: ``money``, ``share``, ``days``, ``count``, ``people``, ``points`` or ``times``.
        direction: ``higher`` or ``lower``: which is better.
        definition: one sentence for a person.
        evidence: what finds the rows behind it; of a metric of the team's own the formula.
        reads: the table without whose rows there is no number at all.
        nothing: the reason when the denominator is 0, or when there is no row to take a median of.
        default_target: what it is held against (scope ``all``) unless the team sets its own.
        sources: all that the programme's figures depend on (those of some partners depend on partners, too);
            empty: anything, so that they are computed anew after every change.
        lowest, highest: what its value is never below or above; None: it has no such bound.
        counts_partners: whether partners are what it counts, so that each of them is one or none.
        counted_as: what a change bridge calls a row of a flow that newly counts: ``added`` or ``won``.
    """

    id: str
    label: str
    group: str
    kind: str
    unit: str
    direction: str
    definition: str
    evidence: Finding | Formula
    reads: str = "deals"
    nothing: str = ""
    default_target: Goal | None = None
    sources: tuple[Source, ...] = ()
    lowest: float | None = None
    highest: float | None = None
    counts_partners: bool = False
    counted_as: str = "added"

    @property
    def is_part(self) -> bool:
        """Whether what it counts is part of what that is divided by, so that it never exceeds 100 %."""
        return self.unit == "share" and self.highest == 1
