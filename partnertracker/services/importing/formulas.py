"""The names of imported metrics, and their formulas, which may use each other in any order."""

from collections.abc import Mapping

from partnertracker.domain.fields import Row
from partnertracker.domain.names import sight_key
from partnertracker.domain.problems import Problem
from partnertracker.services.editing.formulas import (
    formula_problems,
    ids_by_name,
    name_problem,
    stored,
    written,
)
from partnertracker.services.ports import Reader


class Formulas:
    """Checks new metrics against those that are there and those of the file that are found right."""

    def __init__(self, reader: Reader) -> None:
        """Take the open file."""
        self._there = stored(reader)

    def check(self, rows: Mapping[int, Row]) -> dict[int, Problem]:
        """Return what is wrong with some rows, by place; the others are known from now on."""
        taken, left = ids_by_name(self._there), {}
        found: dict[int, Problem] = {}
        for place, row in rows.items():
            new = written(row)
            namesake = name_problem(taken, new)
            if namesake is None:
                left[place] = new
                taken[sight_key(new.label)] = new.name
            else:
                found[place] = namesake
        while True:
            problems = zip(left, formula_problems(self._there, list(left.values())), strict=True)
            wrong = {place: problem for place, problem in problems if problem is not None}
            if not wrong:
                break
            found |= wrong
            left = {place: row for place, row in left.items() if place not in wrong}  # others may use them
        self._there |= {row.name: row for row in left.values()}
        return found
