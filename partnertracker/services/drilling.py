"""The rows behind a figure, with the ids and names that people and other programs know them by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from partnertracker.domain.metrics.figure import Drill, DrillRow, Figure, LeftOutRow
from partnertracker.services.measuring import drill
from partnertracker.services.naming import ids_and_names
from partnertracker.services.session import Session
from partnertracker.services.sheets import number_text

DRILL_HEADER = ("metric", "scope", "table", "id", "label", "value", "part", "why")
"""What the parts of ``behind_texts`` are; ``why`` is given for the rows left out."""


@dataclass(frozen=True)
class Behind:
    """The rows behind one figure, named.

    Attributes:
        drill: which rows, and what each adds.
        names: the id and the name of each row, by table and key.
    """

    drill: Drill
    names: Mapping[tuple[str, int], tuple[str, str]]

    @property
    def rows(self) -> list[dict[str, object]]:
        """The rows as in the contract's JSON; ``part`` for a ratio or a metric made of others."""
        return [
            self._entry(row.table, row.key, row.value) | ({"part": row.part} if row.part else {})
            for row in self.drill.rows
        ]

    @property
    def left_out(self) -> list[dict[str, object]]:
        """The rows left out as in the contract's JSON."""
        return [self._entry(row.table, row.key, None) | {"why": row.why} for row in self.drill.left_out]

    def _entry(self, table: str, key: int, value: float | None) -> dict[str, object]:
        row_id, label = self.names[table, key]
        return {"table": table, "id": row_id, "label": label, "value": value}


def behind(session: Session, figure: Figure) -> Behind:
    """Return the rows that a figure was made from, and those left out of it."""
    found = drill(session.facts, figure.metric.id, figure.period, figure.as_of, figure.scope)
    rows: tuple[DrillRow | LeftOutRow, ...] = (*found.rows, *found.left_out)
    return Behind(found, _names(session, {(row.table, row.key) for row in rows}))


def behind_texts(figure: Figure, those: Behind, currency: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows behind a figure, then those left out, as the texts of ``DRILL_HEADER``."""
    for row in those.drill.rows:
        number = number_text(row.value, row.unit, currency)
        yield (*_place(figure, row, those), number, row.part, "")
    for left in those.drill.left_out:
        yield (*_place(figure, left, those), "", "", left.why)


def _place(figure: Figure, row: DrillRow | LeftOutRow, those: Behind) -> tuple[str, ...]:
    return (figure.metric.id, figure.scope, row.table, *those.names[row.table, row.key])


def _names(session: Session, rows: set[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str]]:
    keys: dict[str, list[int]] = {}
    for table, key in sorted(rows):
        keys.setdefault(table, []).append(key)
    return {
        (table, key): found
        for table, some in keys.items()
        for key, found in ids_and_names(session.store, table, some).items()
    }
