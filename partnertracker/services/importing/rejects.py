"""Rows that were turned down, with their reasons, as a CSV to mend and import again."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from partnertracker.domain.problems import Problem

if TYPE_CHECKING:
    from partnertracker.services.importing.planning import Plan


@dataclass(frozen=True, slots=True)
class Rejection:
    """One row of the file that can't be imported.

    Attributes:
        line: where it starts, the header being line 1.
        texts: its cells as they are in the file.
        problems: why, each with line, column, value and sentence.
    """

    line: int
    texts: tuple[str, ...]
    problems: tuple[Problem, ...]


def write_rejects(plan: "Plan", out: TextIO) -> int:
    """Write the rejected rows, their columns and then ``reason``, and return how many; import ignores the reason."""
    raise NotImplementedError
