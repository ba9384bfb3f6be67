"""Which rows a table on screen shows, in which order, and what they add up to."""

from typing import NamedTuple

import numpy as np

from partnertracker.domain.as_of import as_it_stood, there_by
from partnertracker.domain.columns import NO_AMOUNT, NO_DAY, NO_ROW, Array, Positions
from partnertracker.domain.custom import kind_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind
from partnertracker.domain.search import ranks_of, words_containing
from partnertracker.domain.texts import Texts
from partnertracker.services.listing.columns import (
    LATEST,
    cells,
    column,
    columns_in,
    columns_of,
    is_read,
    lay_out_custom,
    names_of,
    open_deals,
)
from partnertracker.services.listing.filters import AnyOf, Contains, Either, Filter, Missing, Not
from partnertracker.services.listing.scope import rows_inside

NEWEST_FIRST = ("", True)
"""The order in which rows were entered, newest first."""

_LAST = np.iinfo(np.int64).max
_YES_NO = ("0", "1")


class Listing(NamedTuple):
    """What a table on screen is asked to show.

    Attributes:
        table: the table's name.
        preset: the name of a ``Preset``.
        filters: all of which a row must pass.
        sort: the column's name and whether the largest comes first; ``""`` is the order of entry.
        text: words each of which must occur somewhere in the row.
        manager, tier: only partners that have these, and deals such a partner takes part in; empty: all.
        partner: the key of a partner: only what concerns it, whatever its manager and tier; 0: all.
        start, end: the period that presets speak of, first and last day.
        as_of: the day that all is looked at from, days since 1970-01-01.
        later: whether rows that began after that day are shown.
        past: whether that day is past: rows are then those of that day, else as the file holds them.
    """

    table: str
    preset: str = ""
    filters: tuple[Filter, ...] = ()
    sort: tuple[str, bool] = NEWEST_FIRST
    text: str = ""
    manager: str = ""
    tier: str = ""
    partner: int = 0
    start: int = 0
    end: int = 0
    as_of: int = LATEST
    later: bool = True
    past: bool = False

    @property
    def needs_texts(self) -> bool:
        """Whether it can't be answered from Facts alone."""
        stored = {each.name for each in columns_of(self.table) if each.stored}
        named = {self.sort[0], *(each.column for each in self.filters)}
        return bool(stored) and (bool(self.text.strip()) or bool(stored & named))


def rows_of(facts: Facts, listing: Listing, texts: Texts | None = None) -> Positions:
    """Return the positions of the rows that a listing shows, in its order.

    Args:
        facts: the file's columns.
        listing: what is asked for.
        texts: the texts of the table at the same moment; needed when ``listing.needs_texts``.

    What is asked of a column that is no longer there is passed over: a custom field may be gone.
    """
    facts = as_listed(facts, listing)
    lay_out_custom(facts, listing.table)  # here nobody waits for it
    there = {NEWEST_FIRST[0], *(each.name for each in columns_in(facts, listing.table))}
    shown = np.ones(len(facts[listing.table]), dtype=bool)
    begun = None if listing.later else there_by(facts, listing.table, listing.as_of)
    for mask in (_preset(facts, listing), _inside(facts, listing), begun):
        if mask is not None:
            shown &= mask
    for each in listing.filters:
        if each.column in there:
            shown &= _passes(facts, listing, each, texts)
    for word in listing.text.split():
        shown &= _anywhere(facts, listing.table, word, texts)
    sort = listing.sort if listing.sort[0] in there else NEWEST_FIRST
    return _ordered(facts, listing._replace(sort=sort), np.flatnonzero(shown), texts)


def as_listed(facts: Facts, listing: Listing) -> Facts:
    """Return the facts that a listing shows: its rows as they stood on a past day, else as they are."""
    return as_it_stood(facts, listing.table, listing.as_of) if listing.past else facts


def count_by(facts: Facts, table: str, as_of: int) -> int:
    """Return how many rows had begun by a day."""
    return int(np.count_nonzero(there_by(facts, table, as_of)))


def _inside(facts: Facts, listing: Listing) -> Array | None:
    return rows_inside(facts, listing.table, listing.partner, listing.manager, listing.tier)


def _preset(facts: Facts, listing: Listing) -> Array | None:
    if listing.table == "partners" and listing.preset == "current":
        left = facts["partners"]["offboarded_on"]
        here: Array = (left == NO_DAY) | (left > listing.as_of)
        return here
    if listing.table != "deals" or not listing.preset:
        return None
    deals = facts["deals"]
    is_open = open_deals(facts, listing.as_of)
    if listing.preset == "open":
        return is_open
    if listing.preset == "overdue":
        due = deals["expected_close_on"]
        late: Array = is_open & (due != NO_DAY) & (due < listing.as_of)
        return late
    end = min(listing.end, listing.as_of)
    closed: Array = (deals["closed_on"] >= listing.start) & (deals["closed_on"] <= end)
    if listing.preset == "current":
        return is_open | closed
    outcomes = {stage.key: stage.outcome for stage in facts.stages}
    wanted = [outcomes.get(word) == listing.preset for word in deals.words["stage"]]
    closed &= np.array([*wanted, False], dtype=bool)[deals["stage"]]
    return closed


def _passes(facts: Facts, listing: Listing, wanted: Filter, texts: Texts | None) -> Array:
    table = listing.table
    if isinstance(wanted, Not):
        return ~_passes(facts, listing, wanted.filter, texts)
    if isinstance(wanted, Either):
        masks = [_passes(facts, listing, each, texts) for each in wanted.filters]
        passed: Array = np.logical_or.reduce(masks)
        return passed
    if isinstance(wanted, Missing):
        return _empty(facts, listing, wanted.column, texts)
    if isinstance(wanted, Contains):
        return _containing(facts, table, wanted.column, wanted.text, texts)
    here = cells(facts, table, wanted.column, listing.as_of)
    if isinstance(wanted, AnyOf):
        words = _YES_NO if column(facts, table, wanted.column).kind is Kind.YES_NO else here.words
        accepted = [word in wanted.words for word in words]
        return np.array([*accepted, "" in wanted.words], dtype=bool)[here.values]
    values = here.values
    mask = ~_missing(values, column(facts, table, wanted.column).kind)
    if wanted.low is not None:
        mask &= values >= wanted.low
    if wanted.high is not None:
        mask &= values <= wanted.high
    return mask


def _empty(facts: Facts, listing: Listing, name: str, texts: Texts | None) -> Array:
    if not column(facts, listing.table, name).stored:
        return _places(facts, listing, name, texts)[1]
    mask = np.ones(len(facts[listing.table]), dtype=bool)
    if texts is not None and name in texts.columns:
        mask[_there(facts, listing.table, texts)] = texts.columns[name].empty
    return mask


def _containing(facts: Facts, table: str, name: str, text: str, texts: Texts | None) -> Array:
    if not column(facts, table, name).stored:
        here = cells(facts, table, name)
        return words_containing(here.words, text)[here.values]
    mask = np.zeros(len(facts[table]), dtype=bool)
    if texts is not None and name in texts.columns:
        mask[_there(facts, table, texts)[texts.columns[name].containing(text)]] = True
    return mask


def _anywhere(facts: Facts, table: str, word: str, texts: Texts | None) -> Array:
    """Tell which rows hold the word in one of their texts."""
    mask = np.zeros(len(facts[table]), dtype=bool)
    for field in kind_of(facts, table).fields:
        if is_read(field):
            mask |= _containing(facts, table, field.name, word, texts)
        elif field.kind is Kind.REFERENCE:
            mask |= words_containing(names_of(facts, field.references), word)[facts[table][field.name]]
        elif field.kind in {Kind.TEXT, Kind.SCOPE} or (field.custom and field.kind is Kind.CHOICE):
            mask |= _containing(facts, table, field.name, word, texts)
    return mask


def _there(facts: Facts, table: str, texts: Texts) -> Positions:
    """Return the position in Facts of each row of the texts."""
    keys = facts[table].keys
    if len(keys) == len(texts.keys) and np.array_equal(keys, texts.keys):
        return np.arange(len(keys))
    found = facts[table].positions_of(texts.keys)
    # a row that Facts do not know yet stands for none: it is in the next listing
    return np.where(found == NO_ROW, 0, found) if len(keys) else np.empty(0, np.int64)


def _ordered(facts: Facts, listing: Listing, rows: Positions, texts: Texts | None) -> Positions:
    name, descending = listing.sort
    if not name:
        return rows[::-1].copy() if descending else rows
    place, missing = _places(facts, listing, name, texts)
    place, missing = place[rows], missing[rows]
    if place.dtype.kind == "f":
        sortable: Array = np.where(missing, np.inf, -place if descending else place)
    else:
        sortable = place.astype(np.int64)
        sortable = np.where(missing, _LAST, -sortable if descending else sortable)
    return rows[np.argsort(sortable, kind="stable")]


def _places(facts: Facts, listing: Listing, name: str, texts: Texts | None) -> tuple[Array, Array]:
    """Return what a column is ordered by, and where it is missing."""
    table = listing.table
    if column(facts, table, name).stored:
        ranks = np.full(len(facts[table]), -1, dtype=np.int32)
        if texts is not None and name in texts.columns:
            ranks[_there(facts, table, texts)] = texts.columns[name].ranks
        return ranks, ranks < 0
    here = cells(facts, table, name, listing.as_of)
    if here.words or column(facts, table, name).coded:
        places = np.array(here.ranks or ranks_of(here.words), dtype=np.int32)[here.values]
        return places, places < 0
    return here.values, _missing(here.values, column(facts, table, name).kind)


def _missing(values: Array, kind: Kind) -> Array:
    if values.dtype.kind == "f":
        return np.isnan(values)
    if kind in {Kind.DATE, Kind.MONTH}:
        return np.equal(values, NO_DAY)
    return np.equal(values, NO_AMOUNT) if kind is Kind.MONEY else np.less(values, 0)
