"""A kind of flaw: what is wrong, which field would mend it, which metrics suffer, and where it is found."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

import numpy as np

from partnertracker.domain.columns import NO_DAY, Array, Columns
from partnertracker.domain.facts import Facts
from partnertracker.domain.health import with_us
from partnertracker.domain.metrics import deals

MISSING, STALE, CONTRADICTORY = "missing", "stale", "contradictory"
"""What can be wrong with data."""

Absent: TypeAlias = tuple[str, ...]
"""The names of what should be in a table and is not: months, tiers, metrics."""


@dataclass(frozen=True)
class Look:
    """The file's content, looked at from a day.

    Attributes:
        facts: the content.
        day: the as-of day.
    """

    facts: Facts
    day: int

    @property
    def deals(self) -> Columns:
        """The deals."""
        return self.facts["deals"]

    @cached_property
    def open(self) -> Array:
        """Tell for each deal whether it is open on the day."""
        closed = self.deals["closed_on"]
        found: Array = (self.deals["created_on"] <= self.day) & ((closed == NO_DAY) | (closed > self.day))
        return found

    @cached_property
    def won(self) -> Array:
        """Tell for each deal whether it was won by the day."""
        found: Array = (deals.outcomes(self.facts) == deals.WON) & (self.deals["closed_on"] <= self.day)
        return found

    @cached_property
    def here(self) -> Array:
        """Tell for each partner whether it was one on the day."""
        return with_us(self.facts, self.day)


class Flaw(NamedTuple):
    """One kind of flaw.

    Attributes:
        id: never changed.
        label: the rows that have it, in a few words.
        kind: ``MISSING``, ``STALE`` or ``CONTRADICTORY``.
        effect: one sentence: what figures do with such rows.
        table: where it is found.
        field: the field of that table that mends it; empty where a row of another table would.
        metrics: the ids of the metrics whose figures it can change.
        find: a pure function: the positions of the rows that have it, ascending; or what is absent.
    """

    id: str
    label: str
    kind: str
    effect: str
    table: str
    field: str
    metrics: tuple[str, ...]
    find: Callable[[Look], Array | Absent]


def missing(values: Array) -> Array:
    """Tell for each value of a coded or date column, or of a column of references, whether there is none."""
    nothing: Array = np.equal(values, NO_DAY) | np.equal(values, -1)
    return nothing
