"""Looking through a whole file for records that may be there twice: partners, customers and deals."""

from collections.abc import Callable, Mapping, Sequence
from itertools import starmap
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np

from partnertracker.domain.columns import NO_DAY, Positions
from partnertracker.domain.facts import Facts
from partnertracker.domain.likeness import ALIKE, Companies, Company, core_name, similarity
from partnertracker.services.customer_names import CUSTOMER
from partnertracker.services.customers import CUSTOMERS, known_customers, newest_rows
from partnertracker.services.ports import Reader
from partnertracker.services.session import Session

_COMPARED = ("key", "id", "name", "website", "contact_email")
_PORTION = 200
_AT_ONCE = 1_000_000
_DAYS = 31
_SHARE = 0.1
_NEIGHBOURS = 20


class Suspect(NamedTuple):
    """One record of two that may be one.

    Attributes:
        id: what it is told apart by: of a customer its name.
        name: what it is called on screen.
        table: where it is opened, with ``key``: a customer in its newest row.
        key: its key there.
    """

    id: str
    name: str
    table: str
    key: int


class Suspects(NamedTuple):
    """Two records that may be one.

    Attributes:
        table: theirs, or ``CUSTOMERS``.
        one, other: the records, the one entered first before the other.
        why: what is alike, in words.
        score: 0 to 100, how sure that is.
    """

    table: str
    one: Suspect
    other: Suspect
    why: str
    score: float


class Search(Protocol):
    """Compares records a portion at a time; it only computes, so that it may be used anywhere."""

    portions: int

    def look(self, portion: int) -> list[Suspects]:
        """Return the pairs found in a portion, from 0 to before ``portions``."""


Begin: TypeAlias = Callable[[Session], Search]
"""Reads what is compared from the file."""


def searching(facts: Facts, table: str) -> Begin:
    """Return what begins to look among the records of ``partners``, ``deals`` or ``CUSTOMERS``.

    This computes as well, for some seconds where there are 1,000,000 deals.
    """
    return _SEARCHES[table](facts)


class CompanySearch:
    """Compares every company of a list with every other one."""

    def __init__(
        self,
        table: str,
        records: Sequence[Suspect],
        companies: Callable[[], Companies],
        apart: frozenset[frozenset[str]],
    ) -> None:
        """Take the records, what compares them (made at the first look), and which were told apart."""
        self._table = table
        self._records = records
        self._companies = companies
        self._ready: Companies | None = None
        self._apart = apart
        self._size = max(1, min(_PORTION, _AT_ONCE // max(1, len(records))))
        self.portions = -(-len(records) // self._size)

    def look(self, portion: int) -> list[Suspects]:
        """Return the pairs whose first record is in a portion."""
        if self._ready is None:
            self._ready = self._companies()
        start = portion * self._size
        found = (
            Suspects(self._table, self._records[one], self._records[other], match.why, match.score)
            for one, other, match in self._ready.pairs(start, start + self._size)
        )
        return [each for each in found if frozenset((each.one.id, each.other.id)) not in self._apart]


class DealSearch:
    """Compares the names of deals that are near in all else."""

    _WHY = "same partner, customer and name; near value and date"

    def __init__(self, pairs: Sequence[tuple[Suspect, Suspect]], apart: frozenset[frozenset[str]]) -> None:
        """Take the pairs, and which were told apart."""
        self._pairs = pairs
        self._apart = apart
        self.portions = -(-len(pairs) // _PORTION)

    def look(self, portion: int) -> list[Suspects]:
        """Return those pairs of a portion whose names are near."""
        pairs = self._pairs[portion * _PORTION : (portion + 1) * _PORTION]
        found = starmap(self._compared, pairs)
        return [
            each
            for each in found
            if each.score >= ALIKE and frozenset((each.one.id, each.other.id)) not in self._apart
        ]

    def _compared(self, one: Suspect, other: Suspect) -> Suspects:
        return Suspects("deals", one, other, self._WHY, similarity(one.name, other.name))


def _partners(_facts: Facts) -> Begin:
    def begin(session: Session) -> Search:
        rows = list(session.store.each("partners", _COMPARED))
        records = [Suspect(str(row[1]), str(row[2]), "partners", int(row[0] or 0)) for row in rows]
        companies = [Company(*(str(text or "") for text in row[2:])) for row in rows]
        apart = _apart(session.store, "partners")
        return CompanySearch("partners", records, lambda: Companies(companies), apart)

    return begin


def _customers(facts: Facts) -> Begin:
    names, companies = known_customers(facts)
    homes = newest_rows(facts)
    records = [Suspect(name, name, *homes[name]) for name in names]

    def begin(session: Session) -> Search:
        return CompanySearch(CUSTOMERS, records, lambda: companies, _apart(session.store, CUSTOMERS))

    return begin


def _deals(facts: Facts) -> Begin:
    keys = facts["deals"].keys[_near_deals(facts)]

    def begin(session: Session) -> Search:
        rows = session.rows("deals", np.sort(keys, axis=None).tolist())
        records = {
            int(row["key"] or 0): Suspect(str(row["id"]), str(row["name"]), "deals", int(row["key"] or 0))
            for row in rows
        }
        pairs = [
            (records[one], records[other])
            for one, other in keys.tolist()
            if one in records and other in records
        ]
        return DealSearch(pairs, _apart(session.store, "deals"))

    return begin


def _near_deals(facts: Facts) -> Positions:
    """Return the positions of two deals each, (n, 2): same partner and customer, near in value and time.

    Time is the close, the day of entry where there is none. Of many such deals each is compared with the
    next twenty in time.
    """
    deals = facts["deals"]
    words = deals.words[CUSTOMER]
    places: dict[str, int] = {}
    cores = [places.setdefault(core_name(word), len(places)) for word in words]
    customer = np.array([*cores, -1], dtype=np.int64)[deals[CUSTOMER]]
    closed, expected = deals["closed_on"], deals["expected_close_on"]
    close = np.where(closed != NO_DAY, closed, np.where(expected != NO_DAY, expected, deals["created_on"]))
    order = np.lexsort((close, customer, deals["source_partner"]))
    value = deals["value"].astype(np.float64)
    found = [np.empty((0, 2), dtype=np.int64)]
    for step in range(1, _NEIGHBOURS + 1):
        one, other = order[:-step], order[step:]
        same = (customer[one] == customer[other]) & (
            deals["source_partner"][one] == deals["source_partner"][other]
        )
        same &= close[other].astype(np.int64) - close[one] <= _DAYS
        same &= np.abs(value[one] - value[other]) <= _SHARE * np.maximum(value[one], value[other])
        found.append(np.sort(np.stack((one[same], other[same]), axis=1), axis=1))
    return np.concatenate(found)


def _apart(reader: Reader, table: str) -> frozenset[frozenset[str]]:
    """Return the pairs that were told apart, by id."""
    pairs = reader.find("distinct_pairs", {"table_name": table})
    return frozenset(frozenset((str(row["one"]), str(row["other"]))) for row in pairs)


_SEARCHES: Mapping[str, Callable[[Facts], Begin]] = {
    "partners": _partners,
    CUSTOMERS: _customers,
    "deals": _deals,
}
