"""Rows that were turned down, with their reasons, as a CSV to mend and import again."""

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from partnertracker.domain.parsing import guarded, unguarded
from partnertracker.domain.problems import Problem
from partnertracker.services.importing.mapping import accepted_names

if TYPE_CHECKING:
    from partnertracker.services.importing.plans import Plan


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

    The same mapping reads them again: the delimiter is that of the file they came from (a comma, if it had
    none), the header stands in the row that the mapping names, if it does, and where the mapping may name
    another encoding, a byte order mark says that it is UTF-8 now.

    Args:
        plan: from ``plan``.
        out: a text stream opened as UTF-8 with ``newline=""``.
    """
    if plan.source.format.encoding != "utf-8":
        out.write("\ufeff")
    header = plan.source.header
    taken = {*header, *accepted_names(plan.kind)}
    reason = next(name for name in ("reason", "rejected_because", "rejected_because_of") if name not in taken)
    writer = csv.writer(out, delimiter=plan.source.format.delimiter or ",", lineterminator="\n")
    out.write("\n" * (plan.source.told_header - 1))
    writer.writerow((*map(guarded, header), reason))
    count = 0
    for rejection in plan.rejections():
        cells = [*rejection.texts[: len(header)], *[""] * (len(header) - len(rejection.texts))]
        sentences = " ".join(problem.sentence for problem in rejection.problems)
        writer.writerow((*(guarded(unguarded(cell)) for cell in cells), guarded(sentences)))
        count += 1
    return count
