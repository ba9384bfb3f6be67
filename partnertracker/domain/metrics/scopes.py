"""Whose figures: everything, a partner, a manager's partners or a tier's; and rows credited to them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from partnertracker.domain.columns import Array
from partnertracker.domain.distinct import distinct
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.deals import involvement
from partnertracker.domain.metrics.evidence import Credit
from partnertracker.domain.metrics.figure import Scope

ALL: Scope = "all"
DIMENSIONS = ("partner", "manager", "tier")
"""What figures can be broken down by."""

_FIELDS = {"partner": "name", "manager": "manager", "tier": "tier"}


@dataclass(frozen=True)
class Grouping:
    """Scopes that no partner shares, so that one pass over the rows serves all of them.

    Attributes:
        scopes: the scopes in order; a group is an index into them.
        of_partner: the group of each partner, -1 for none; None: the one group ``all`` takes every row.
    """

    scopes: tuple[Scope, ...]
    of_partner: Array | None = None

    @property
    def count(self) -> int:
        """The number of groups."""
        return len(self.scopes)

    @cached_property
    def key(self) -> Hashable:
        """The same for groupings that are alike, and for no other."""
        return (self.scopes, None if self.of_partner is None else self.of_partner.tobytes())


EVERYTHING = Grouping((ALL,))


def scopes_of(facts: Facts, dimension: str) -> tuple[Scope, ...]:
    """Return every scope of a dimension that has a partner, by name without regard to case.

    Raises:
        UnusableArgumentError: there is no such dimension.
    """
    if dimension not in DIMENSIONS:
        raise UnusableArgumentError(
            f"Figures can't be broken down by “{dimension}”.", f"Choose one of {', '.join(DIMENSIONS)}."
        )
    partners = facts["partners"]
    codes = distinct(partners[_FIELDS[dimension]])
    words = [partners.words[_FIELDS[dimension]][code] for code in codes if code >= 0]
    return tuple(f"{dimension}:{word}" for word in sorted(words, key=lambda word: (word.casefold(), word)))


def each_partner(facts: Facts) -> Grouping:
    """Return a grouping in which every partner is a group of its own, in the order of the table."""
    partners = facts["partners"]
    names = partners.words["name"]
    scopes = tuple(f"partner:{names[code]}" for code in partners["name"].tolist())
    return Grouping(scopes, np.arange(len(partners)))


def groupings(facts: Facts, scopes: Sequence[Scope]) -> list[Grouping]:
    """Return the scopes grouped by dimension.

    Raises:
        UnusableArgumentError: a scope names no partner, manager or tier that is there.
    """
    found: list[Grouping] = []
    if ALL in scopes:
        found.append(EVERYTHING)
    for dimension in DIMENSIONS:
        wanted = tuple(scope for scope in scopes if scope.startswith(f"{dimension}:"))
        if wanted:
            found.append(_grouping(facts, dimension, wanted))
    known = {scope for grouping in found for scope in grouping.scopes}
    for scope in scopes:
        if scope not in known:
            raise UnusableArgumentError(
                f"“{scope}” is not a scope.", "Write all, partner:NAME, manager:NAME or tier:NAME."
            )
    return found


def credited(facts: Facts, table: str, rows: Array, credit: Credit, of_partner: Array) -> tuple[Array, Array]:
    """Return one pair for each row and group that it counts for: the index into ``rows``, and the group.

    Args:
        facts: the file's content.
        table: the table that ``rows`` are positions in.
        rows: positions.
        credit: to whom they count; not ``NOBODY``.
        of_partner: the group of each partner, -1 for none.
    """
    if credit is Credit.INVOLVED:
        return _of_all_involved(facts, rows, of_partner)
    if credit is Credit.SELF:
        partners = rows
    else:
        partners = facts[table]["source_partner" if credit is Credit.SOURCE else "partner"][rows]
    # A missing partner is -1 and picks the last entry: it is taken out by its sign.
    groups = of_partner[partners] if len(of_partner) else np.full(len(rows), -1)
    which = np.flatnonzero((partners >= 0) & (groups >= 0))
    return which, groups[which]


def _of_all_involved(facts: Facts, rows: Array, of_partner: Array) -> tuple[Array, Array]:
    which, partners = involvement(facts).pairs(rows)
    groups = of_partner[partners] if len(of_partner) else partners
    kept = groups >= 0
    which, groups = which[kept], groups[kept].astype(np.int64)
    # Two partners of one manager share a deal: it counts once for the manager.
    span = len(of_partner) + 1
    pairs = distinct(which * span + groups)
    return pairs // span, pairs % span


def _grouping(facts: Facts, dimension: str, wanted: tuple[Scope, ...]) -> Grouping:
    partners = facts["partners"]
    field = _FIELDS[dimension]
    codes = {word.strip().casefold() if dimension == "partner" else word: code
             for code, word in enumerate(partners.words[field])}  # fmt: skip
    group_of_code = np.full(len(codes) + 1, -1, dtype=np.int64)
    for group, scope in enumerate(wanted):
        name = scope.partition(":")[2]
        code = codes.get(name.strip().casefold() if dimension == "partner" else name)
        if code is None:
            raise UnusableArgumentError(f"There is no {dimension} “{name}”.")
        group_of_code[code] = group
    # A missing word is -1 and picks the last entry, which belongs to no group.
    return Grouping(wanted, group_of_code[partners[field]])
