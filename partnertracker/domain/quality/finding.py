"""What is found of each flaw, and which share of its rows a metric can use."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from partnertracker.domain.as_of import there_by
from partnertracker.domain.columns import NO_AMOUNT, NO_ROW, Array
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.combining import leaves
from partnertracker.domain.metrics.evidence import Credit, LeftOut, Moment, Part
from partnertracker.domain.metrics.metric import Finding, Formula, Metric
from partnertracker.domain.metrics.scopes import Grouping, credited
from partnertracker.domain.quality import deals, partners, programme, success
from partnertracker.domain.quality.flaw import Absent, Flaw, Look

FLAWS: tuple[Flaw, ...] = (*deals.FLAWS, *partners.FLAWS, *success.FLAWS, *programme.FLAWS)
"""Every kind of flaw."""


@dataclass(frozen=True)
class Found:
    """What is found of one kind of flaw.

    Attributes:
        flaw: the kind.
        keys: the rows that have it, ascending.
        absent: what should be in the table and is not.
        among: of how many: the rows of the table that began by the day, inside the scope.
    """

    flaw: Flaw
    keys: Array
    absent: Absent
    among: int

    @property
    def count(self) -> int:
        """How often it is found."""
        return len(self.keys) + len(self.absent)


class Usable(NamedTuple):
    """How many of the rows that are about a metric it can use.

    Attributes:
        used: the rows behind its number, each once.
        unusable: rows of the same tables that are left out because something is wrong with them.
    """

    used: int
    unusable: int

    @property
    def share(self) -> float | None:
        """The share that it can use; None when there are no rows."""
        rows = self.used + self.unusable
        return self.used / rows if rows else None


def found(look: Look, flaws: Iterable[Flaw], grouping: Grouping) -> tuple[Found, ...]:
    """Return what is found of some kinds of flaws, those found most often first, and none without a row.

    Args:
        look: the facts and the as-of day.
        flaws: the kinds.
        grouping: one scope: rows of partners outside it are left away.
    """
    each = [_found(look, flaw, grouping.of_partner) for flaw in flaws]
    return tuple(sorted((one for one in each if one.count), key=lambda one: -one.count))


def usable(moment: Moment, metric: Metric, grouping: Grouping) -> Usable:
    """Return how many rows a metric's figure of one scope is made of, and how many it could not use."""
    counted = _Counted()
    for leaf in leaves(metric):
        if not isinstance(leaf.evidence, Formula) and len(moment.facts[leaf.reads]):
            counted.add(moment, leaf.evidence, grouping)
    return counted.usable()


class _Counted:
    """Rows of several parts, each counted once."""

    def __init__(self) -> None:
        self._used: dict[str, list[Array]] = {}
        self._unusable: dict[str, list[Array]] = {}

    def add(self, moment: Moment, find: Finding, grouping: Grouping) -> None:
        """Count the rows behind a metric and those left out of it by a flaw."""
        evidence = find(moment)
        for part in (evidence.numerator, evidence.denominator):
            if part is None:
                continue
            which = _which(moment.facts, part, grouping)
            priced = np.ones(len(which), bool) if part.amounts is None else part.amounts[which] != NO_AMOUNT
            self._used.setdefault(part.table, []).append(part.rows[which[priced]])
            self._unusable.setdefault(part.table, []).append(part.rows[which[~priced]])
        for left in evidence.left_out:
            if left.flawed:
                which = _which(moment.facts, left, grouping)
                self._unusable.setdefault(left.table, []).append(left.rows[which])

    def usable(self) -> Usable:
        """Return how many rows there are."""
        return Usable(_count(self._used, self._used), _count(self._unusable, self._used))


def _count(rows: Mapping[str, Sequence[Array]], tables: Iterable[str]) -> int:
    return sum(len(np.unique(np.concatenate(rows[table]))) for table in tables if table in rows)


def _which(facts: Facts, part: Part | LeftOut, grouping: Grouping) -> Array:
    if grouping.of_partner is None or part.credit is Credit.NOBODY:
        return np.arange(len(part.rows))
    return np.unique(credited(facts, part.table, part.rows, part.credit, grouping.of_partner)[0])


def _found(look: Look, flaw: Flaw, of_partner: Array | None) -> Found:
    rows, table = flaw.find(look), look.facts[flaw.table]
    if isinstance(rows, tuple):
        return Found(flaw, np.empty(0, np.int64), rows, 0)
    among = there_by(look.facts, flaw.table, look.day)
    among[rows] = True  # one that is wrong for beginning later is one of them
    if of_partner is not None:
        partner = _partners_of(look.facts, flaw.table, np.arange(len(table)))
        if partner is not None:
            among &= np.append(of_partner, NO_ROW)[partner] >= 0
        rows = rows[among[rows]]
    return Found(flaw, table.keys[rows], (), int(np.count_nonzero(among)))


def _partners_of(facts: Facts, table: str, rows: Array) -> Array | None:
    """Return the partner that each row belongs to, -1 for none; None for a table that is about no partner."""
    columns = facts[table]
    if table == "partners":
        return rows
    if table == "deals":
        return columns["source_partner"][rows]
    if "partner" in columns.values:
        return columns["partner"][rows]
    return facts["deals"]["source_partner"][columns["deal"][rows]] if "deal" in columns.values else None
