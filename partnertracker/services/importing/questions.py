"""When a file can be read in two ways, the person decides: what is asked, and the answers there are."""

from dataclasses import dataclass

from partnertracker.domain.errors import UnusableInputError


@dataclass(frozen=True, slots=True)
class Answer:
    """One reading: what goes into the mapping's format, and how it shows in the file at hand."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A choice between readings.

    Attributes:
        topic: the key in the mapping's ``[format]``.
        column: the header of the column it is about; empty for the whole file.
        sentence: the question for a person, with an example from the file.
        answers: the readings that fit; ``mapping.answered(question.topic, answer.value)`` settles it.
    """

    topic: str
    column: str
    sentence: str
    answers: tuple[Answer, ...]


class UndecidedError(UnusableInputError):
    """The person has to say how the file is to be read; carries the question."""

    def __init__(self, question: Question) -> None:
        """Say the question, and how a mapping answers it."""
        lines = " or ".join(f'{question.topic} = "{answer.value}"' for answer in question.answers)
        super().__init__(question.sentence, f"Put {lines} under [format] in the mapping.")
        self.question = question
