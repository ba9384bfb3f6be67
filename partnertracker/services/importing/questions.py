"""When a file can be read in two ways, the person decides: what is asked, and the answers there are."""

from dataclasses import dataclass

from partnertracker.domain.errors import UnusableInputError
from partnertracker.services.importing.mapping import ImportMapping
from partnertracker.services.importing.source import Source


@dataclass(frozen=True, slots=True)
class Answer:
    """One reading: what goes into the mapping's format, and how it shows in the file at hand."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A choice between readings.

    Attributes:
        topic: the key in the mapping's ``[format]``: encoding, delimiter, date or decimal.
        column: the header of the column it is about; empty for the whole file.
        sentence: the question for a person, with an example from the file.
        answers: at least two; ``mapping.answered(question.topic, answer.value)`` settles it.
    """

    topic: str
    column: str
    sentence: str
    answers: tuple[Answer, ...]


class UndecidedError(UnusableInputError):
    """Two readings fit; carries the question."""

    def __init__(self, question: Question) -> None:
        """Say the question, and how a mapping answers it."""
        super().__init__(question.sentence, f"Give {question.topic} under [format] in the mapping.")
        self.question = question


def questions_about(source: Source, mapping: ImportMapping) -> tuple[Question, ...]:
    """Return what must be decided before a plan can be made with this mapping; empty when all is clear."""
    raise NotImplementedError
