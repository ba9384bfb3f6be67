"""What the search box finds: pages, metrics, partners, customers and deals."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_CODE, Columns
from partnertracker.domain.facts import Facts
from partnertracker.domain.search import Texts, folded, words_containing
from partnertracker.services.listing.texts import followed_texts, load_texts
from partnertracker.services.ports import TableChanges
from partnertracker.services.session import Session

EACH = 4
"""At most so many of a kind are shown."""


class Hit(NamedTuple):
    """One thing found.

    Attributes:
        title: what it is called.
        detail: what it is, and what tells it from others.
        kind: ``page``, ``metric``, ``command`` or a table's name.
        name: the id of a page, metric or command.
        key: the key of a record.
    """

    title: str
    detail: str
    kind: str
    name: str = ""
    key: int = 0


class RecordFinder:
    """Finds records by text; used on the file lane alone.

    The deals' names are read at the first search and follow the changes from then on.
    """

    def __init__(self) -> None:
        """Start without texts."""
        self._texts: Texts | None = None

    def follow(self, session: Session, changes: dict[str, TableChanges]) -> None:
        """Take in what a step changed."""
        if self._texts is not None and "deals" in changes:
            self._texts = followed_texts(self._texts, session.store, "deals", changes["deals"])

    def find(self, session: Session, query: str) -> tuple[Hit, ...]:
        """Return the partners, customers and deals whose name contains the query."""
        if self._texts is None:
            self._texts = load_texts(session.store, "deals")
        facts = session.facts
        names = self._texts.columns["name"].containing(query)
        keys = [int(key) for key in self._texts.keys[names[-EACH:][::-1]]]
        deals = _deals(session, facts, keys)
        return (*_partners(facts, query), *_customers(facts, query), *deals)


def matching(hits: Iterable[Hit], query: str) -> tuple[Hit, ...]:
    """Return the first few hits whose title contains the query, those that begin with it first."""
    wanted = folded(query)
    found = [hit for hit in hits if wanted in folded(hit.title)]
    found.sort(key=lambda hit: not folded(hit.title).startswith(wanted))
    return tuple(found[:EACH])


def _partners(facts: Facts, query: str) -> Iterator[Hit]:
    partners = facts["partners"]
    for position in _with_word(partners, "name", query):
        facets = (partners.text(field, position) for field in ("tier", "manager"))
        detail = " · ".join(["Partner", *filter(None, facets)])
        name = partners.text("name", position) or ""
        yield Hit(name, detail, "partners", key=int(partners.keys[position]))


def _customers(facts: Facts, query: str) -> Iterator[Hit]:
    """Yield customers, each leading to its newest deal."""
    deals = facts["deals"]
    words = words_containing(deals.words["customer"], query)
    for code in islice(np.flatnonzero(words), EACH):
        rows = np.flatnonzero(deals["customer"] == code)
        if len(rows):
            detail = f"Customer · {len(rows)} deal{'' if len(rows) == 1 else 's'}"
            yield Hit(deals.words["customer"][code], detail, "deals", key=int(deals.keys[rows[-1]]))


def _deals(session: Session, facts: Facts, keys: Sequence[int]) -> Iterator[Hit]:
    labels = {stage.key: stage.label for stage in facts.stages}
    for row in session.rows("deals", keys):
        detail = f"Deal · {row['customer']} · {labels.get(str(row['stage']), row['stage'])}"
        yield Hit(str(row["name"]), detail, "deals", key=int(str(row["key"])))


def _with_word(columns: Columns, field: str, query: str) -> Iterable[int]:
    """Return the first few rows whose word contains the query, those that begin with it first."""
    found = words_containing(columns.words[field], query)
    codes = columns[field]
    positions = np.flatnonzero(found[codes] & (codes != NO_CODE))
    wanted = folded(query)
    return sorted(
        (int(position) for position in positions),
        key=lambda at: not folded(columns.text(field, at) or "").startswith(wanted),
    )[:EACH]
