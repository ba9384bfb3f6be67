"""What the text above a table asks for, read from the file's content away from the window's thread."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from partnertracker.domain.facts import Facts
from partnertracker.gui.desk import Desk
from partnertracker.gui.questions import Questions
from partnertracker.gui.tables.saying import vocabulary_of
from partnertracker.services.listing.bearers import Bearers, bearers_in, borne_again, renamed_bearers
from partnertracker.services.listing.columns import columns_in
from partnertracker.services.listing.completion import Suggestion, suggested
from partnertracker.services.listing.language import Query, read_query
from partnertracker.services.listing.spelling import renamed_words, with_word_renamed
from partnertracker.services.listing.vocabulary import Vocabulary


class _Left(NamedTuple):
    """A text that was left for one with other names, and who bore those in it."""

    before: str
    after: str
    by: Mapping[tuple[str, str], Bearers]


class QueryReading(QObject):
    """Reads queries of one table: there may be a great many words to compare with."""

    found = Signal(object)
    """What the text asks for: the ``Query``."""

    def __init__(self, desk: Desk, table: str, parent: QObject) -> None:
        """Take the table that is listed."""
        super().__init__(parent)
        self._desk = desk
        self._table = table
        self._questions = Questions(desk, self)
        self._read_from: tuple[int, date] | None = None
        self._columns_read = columns_in(desk.facts, table)
        self._bearers: Mapping[tuple[str, str], Bearers] = {}
        self._left: list[_Left] = []

    @property
    def vocabulary(self) -> Vocabulary:
        """What texts are read against now."""
        return vocabulary_of(self._desk, self._table)

    @property
    def is_current(self) -> bool:
        """Whether what was found last holds still: the file has not changed, and no other day has begun."""
        return self._read_from == _moment(self.vocabulary)

    def followed(self, text: str, meant: Query) -> str:
        """Return a text that was read before with choices, partners and customers by their new names.

        Once partners and customers have their old names back, as after an undo, it is the text of before.
        """
        facts, columns = self._desk.facts, columns_in(self._desk.facts, self._table)
        words = renamed_words(self._columns_read, columns)
        self._columns_read = columns
        for name, names in words:
            text = with_word_renamed(text, meant, name, names)
        if self._left and text == self._left[-1].after and borne_again(self._left[-1].by, facts, self._table):
            return self._left.pop().before
        after = text
        changed = list(renamed_bearers(self._bearers, facts, self._table))
        for name, names in changed:
            after = with_word_renamed(after, meant, name, names)
        if after != text:
            by = {(name, old): self._bearers[name, old] for name, (old, _new) in changed}
            self._left.append(_Left(text, after, by))
        return after

    def read(self, text: str) -> None:
        """Find what a text asks for."""
        vocabulary = self.vocabulary

        def work(_facts: Facts) -> tuple[Query, Mapping[tuple[str, str], Bearers]]:
            query = read_query(text, vocabulary)
            return query, bearers_in(query, vocabulary)

        def take(found: tuple[Query, Mapping[tuple[str, str], Bearers]]) -> None:
            self._read_from = _moment(vocabulary)
            query, self._bearers = found
            self.found.emit(query)

        self._questions.compute("read", work, take)

    def suggest(self, text: str, then: Callable[[Sequence[Suggestion]], None]) -> None:
        """Hand on how a text may go on."""
        vocabulary = self.vocabulary
        self._questions.compute("suggest", lambda _facts: suggested(text, vocabulary), then)


def _moment(vocabulary: Vocabulary) -> tuple[int, date]:
    return vocabulary.facts.age, vocabulary.today
