"""Rows that were turned down, with their reasons, as a CSV to mend and import again."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.parsing import guarded, unguarded
from partnertracker.domain.problems import Problem
from partnertracker.services.importing.content import python_codec
from partnertracker.services.importing.mapping import accepted_names

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
    """Write the rejected rows, their columns and then ``reason``; return how many.

    The delimiter is that of the file they came from, so that the same mapping reads them again.

    Args:
        plan: from ``plan``.
        out: a text stream opened with ``newline=""``.
    """
    header = plan.source.header
    taken = {*header, *accepted_names(entity(plan.table))}
    reason = next(name for name in ("reason", "rejected_because", "rejected_because_of") if name not in taken)
    writer = csv.writer(out, delimiter=plan.source.format.delimiter, lineterminator="\n")
    writer.writerow((*map(guarded, header), reason))
    count = 0
    for rejection in plan.rejections():
        cells = [*rejection.texts[: len(header)], *[""] * (len(header) - len(rejection.texts))]
        sentences = " ".join(problem.sentence for problem in rejection.problems)
        writer.writerow((*(guarded(unguarded(cell)) for cell in cells), guarded(sentences)))
        count += 1
    return count


def save_rejects(plan: "Plan", path: Path) -> int:
    """Write the rejected rows to a file, in the encoding they came in; return how many.

    Raises:
        UnusableArgumentError: the file can't be written.
    """
    codec = python_codec(plan.source.format.encoding)
    try:
        with path.open("w", encoding=codec, errors="replace", newline="") as out:
            return write_rejects(plan, out)
    except OSError as error:
        sentence = f"{path.name} can't be written: {error.strerror or 'no access'}."
        raise UnusableArgumentError(sentence, "Choose another place for the rejects.") from error
