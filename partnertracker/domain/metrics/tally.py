"""Evidence summed by group: what a reading is made of, and how it follows a change row by row."""

from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import Array
from partnertracker.domain.metrics.evidence import Credit, Evidence, Moment, Part
from partnertracker.domain.metrics.scopes import EVERYTHING, Grouping
from partnertracker.domain.metrics.totals import Totals, names_no_partner, shares, totals_of


class Shared(NamedTuple):
    """Rows that name no partner and the rows in proportion to which they are shared out.

    Attributes:
        common: the rows that name no partner, of the whole programme.
        own, whole: the rows they are shared out by, of each group and of the whole programme.
    """

    common: Totals
    own: Totals
    whole: Totals

    @property
    def priced(self) -> bool:
        """Whether every row has an amount."""
        return all((totals.unpriced < 0).all() for totals in self.totals)

    @property
    def totals(self) -> tuple[Totals, ...]:
        """All of them."""
        return (self.common, self.own, self.whole)


class Tally(NamedTuple):
    """A metric's evidence at a moment, summed for some groups.

    Attributes:
        shape: the evidence without its rows.
        upper: the numerator; while something is missing: the rows counted, without amounts.
        lower: the denominator, if there is one.
        beside: the further numerators.
        squares: the squares of the numerator's amounts, where a margin is asked for.
        shared: the numerator's rows that all groups share, where there are any.
    """

    shape: Evidence
    upper: Totals
    lower: Totals | None = None
    beside: tuple[Totals, ...] = ()
    squares: Totals | None = None
    shared: Shared | None = None

    @property
    def numerator(self) -> Totals:
        """The numerator with each group's portion of the rows shared by all."""
        if self.shared is None or not self.shared.common.counts[0]:
            return self.upper
        common = self.shared.common
        sums = self.upper.sums + common.sums[0] * shares(self.shared.own, self.shared.whole)
        gaps = np.where(self.upper.unpriced >= 0, self.upper.unpriced, common.unpriced[0])
        return Totals(sums, self.upper.counts + common.counts[0], gaps)

    def exchanged(self, gone: "Tally", come: "Tally") -> "Tally | None":
        """Return the tally without some rows and with others; None where that is not exact.

        Args:
            gone: the tally of those rows alone, of the same metric, moment and groups.
            come: the same of the others.
        """
        found = [each.totals for each in (self, gone, come)]
        if not all(totals.exact for each in found for totals in each):
            return None
        now = iter([old.exchanged(out, new) for old, out, new in zip(*found, strict=True)])
        return self._replace(
            upper=next(now),
            lower=next(now) if self.lower else None,
            beside=tuple(next(now) for _ in self.beside),
            squares=next(now) if self.squares else None,
            shared=Shared(next(now), next(now), next(now)) if self.shared else None,
        )

    @property
    def priced(self) -> bool:
        """Whether every row has an amount."""
        return all((totals.unpriced < 0).all() for totals in self.totals)

    @property
    def totals(self) -> tuple[Totals, ...]:
        """All that is summed, in the order of the attributes."""
        shared = self.shared.totals if self.shared else ()
        some = (self.upper, self.lower, *self.beside, self.squares, *shared)
        return tuple(each for each in some if each is not None)


def tally(moment: Moment, evidence: Evidence, grouping: Grouping) -> Tally:
    """Sum a metric's evidence by group."""
    shape = _without_rows(evidence)
    if evidence.missing:
        return Tally(shape, totals_of(moment, evidence.counted._replace(amounts=None), grouping))
    part, below = evidence.numerator, evidence.denominator
    squares = None
    if evidence.margin and part.amounts is not None:
        squares = part._replace(amounts=part.amounts.astype(np.float64) ** 2)
    return Tally(
        shape,
        totals_of(moment, part, grouping),
        None if below is None else totals_of(moment, below, grouping),
        tuple(totals_of(moment, each, grouping) for _, each in evidence.beside),
        None if squares is None else totals_of(moment, squares, grouping),
        None if part.shared_by is None else _shared(moment, part, part.shared_by, grouping),
    )


def adds_up(evidence: Evidence, grouping: Grouping) -> bool:
    """Tell whether each row adds to the sums whatever other rows there are; a partner counts but once."""
    shared_by = None if grouping.of_partner is None else evidence.numerator.shared_by
    parts = (evidence.numerator, evidence.denominator, shared_by)
    return not any(part.credit is Credit.SELF for part in parts if part is not None)


def _shared(moment: Moment, part: Part, by: Part, grouping: Grouping) -> Shared | None:
    if grouping.of_partner is None or part.amounts is None:
        return None
    shared = names_no_partner(moment, part)
    common = part._replace(rows=part.rows[shared], amounts=part.amounts[shared])
    return Shared(
        totals_of(moment, common, EVERYTHING),
        totals_of(moment, by, grouping),
        totals_of(moment, by, EVERYTHING),
    )


def _without_rows(evidence: Evidence) -> Evidence:
    """Return evidence that says what it is about and holds no rows."""
    return evidence._replace(
        numerator=_empty(evidence.numerator),
        denominator=None if evidence.denominator is None else _empty(evidence.denominator),
        left_out=(),
        beside=tuple((label, _empty(part)) for label, part in evidence.beside),
    )


def _empty(part: Part) -> Part:
    by = None if part.shared_by is None else _empty(part.shared_by)
    return part._replace(rows=_NO_ROWS, amounts=None, shared_by=by)


_NO_ROWS: Array = np.empty(0, dtype=np.int64)
