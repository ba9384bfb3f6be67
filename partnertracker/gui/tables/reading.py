"""What the text above a table asks for, read from the file's content away from the window's thread."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from partnertracker.gui.desk import Desk
from partnertracker.gui.questions import Questions
from partnertracker.gui.tables.saying import vocabulary_of
from partnertracker.services.listing.completion import Suggestion, suggested
from partnertracker.services.listing.language import Query, read_query
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

    @property
    def vocabulary(self) -> Vocabulary:
        """What texts are read against now."""
        return vocabulary_of(self._desk, self._table)

    @property
    def is_current(self) -> bool:
        """Whether what was found last holds still: the file has not changed, and no other day has begun."""
        return self._read_from == _moment(self.vocabulary)

    def read(self, text: str) -> None:
        """Find what a text asks for."""
        vocabulary = self.vocabulary

        def take(query: Query) -> None:
            self._read_from = _moment(vocabulary)
            self.found.emit(query)

        self._questions.compute("read", lambda _facts: read_query(text, vocabulary), take)

    def suggest(self, text: str, then: Callable[[Sequence[Suggestion]], None]) -> None:
        """Hand on how a text may go on."""
        vocabulary = self.vocabulary
        self._questions.compute("suggest", lambda _facts: suggested(text, vocabulary), then)


def _moment(vocabulary: Vocabulary) -> tuple[int, date]:
    return vocabulary.facts.age, vocabulary.today
