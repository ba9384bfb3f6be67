"""A year's target spread over its quarters and months: what falls to each, and where parts miss the total."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from partnertracker.domain.periods import Period, parts_of

MONTHS = 12
_QUARTER = 3
EVENLY = (1 / MONTHS,) * MONTHS
"""The shares of the months of a year whose target is spread evenly."""


class Gap(NamedTuple):
    """Parts that do not add up to their whole.

    Attributes:
        whole: the label of the year or quarter.
        kind: ``quarter`` or ``month``: what its parts are.
        total: what the whole is to be.
        parts: what the parts add up to.
    """

    whole: str
    kind: str
    total: float
    parts: float


class Spread(NamedTuple):
    """A year's target and what was set for parts of it.

    Attributes:
        year: the year.
        total: its target.
        own: what is set for quarters and months, by label; the others have their share of the whole.
        shares: of the whole year, the share of each month in order; together 1.
        step: what amounts are rounded to, so that shares read well; together they still make the whole.
        fiscal_year_start: the month in which the year begins.
    """

    year: Period
    total: float
    own: Mapping[str, float]
    shares: Sequence[float] = EVENLY
    step: float = 1.0
    fiscal_year_start: int = 1

    @property
    def quarters(self) -> tuple[tuple[Period, tuple[Period, ...]], ...]:
        """Each quarter with its months."""
        quarters = parts_of(self.year, "quarter", self.fiscal_year_start)
        return tuple((each, parts_of(each, "month", self.fiscal_year_start)) for each in quarters)

    def values(self) -> dict[str, float]:
        """Return what each quarter and month comes to, by label: its own, else its share of its whole."""
        of_year = apportioned(self.total, self.shares, self.step)
        found: dict[str, float] = {}
        for place, (quarter, months) in enumerate(self.quarters):
            mine = slice(_QUARTER * place, _QUARTER * (place + 1))
            shared = of_year[mine]
            found[quarter.label] = self.own.get(quarter.label, _rounded(fsum(shared), self.step))
            if quarter.label in self.own:
                shared = apportioned(self.own[quarter.label], self.shares[mine], self.step)
            for month, value in zip(months, shared, strict=True):
                found[month.label] = self.own.get(month.label, value)
        return found

    def gaps(self) -> tuple[Gap, ...]:
        """Return where parts do not add up to their whole: the year's quarters, then quarters' months."""
        values = self.values()
        wholes = [(self.year.label, "quarter", self.total, [each for each, _ in self.quarters])]
        wholes += [
            (quarter.label, "month", values[quarter.label], list(months)) for quarter, months in self.quarters
        ]
        found = (
            Gap(label, kind, total, _rounded(fsum(values[part.label] for part in parts), self.step / 100))
            for label, kind, total, parts in wholes
        )
        return tuple(gap for gap in found if abs(gap.parts - gap.total) > self.step / 2)


def apportioned(total: float, shares: Sequence[float], step: float) -> list[float]:
    """Return a total in parts that are multiples of a step and together make it exactly.

    No part is more than a step away from its exact share. Where the total is no multiple of the step, the
    last part holds what is left over. Shares that are all 0 count as equal ones.

    Args:
        total: what is shared out.
        shares: how much falls to each, 0 or more; only their proportions matter.
        step: above 0.
    """
    whole = fsum(shares)
    weights = [share / whole for share in shares] if whole > 0 else [1 / len(shares)] * len(shares)
    reached = [_rounded(total * fsum(weights[: place + 1]), step) for place in range(len(weights) - 1)]
    ends = [0.0, *reached, total]
    return [_rounded(after - before, step / 100) for before, after in pairwise(ends)]


def _rounded(value: float, step: float) -> float:
    """Return the nearest multiple of a step, without the dust of floats."""
    return round(round(value / step) * step, 6)
