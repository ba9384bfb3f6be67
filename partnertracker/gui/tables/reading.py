"""What the text above a table asks for, read from the file's content away from the window's thread."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from partnertracker.domain.facts import Facts
from partnertracker.gui.desk import Desk
from partnertracker.gui.questions import Questions
from partnertracker.gui.tables.saying import vocabulary_of
from partnertracker.services.listing.bearers import Bearers, bearers_in, renamed_bearers
from partnertracker.services.listing.columns import columns_in
from partnertracker.services.listing.completion import Suggestion, suggested
from partnertracker.services.listing.language import Query, read_query
from partnertracker.services.listing.spelling import renamed_words, with_word_renamed
from partnertracker.services.listing.vocabulary import Vocabulary


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

    @property
    def vocabulary(self) -> Vocabulary:
        """What texts are read against now."""
        return vocabulary_of(self._desk, self._table)

    @property
    def is_current(self) -> bool:
        """Whether what was found last holds still: the file has not changed, and no other day has begun."""
        return self._read_from == _moment(self.vocabulary)

    def followed(self, text: str, meant: Query) -> str:
        """Return a text that was read before with choices, partners and customers by their new names."""
        vocabulary, columns = self.vocabulary, columns_in(self._desk.facts, self._table)
        renamed = [
            *renamed_words(self._columns_read, columns),
            *renamed_bearers(self._bearers, vocabulary.facts, self._table),
        ]
        self._columns_read = columns
        for name, names in renamed:
            text = with_word_renamed(text, meant, name, names)
        return text

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
