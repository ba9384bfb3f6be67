"""What is found as one types: partners, customers, deals and notes.

One word is looked for in what a record is called, in its own texts and in the fields of the team. Several
words may stand in any order and anywhere in the record: also in the names of its customer and partner, in its
stage and so on.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from partnertracker.domain.as_of import as_it_stood
from partnertracker.domain.columns import NO_CODE, NO_DAY, NO_ROW, Array, Positions, date_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind
from partnertracker.domain.periods import MONTH_NAMES
from partnertracker.domain.search import TextColumn, folded, text_column
from partnertracker.domain.seeking import Coded, Places, newest_holding, words_in
from partnertracker.domain.texts import Texts
from partnertracker.services.listing.columns import cells, columns_in
from partnertracker.services.listing.texts import followed_texts, load_texts
from partnertracker.services.own_values import TABLE, OwnValues
from partnertracker.services.ports import TableChanges
from partnertracker.services.session import Session

EACH = 4
"""At most so many of a kind are found."""

_NAMES = {"partners": "name", "deals": "name", "notes": "text"}
"""By the table of what is found, the field that it is called by."""

_SPOKEN = frozenset({Kind.TEXT, Kind.REFERENCE, Kind.STAGE, Kind.CHOICE})
_LONGEST = 80
_WORDS = 16
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

    The texts that Facts do not hold are read by ``prepare``, at the latest by the first search, and follow
    the changes from then on.
    """

    def __init__(self) -> None:
        """Start without texts."""
        self._texts: dict[str, Texts] = {}
        self._own: OwnValues | None = None

    def prepare(self, session: Session) -> None:
        """Read what is searched, if it was not read yet; takes about 2 s for 1,000,000 deals."""
        for table in _NAMES:
            if table not in self._texts:
                self._texts[table] = load_texts(session.store, table)
        if self._own is None:
            self._own = OwnValues(session.store)

    def follow(self, session: Session, changes: Mapping[str, TableChanges]) -> None:
        """Take in what a step changed."""
        for table in self._texts.keys() & changes.keys():
            self._texts[table] = followed_texts(self._texts[table], session.store, table, changes[table])
        if self._own is not None and TABLE in changes:
            self._own.follow(session.store, changes[TABLE])

    def find(self, session: Session, query: str, past: int | None = None) -> tuple[Hit, ...]:
        """Return the partners, customers, deals and notes that contain the query, of each a few.

        Args:
            session: the open file.
            query: what was typed.
            past: the past day that all is looked at from: deals are told with their stage of that day, and
                what was not there yet is said not to be.
        """
        self.prepare(session)
        facts = session.facts
        return (
            *self._partners(session, query, past),
            *_customers(facts, query),
            *self._deals(session, query, past),
            *self._notes(session, query),
        )

    def _partners(self, session: Session, query: str, past: int | None) -> Iterator[Hit]:
        facts = session.facts
        partners = facts["partners"]
        rows = _latest(facts, "partners", "name")
        called = _newest(_words_of(facts, "partners", "name"), query)
        found = [int(partners.keys[rows[code]]) for code in called if rows[code] != NO_ROW]
        keys = [*dict.fromkeys([*found, *self._holding(session, "partners", query)])][:EACH]
        for position in partners.positions_of(keys).tolist():
            facets = (partners.text(field, position) for field in ("tier", "manager"))
            later = past is not None and partners["joined_on"][position] > past
            what = "Partner not yet joined" if later else "Partner"
            detail = " · ".join([what, *filter(None, facets)])
            name = partners.text("name", position) or ""
            yield Hit(name, detail, "partners", key=int(partners.keys[position]))

    def _deals(self, session: Session, query: str, past: int | None) -> Iterator[Hit]:
        facts = session.facts
        labels = {stage.key: stage.label for stage in facts.stages}
        for row in session.rows("deals", self._called_or_holding(session, "deals", query)):
            stage = str(row["stage"]) if past is None else _stage_on(facts, int(row["key"] or 0), past)
            what = "Deal" if stage else "Deal not yet created"
            facets = [what, str(row["customer"]), labels.get(stage, stage)]
            name, notes = str(row["name"]), str(row["notes"] or "")
            elsewhere = folded(" ".join((name, *facets)))
            if any(word in folded(notes) and word not in elsewhere for word in words_in(query)):
                facets[2] = _around(notes, query)
            yield Hit(name, " · ".join(filter(None, facets)), "deals", key=int(str(row["key"])))

    def _notes(self, session: Session, query: str) -> Iterator[Hit]:
        partners = session.facts["partners"]
        for row in session.rows("notes", self._called_or_holding(session, "notes", query)):
            key, notes = int(str(row["key"])), session.facts["notes"]
            (at,) = notes.positions_of([key])
            about = int(notes["partner"][at]) if at != NO_ROW else NO_ROW
            name = partners.text("name", about) if about != NO_ROW else row["metric"]
            detail = " · ".join(["Note", *filter(None, (str(name or ""), _day(notes["date"][at])))])
            yield Hit(_around(str(row["text"]), query), detail, "notes", key=key)

    def _called_or_holding(self, session: Session, table: str, query: str) -> list[int]:
        """Return the keys of the newest rows that are called so, then of those that hold the words."""
        texts = self._texts[table]
        called = _newest(texts.columns[_NAMES[table]], query)[:EACH]
        keys = texts.keys[called].tolist() if called else []
        if len(keys) < EACH:
            keys += self._holding(session, table, query)
        return [*dict.fromkeys(keys)][:EACH]

    def _holding(self, session: Session, table: str, query: str) -> list[int]:
        """Return the keys of the newest rows that hold every word of the query."""
        texts, words = self._texts[table], words_in(query)
        if len(words) > 1:
            places = Places(tuple(texts.columns.values()), _coded(session.facts, table, texts.keys))
        else:  # what it is called was looked through before
            places = Places([column for name, column in texts.columns.items() if name != _NAMES[table]])
        found = newest_holding(words, places, EACH)
        keys: list[int] = texts.keys[found].tolist() if found else []
        if len(words) == 1 and len(keys) < EACH and self._own is not None:
            keys += self._own.holding(session, table, query, EACH)
        return keys


def best(hits: Iterable[Hit], query: str, most: int) -> tuple[Hit, ...]:
    """Return the hits that fit best: what is called just so, what begins so, what has a word that does.

    Then come those whose title holds all words, and those in which some stand elsewhere.
    """
    wanted, words = folded(query), words_in(query)

    def fit(hit: Hit) -> int:
        title = folded(hit.title)
        if title.startswith(wanted):
            return 0 if title == wanted else 1
        if f" {wanted}" in title:
            return 2
        return 3 if all(word in title for word in words) else 4

    return tuple(sorted(hits, key=fit)[:most])


def matching(hits: Iterable[Hit], query: str) -> tuple[Hit, ...]:
    """Return of each kind the first few hits whose title holds every word of the query, best ones first."""
    words = words_in(query)
    holding = (hit for hit in hits if all(word in folded(hit.title) for word in words))
    found = best(holding, query, most=10_000)
    counts: dict[str, int] = {}
    kept = []
    for hit in found:
        counts[hit.kind] = counts.get(hit.kind, 0) + 1
        if counts[hit.kind] <= EACH:
            kept.append(hit)
    return tuple(kept)


def _customers(facts: Facts, query: str) -> Iterator[Hit]:
    """Yield customers, each leading to its newest deal."""
    deals = facts["deals"]
    words = deals.words["customer"]
    rows = _latest(facts, "deals", "customer")
    column = _words_of(facts, "deals", "customer")
    found = _newest(column, query)
    if len(found) < _AMONG and len(words_in(query)) > 1:
        found += newest_holding(words_in(query), Places((column,)), _AMONG)
    for code in [code for code in dict.fromkeys(found) if rows[code] != NO_ROW][:EACH]:
        count = int(np.count_nonzero(deals["customer"] == code))
        detail = f"Customer · {count} deal{'' if count == 1 else 's'}"
        yield Hit(words[code], detail, "deals", key=int(deals.keys[rows[code]]))


def _newest(column: TextColumn, query: str) -> list[int]:
    """Return the newest rows that contain the query as it is, those that begin so first."""
    found = column.newest(query, _AMONG)
    if len(found) == _AMONG:  # else all there are have been found
        begins = column.newest(query, _AMONG, beginning=True)
    else:
        begins = [row for row in found if column.begins(row, query)]
    return [*dict.fromkeys([*begins, *found])][:_AMONG]


def _coded(facts: Facts, table: str, keys: Positions) -> tuple[Coded, ...]:
    """Return the fields of a table that hold one of certain words, for the rows with some keys."""
    own = facts[table].keys
    same = len(own) == len(keys) and np.array_equal(own, keys)
    at = None if same else facts[table].positions_of(keys)
    names = [each.name for each in columns_in(facts, table) if each.coded and each.kind in _SPOKEN]
    values = ((name, cells(facts, table, name).values) for name in names)
    return tuple(
        # a row that Facts do not have any more picks the code at the end
        Coded(codes if at is None else np.append(codes, NO_CODE)[at], partial(_held, facts, table, name))
        for name, codes in values
    )


def _stage_on(facts: Facts, key: int, day: int) -> str:
    """Return the stage of a deal on a past day; empty before it was created."""
    deals = as_it_stood(facts, "deals", day)["deals"]
    (at,) = deals.positions_of([key]).tolist()
    return (deals.text("stage", at) if at != NO_ROW else None) or ""


def _held(facts: Facts, table: str, name: str, word: str) -> Array:
    """Tell which words of a column hold one that is typed; the words typed before it were found already."""
    column = _words_of(facts, table, name)

    def make(_facts: Facts) -> Array:
        holds = np.zeros(len(column) + 1, dtype=bool)
        holds[column.containing(word)] = True
        return holds

    return facts.derived(f"finding.held.{table}.{name}", make, column.ends, key=word, most=_WORDS)


def _words_of(facts: Facts, table: str, name: str) -> TextColumn:
    """Return the words of a column as they read on screen, to be looked through."""
    here = cells(facts, table, name)

    def make(_facts: Facts) -> TextColumn:
        labels = {stage.key: stage.label for stage in facts.stages} if name == "stage" else {}
        return text_column(labels.get(word, word) for word in here.words)

    # where the column names partners, its words change with their names
    return facts.derived(f"finding.{table}.{name}", make, here.values, facts["partners"]["name"])


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
    places = (folded(line).find(each) for each in (folded(query), *words_in(query)))
    at = next((place for place in places if place >= 0), 0)
    begin = line.rfind(" ", 0, at - _LONGEST // 4) + 1 if at > _LONGEST // 2 else 0
    part = line[begin : begin + _LONGEST]
    return f"{'…' if begin else ''}{part}{'…' if begin + _LONGEST < len(line) else ''}"


def _day(day: int) -> str:
    if day == NO_DAY:
        return ""
    on = date_of(int(day))
    return f"{on.day} {MONTH_NAMES[on.month - 1]} {on.year}"
