"""The formulas of imported metrics, which may use each other in any order."""

from collections.abc import Mapping

from partnertracker.domain.fields import Row
from partnertracker.domain.problems import Problem
from partnertracker.services.editing.formulas import formula_problems, stored, written
from partnertracker.services.ports import Reader


class Formulas:
    """Checks new metrics against those that are there and those of the file that are found right."""

    def __init__(self, reader: Reader) -> None:
        """Take the open file."""
        self._there = stored(reader)

    def check(self, rows: Mapping[int, Row]) -> dict[int, Problem]:
        """Return what is wrong with some rows, by place; the others are known from now on."""
        left = {place: written(row) for place, row in rows.items()}
        found: dict[int, Problem] = {}
        while True:
            problems = zip(left, formula_problems(self._there, list(left.values())), strict=True)
            wrong = {place: problem for place, problem in problems if problem is not None}
            if not wrong:
                break
            found |= wrong
            left = {place: row for place, row in left.items() if place not in wrong}  # others may use them
        self._there |= {row.name: row for row in left.values()}
        return found
