"""Rows that were turned down, with their reasons, as a CSV to mend and import again."""

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from partnertracker.domain.parsing import guarded, unguarded
from partnertracker.domain.problems import Problem
from partnertracker.services.importing.mapping import accepted_names

if TYPE_CHECKING:
    from partnertracker.services.importing.plans import Plan

_REASONS = ("reason", "rejected_because", "rejected_because_of")
_GIVEN = re.compile(r"\s*('?Row \d.*)?", re.DOTALL)
"""What stands in the column of reasons of a file of rejects: as ours begin, or nothing."""


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

    The reasons of a file of rejects give way to the new ones.

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
    if _ends_with_reasons(plan):
        reason, header = header[-1], header[:-1]
    else:
        taken = {*header, *accepted_names(plan.kind)}
        reason = next(name for name in _REASONS if name not in taken)
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


def _ends_with_reasons(plan: "Plan") -> bool:
    """Tell whether the last column, of which nothing is read, holds why its rows were turned down before."""
    header = plan.source.header
    if header[-1] not in _REASONS or header[-1] not in plan.ignored:
        return False
    last = len(header) - 1
    return all(_GIVEN.fullmatch("".join(each.texts[last : last + 1])) for each in plan.rejections())
