"""The names of customers, ready to be compared with what somebody types; a change adds to them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.facts import Change, Facts
from partnertracker.domain.likeness import Companies, Company
from partnertracker.domain.names import search_key

CUSTOMER = "customer"
"""The field that names a customer, in every table that has it."""

NAMING_CUSTOMERS = tuple(
    kind.table for kind in ENTITIES if any(field.name == CUSTOMER for field in kind.fields)
)
"""The tables whose rows name one."""

_MOST_SINCE = 1_000
_SPARE = 10


class Names(NamedTuple):
    """Some names: as they are, by what they are found under, and ready to be compared."""

    all: tuple[str, ...]
    by_key: dict[str, list[str]]
    companies: Companies


def ready(names: Iterable[str]) -> Names:
    """Make names ready to be compared."""
    ordered = tuple(sorted(names))
    by_key: dict[str, list[str]] = {}
    for name in ordered:
        by_key.setdefault(search_key(name), []).append(name)
    return Names(ordered, by_key, Companies([Company(name) for name in ordered]))


class CustomerNames(NamedTuple):
    """Every name a customer has or had: most of them read once, those that came since beside them.

    Making hundreds of thousands of names ready takes a second, which no edit has.

    Attributes:
        tables: those whose rows name a customer.
        field: in which.
        first: the names there were when they were read.
        since: those that came later.
    """

    tables: Sequence[str]
    field: str
    first: Names
    since: Names

    def after(self, change: Change) -> "CustomerNames | None":
        """Return the names after a change; None where so many came since that all are better read anew."""
        touched = [table for table in self.tables if table in change.rows_after]
        told = {name for table in touched for name in change.after[table].words_in_use(self.field)}
        fresh = [name for name in told if not self._knows(name)]
        if not fresh:
            return self
        if len(self.since.all) + len(fresh) > _MOST_SINCE:
            return None
        return self._replace(since=ready((*self.since.all, *fresh)))

    def meant_by(self, facts: Facts, text: str, at_most: int) -> list[str]:
        """Return the names in use that somebody may mean who typed a text, the likeliest first."""
        same = self._alike(text)
        wanted, room = Company(text), at_most + len(same) + _SPARE  # some that nobody bears any more
        alike = [
            (-match.score, some.all[match.at])
            for some in self._parts
            for match in some.companies.like(wanted, at_most=room)
        ]
        found: list[str] = []
        for name in dict.fromkeys([*sorted(same), *(name for _, name in sorted(alike))]):
            if len(found) < at_most and self.has(facts, name):
                found.append(name)
        return found

    def spelled(self, facts: Facts, text: str) -> str:
        """Return the name in use that is a text, else one that differs in case and space; empty: none."""
        named = (name for name in (text, *sorted(self._alike(text))) if self.has(facts, name))
        return next(named, "")

    def has(self, facts: Facts, name: str) -> bool:
        """Tell whether a row bears a name."""
        for columns in map(facts.__getitem__, self.tables):
            code = columns.words[self.field].codes.get(name)
            if code is not None and bool(np.any(columns[self.field] == code)):
                return True
        return False

    @property
    def _parts(self) -> tuple[Names, Names]:
        return self.first, self.since

    def _alike(self, text: str) -> list[str]:
        return [name for some in self._parts for name in some.by_key.get(search_key(text), ())]

    def _knows(self, name: str) -> bool:
        return name in self._alike(name)
