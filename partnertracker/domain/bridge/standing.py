"""What counts for a figure on one day by what was known: the rows, what each adds, and for whom."""

from typing import NamedTuple

import numpy as np

from partnertracker.domain.bridge.bar import total
from partnertracker.domain.bridge.makeup import PARTS_OF_A_PERSON
from partnertracker.domain.columns import NO_AMOUNT, NO_ROW, Array, Columns
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.evidence import Moment, Part
from partnertracker.domain.metrics.figure import Scope
from partnertracker.domain.metrics.metric import Finding
from partnertracker.domain.metrics.readings import UNDIVIDED
from partnertracker.domain.metrics.scopes import ALL, credited, groupings
from partnertracker.domain.metrics.totals import unpriced

_STANDS_FOR = {"health_reviews": "partner"}
"""Rows that stand for what they are about: a partner's newer review takes the place of an older one."""


class Standing(NamedTuple):
    """What counts for a metric on one day.

    Attributes:
        moment: the facts, the period and the day.
        table: what the rows are of.
        keys: int64, ascending: every row that counts for the programme.
        amounts: int64, what each adds there.
        inside: which of them count in the scope.
        reason: why there is no figure in the scope; empty when there is one.
    """

    moment: Moment
    table: str
    keys: Array
    amounts: Array
    inside: Array
    reason: str = ""

    @property
    def columns(self) -> Columns:
        """The table of the rows."""
        return self.moment.facts[self.table]

    @property
    def counting(self) -> Array:
        """The keys of the rows that count in the scope."""
        return self.keys[self.inside]

    @property
    def total(self) -> int:
        """What they add up to."""
        return total(self.amounts[self.inside])

    def of(self, keys: Array) -> tuple[Array, Array, Array]:
        """Return for these rows whether each counts at all, and in the scope, and what it adds there."""
        if not len(self.keys):
            nothing = np.zeros(len(keys), dtype=bool)
            return nothing, nothing, np.zeros(len(keys), dtype=np.int64)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        counts = self.keys[place] == keys
        inside = counts & self.inside[place]
        return counts, inside, np.where(inside, self.amounts[place], 0)


def members(facts: Facts, scope: Scope, named_in: Facts) -> Array | None:
    """Return the keys of the partners in a scope, by these facts; None for everything.

    Args:
        facts: who is in it by these.
        scope: as a person writes it today.
        named_in: the facts of today: a partner may have had another name before.

    Raises:
        UnusableArgumentError: the scope names no partner, manager or tier that is there today.
    """
    if scope == ALL:
        return None
    (grouping,) = groupings(named_in, (scope,))
    dimension, _, name = scope.partition(":")
    partners = named_in["partners"]
    inside: Array = (
        np.equal(grouping.of_partner, 0) if grouping.of_partner is not None else partners.keys >= 0
    )
    if dimension != "partner":
        partners = facts["partners"]
        inside = partners[dimension] == partners.code(dimension, name)
    return partners.keys[inside]


def standing(find: Finding, moment: Moment, inside: Array | None) -> Standing:
    """Return what counts for a metric at a moment.

    Args:
        find: what finds the rows of a metric whose figure is a plain sum of them.
        moment: the facts, the period and the day.
        inside: the keys of the partners in the scope; None for everything.
    """
    evidence = find(moment)
    part = evidence.numerator
    if evidence.undivided and inside is not None:
        return _nothing(moment, part.table, UNDIVIDED)
    if evidence.missing:
        return _nothing(moment, part.table, evidence.missing)
    which = np.ones(len(part.rows), dtype=bool)
    if inside is not None:
        group = np.where(np.isin(moment.facts["partners"].keys, inside), 0, NO_ROW)
        which[:] = False
        which[credited(moment.facts, part.table, part.rows, part.credit, group)[0]] = True
    amounts = np.ones(len(part.rows), dtype=np.int64) if part.amounts is None else part.amounts
    if amounts.dtype.kind == "f":  # people: there are part-time ones
        amounts = np.rint(amounts * PARTS_OF_A_PERSON).astype(np.int64)
    gaps = np.flatnonzero(which & (amounts == NO_AMOUNT))
    reason = unpriced(moment, part, int(part.rows[gaps[0]])) if len(gaps) else ""
    table, rows = _subjects(moment.facts, part)
    order = np.argsort(rows, kind="stable")
    keys = moment.facts[table].keys[rows[order]]
    return Standing(moment, table, keys, amounts[order], which[order], reason)


def _nothing(moment: Moment, table: str, reason: str) -> Standing:
    none = np.empty(0, dtype=np.int64)
    return Standing(moment, table, none, none, np.empty(0, dtype=bool), reason)


def _first_of_role(facts: Facts, rows: Array) -> Array:
    """Return for rows of capacities the first row of the same role, which stands for all that follow it."""
    roles, _ = facts["capacities"].as_compared("role")
    firsts = {role: row for row, role in reversed(list(enumerate(roles.tolist())))}
    return np.array([firsts[role] for role in roles[rows].tolist()], dtype=np.int64)


def _subjects(facts: Facts, part: Part) -> tuple[str, Array]:
    """Return the table and the rows that a part's rows stand for."""
    if part.table == "capacities":
        return part.table, _first_of_role(facts, part.rows)
    reference = _STANDS_FOR.get(part.table)
    return ("partners", facts[part.table][reference][part.rows]) if reference else (part.table, part.rows)
