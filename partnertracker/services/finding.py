"""What is found by a part of its name, as one types: partners, customers, deals and notes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_DAY, NO_ROW, Positions, date_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.periods import MONTH_NAMES
from partnertracker.domain.search import TextColumn, Texts, folded, text_column
from partnertracker.services.listing.texts import followed_texts, load_texts
from partnertracker.services.ports import TableChanges
from partnertracker.services.session import Session

EACH = 4
"""At most so many of a kind are found."""

_READ = ("deals", "notes")
_LONGEST = 80
_AMONG = 4 * EACH


class Hit(NamedTuple):
    """One thing found.

    Attributes:
        title: what it is called.
        detail: what it is, and what tells it from others.
        kind: ``page``, ``table``, ``view``, ``metric``, ``command``, or the name of a record's table.
        name: the id of a page, metric or command; a table's name, that of a saved view too.
        key: the key of a record or of a saved view.
    """

    title: str
    detail: str
    kind: str
    name: str = ""
    key: int = 0


class RecordFinder:
    """Finds records by text; used on the file lane alone.

    The names of deals and the notes are read by ``prepare``, at the latest by the first search, and follow
    the changes from then on.
    """

    def __init__(self) -> None:
        """Start without texts."""
        self._texts: dict[str, Texts] = {}

    def prepare(self, session: Session) -> None:
        """Read what is searched, if it was not read yet; takes about 2 s for 1,000,000 deals."""
        for table in _READ:
            if table not in self._texts:
                self._texts[table] = load_texts(session.store, table)

    def follow(self, session: Session, changes: Mapping[str, TableChanges]) -> None:
        """Take in what a step changed."""
        for table in self._texts.keys() & changes.keys():
            self._texts[table] = followed_texts(self._texts[table], session.store, table, changes[table])

    def find(self, session: Session, query: str) -> tuple[Hit, ...]:
        """Return the partners, customers, deals and notes that contain the query, of each a few."""
        self.prepare(session)
        facts = session.facts
        return (
            *_partners(facts, query),
            *_customers(facts, query),
            *self._deals(session, query),
            *self._notes(session, query),
        )

    def _deals(self, session: Session, query: str) -> Iterator[Hit]:
        labels = {stage.key: stage.label for stage in session.facts.stages}
        for row in session.rows("deals", self._newest("deals", "name", query)):
            detail = f"Deal · {row['customer']} · {labels.get(str(row['stage']), row['stage'])}"
            yield Hit(str(row["name"]), detail, "deals", key=int(str(row["key"])))

    def _notes(self, session: Session, query: str) -> Iterator[Hit]:
        partners = session.facts["partners"]
        for row in session.rows("notes", self._newest("notes", "text", query)):
            key, notes = int(str(row["key"])), session.facts["notes"]
            (at,) = notes.positions_of([key])
            about = int(notes["partner"][at]) if at != NO_ROW else NO_ROW
            name = partners.text("name", about) if about != NO_ROW else row["metric"]
            detail = " · ".join(["Note", *filter(None, (str(name or ""), _day(notes["date"][at])))])
            yield Hit(_around(str(row["text"]), query), detail, "notes", key=key)

    def _newest(self, table: str, name: str, query: str) -> list[int]:
        """Return the keys of the newest rows that contain the query, those that begin so first."""
        texts = self._texts[table]
        found = texts.columns[name].newest(query, EACH)
        if len(found) == EACH:
            found = [*dict.fromkeys([*texts.columns[name].newest(query, EACH, beginning=True), *found])][
                :EACH
            ]
        return texts.keys[found].tolist() if found else []


def best(hits: Iterable[Hit], query: str, most: int) -> tuple[Hit, ...]:
    """Return the hits that fit best: what is called just so, what begins so, what has a word that does."""
    wanted = folded(query)

    def fit(hit: Hit) -> int:
        title = folded(hit.title)
        if title.startswith(wanted):
            return 0 if title == wanted else 1
        return 2 if f" {wanted}" in title else 3

    return tuple(sorted(hits, key=fit)[:most])


def matching(hits: Iterable[Hit], query: str) -> tuple[Hit, ...]:
    """Return of each kind the first few hits whose title contains the query, best ones first."""
    wanted = folded(query)
    found = best((hit for hit in hits if wanted in folded(hit.title)), query, most=10_000)
    counts: dict[str, int] = {}
    kept = []
    for hit in found:
        counts[hit.kind] = counts.get(hit.kind, 0) + 1
        if counts[hit.kind] <= EACH:
            kept.append(hit)
    return tuple(kept)


def _partners(facts: Facts, query: str) -> Iterator[Hit]:
    partners = facts["partners"]
    words = partners.words["name"]
    column: TextColumn = facts.derived("finding.partners", lambda _: text_column(words), partners["name"])
    rows = _latest(facts, "partners", "name")
    for code in _found(column, query, rows):
        position = int(rows[code])
        facets = (partners.text(field, position) for field in ("tier", "manager"))
        detail = " · ".join(["Partner", *filter(None, facets)])
        yield Hit(words[code], detail, "partners", key=int(partners.keys[position]))


def _customers(facts: Facts, query: str) -> Iterator[Hit]:
    """Yield customers, each leading to its newest deal."""
    deals = facts["deals"]
    words = deals.words["customer"]
    column: TextColumn = facts.derived("finding.customers", lambda _: text_column(words), deals["customer"])
    rows = _latest(facts, "deals", "customer")
    for code in _found(column, query, rows):
        count = int(np.count_nonzero(deals["customer"] == code))
        detail = f"Customer · {count} deal{'' if count == 1 else 's'}"
        yield Hit(words[code], detail, "deals", key=int(deals.keys[rows[code]]))


def _found(column: TextColumn, query: str, rows: Positions) -> list[int]:
    """Return the codes of the newest words in use that contain the query, those that begin so first."""
    found = [code for code in _first(column, query, _AMONG) if rows[code] != NO_ROW]
    return found[:EACH]


def _first(column: TextColumn, query: str, most: int) -> list[int]:
    """Return the newest rows that contain the query, those that begin so first."""
    found = column.newest(query, most)
    if len(found) == most:  # else all there are have been found
        begins = column.newest(query, most, beginning=True)
    else:
        begins = [row for row in found if column.begins(row, query)]
    return [*dict.fromkeys([*begins, *found])][:most]


def _latest(facts: Facts, table: str, name: str) -> Positions:
    """Return for each word of a column the position of the last row that holds it; ``NO_ROW`` for none."""
    columns = facts[table]

    def make(_facts: Facts) -> Positions:
        latest = np.full(len(columns.words[name]) + 1, NO_ROW, dtype=np.int64)
        latest[columns[name]] = np.arange(len(columns), dtype=np.int64)  # the last one written stays
        return latest[:-1]

    return facts.derived(f"finding.latest.{table}.{name}", make, columns[name])


def _around(text: str, query: str) -> str:
    """Return one line of a text, from a little before the place where the query stands."""
    line = " ".join(text.split())
    at = max(folded(line).find(folded(query)), 0)
    begin = line.rfind(" ", 0, at - _LONGEST // 4) + 1 if at > _LONGEST // 2 else 0
    part = line[begin : begin + _LONGEST]
    return f"{'…' if begin else ''}{part}{'…' if begin + _LONGEST < len(line) else ''}"


def _day(day: int) -> str:
    if day == NO_DAY:
        return ""
    on = date_of(int(day))
    return f"{on.day} {MONTH_NAMES[on.month - 1]} {on.year}"
