"""The names of columns and the words in them, as people type and read them in filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from partnertracker.domain.columns import Positions
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind
from partnertracker.domain.notation import Notation
from partnertracker.domain.search import TextColumn, folded, text_column
from partnertracker.services.listing.columns import Column, cells, columns_in

_YES_NO = {"1": "Yes", "0": "No"}


@dataclass(frozen=True)
class Spelled:
    """The words of one column, each as it is stored and as it reads on screen.

    Attributes:
        stored: as they lie on disk.
        shown: as they read on screen, in the same order.
        texts: the same as ``shown``, to be looked through.
    """

    stored: Sequence[str]
    shown: Sequence[str]
    texts: TextColumn

    def named(self, wanted: str) -> frozenset[str]:
        """Return the stored words that are what is wanted.

        If none is, those that differ in case and accents alone; else those that begin so; else those that
        hold it.
        """
        if not wanted:
            return frozenset()
        alike = self.texts.equal(wanted)
        coded = () if self.shown is self.stored else self.stored
        exact = [self.stored[at] for at in alike.tolist() if self.shown[at] == wanted]
        exact += [word for word in coded if word == wanted]
        if exact:
            return frozenset(exact)
        same = {self.stored[at] for at in alike.tolist()}
        same |= {word for word in coded if folded(word) == folded(wanted)}
        return frozenset(same or (self.stored[at] for at in self._holding(wanted).tolist()))

    def _holding(self, wanted: str) -> Positions:
        begins = np.flatnonzero(self.texts.beginning(wanted))
        return begins if len(begins) else self.texts.containing(wanted)

    def like(self, wanted: str, at_most: int) -> list[str]:
        """Return how words read that hold what is wanted: those that begin so, then the others, sorted."""
        found = self.texts.containing(wanted)
        later = ~self.texts.beginning(wanted)[found]
        best = found[np.lexsort((self.texts.ranks[found], later))]
        return list(dict.fromkeys(self.shown[at] for at in best[: 2 * at_most].tolist()))[:at_most]


@dataclass(frozen=True)
class Vocabulary:
    """What terms are read against, and written by.

    Attributes:
        facts: the file's columns.
        table: the table that is listed.
        today: the local calendar day.
        notation: how the person writes numbers and dates.
        labels: by column and stored word, the word on screen.
    """

    facts: Facts
    table: str
    today: date
    notation: Notation
    labels: Mapping[tuple[str, str], str]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that filters can name."""
        return columns_in(self.facts, self.table)

    def column(self, name: str) -> Column | None:
        """Return the column that a typed name means: its name, with or without ``_on``, or its label."""
        return column_named(self.columns, name)

    def name(self, column: Column) -> str:
        """Return the shortest name that means a column."""
        short = short_name(column)
        return short if self.column(short) == column else column.name

    def words(self, column: Column) -> Spelled | None:
        """Return the words that a column holds; None for one that holds numbers, dates or any text."""
        if column.kind is Kind.YES_NO:
            return spelled(tuple(_YES_NO), tuple(_YES_NO.values()))
        if column.stored or not column.coded:
            return None
        name = f"listing.spelled.{self.table}.{column.name}"
        return self.facts.derived(name, lambda facts: self._spelled(facts, column.name))

    def _spelled(self, facts: Facts, name: str) -> Spelled:
        words = cells(facts, self.table, name).words
        if not any((name, word) in self.labels for word in words):
            return spelled(words)
        return spelled(words, tuple(self.labels.get((name, word), word) for word in words))


def column_named(columns: Sequence[Column], name: str) -> Column | None:
    """Return the one of some columns that a typed name means, as ``Vocabulary.column`` does."""
    wanted = plain(name)
    for called in (_name, short_name, _label):
        for column in columns:
            if called(column) == wanted:
                return column
    return None


def plain(name: str) -> str:
    """Return a typed name of a column as it is compared."""
    return folded(name).replace(" ", "_").replace("-", "_")


def short_name(column: Column) -> str:
    """Return a column's name without the ``_on`` of dates."""
    return column.name.removesuffix("_on")


def spelled(stored: Sequence[str], shown: Sequence[str] | None = None) -> Spelled:
    """Return words as they are stored and shown (None: the same), ready to be looked through."""
    seen = stored if shown is None else shown
    return Spelled(stored, seen, text_column(seen))


def _name(column: Column) -> str:
    return column.name


def _label(column: Column) -> str:
    return plain(column.label)
