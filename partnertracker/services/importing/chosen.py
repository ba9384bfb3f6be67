"""New deals of a list of which somebody chose that they are one that is there, or are left out."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from partnertracker.domain.fields import Value
from partnertracker.domain.problems import Problem
from partnertracker.services.ports import Reader

_LEFT_OUT = "This deal is left out, as you chose."


class Said(NamedTuple):
    """What a list says of a deal to tell it from others."""

    name: str
    customer: str
    external_id: Value


class ChosenDeals:
    """What became of such deals; most often there is none."""

    def __init__(self, reader: Reader, chosen: Mapping[Said, str]) -> None:
        """Take the id of the deal that each is, empty where it is left out."""
        self._chosen = chosen
        self._names: dict[str, Value] = {}
        for row_id in filter(None, chosen.values()):
            row = reader.row("deals", row_id)
            if row is not None:
                self._names[row_id] = row["name"]

    def take(
        self, columns: dict[str, Sequence[Value]], count: int, report: Callable[[int, Problem], None]
    ) -> None:
        """Give rows the id and name of the deal that they are, as if the list said so; report the left out.

        Args:
            columns: the values by field, as they were read.
            count: of how many rows.
            report: takes the place of a row that is left out, and why.
        """
        if not self._chosen:
            return
        told = [columns.get(name) or [None] * count for name in Said._fields]
        ids, names = list(columns.get("id") or [None] * count), list(told[0])
        for i, said in enumerate(zip(*told, strict=True)):
            of = self._chosen.get(Said(str(said[0]), str(said[1]), said[2]))
            if of == "":
                report(i, Problem("name", str(said[0]), _LEFT_OUT))
            elif of in self._names and ids[i] is None:
                ids[i], names[i] = of, self._names[of]
        columns["id"], columns["name"] = ids, names
