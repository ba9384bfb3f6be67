"""Known failures: each says in one sentence what happened, and what to do next."""

from partnertracker.domain.problems import Problem


class PartnerTrackerError(Exception):
    """A failure that the program foresees.

    Args:
        sentence: what happened, where, as one sentence for a person.
        next_step: what that person can do about it; empty when the sentence says it.
    """

    def __init__(self, sentence: str, next_step: str = "") -> None:
        """Keep the sentence and the next step apart, so that a window can lay them out."""
        super().__init__(f"{sentence} {next_step}".strip())
        self.sentence = sentence
        self.next_step = next_step


class UnusableFileError(PartnerTrackerError):
    """The file can't be used: missing, locked, not ours, newer, damaged (exit code 3)."""


class DamagedFileError(UnusableFileError):
    """The file's content is not what this program leaves.

    Args:
        sentence: what is wrong with it.
        next_step: what can be done, with the backup in words.
        file: where it lies.
        backup: where its newest backup lies that is still what was verified; empty: there is none.
        backed_up_at: when that was made, ISO UTC; empty: there is none.
    """

    def __init__(
        self, sentence: str, next_step: str, file: str, backup: str = "", backed_up_at: str = ""
    ) -> None:
        """Keep what a window offers the backup with."""
        super().__init__(sentence, next_step)
        self.file = file
        self.backup = backup
        self.backed_up_at = backed_up_at


class ReadOnlyError(PartnerTrackerError):
    """A change was asked for in a file that is open for reading only (exit code 3)."""


class UnusableArgumentError(PartnerTrackerError):
    """What was asked for makes no sense: an unknown table, metric, period or option (exit code 2)."""


class UnusableInputError(PartnerTrackerError):
    """An input file (CSV, mapping) can't be read as a whole, or has two possible readings (exit code 2)."""


class InvalidRowsError(PartnerTrackerError):
    """Rows break a rule and nothing was stored.

    Args:
        problems: one sentence each, never empty.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Join the sentences; a form shows them field by field."""
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = problems


class NothingToUndoError(PartnerTrackerError):
    """Undo or redo was asked for and there is no step to take back or to do again."""
