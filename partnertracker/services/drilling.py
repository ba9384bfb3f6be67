"""The rows behind a figure, with the ids and names that people and other programs know them by."""

from collections.abc import Iterator
from dataclasses import dataclass

from partnertracker.domain.metrics.combining import leaves
from partnertracker.domain.metrics.drilling import PART_OF
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.metrics.metric import Formula, Metric
from partnertracker.services.measuring import drill
from partnertracker.services.naming import ids_and_names
from partnertracker.services.session import Session
from partnertracker.services.sheets import number_text

DRILL_HEADER = ("metric", "scope", "table", "id", "label", "value", "part", "why")
"""What the parts of ``behind_texts`` are; ``why`` is given for the rows left out."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The rows behind one figure, as in the contract's JSON.

    Attributes:
        rows: with ``table``, ``id``, ``label``, ``value`` and, for a ratio or a metric made of others,
            ``part``.
        left_out: with ``table``, ``id``, ``label``, ``value`` (None) and ``why``.
    """

    rows: tuple[dict[str, object], ...]
    left_out: tuple[dict[str, object], ...]


def behind(session: Session, figure: Figure) -> Behind:
    """Return the rows that a figure was made from, and those left out of it."""
    found = drill(session.facts, figure.metric.id, figure.period, figure.as_of, figure.scope)
    named = {(row.table, row.key) for row in found.rows} | {(row.table, row.key) for row in found.left_out}
    names = _names(session, named)
    rows = []
    for row in found.rows:
        row_id, label = names[row.table, row.key]
        entry: dict[str, object] = {"table": row.table, "id": row_id, "label": label, "value": row.value}
        rows.append(entry | ({"part": row.part} if row.part else {}))
    left_out: list[dict[str, object]] = []
    for left in found.left_out:
        row_id, label = names[left.table, left.key]
        left_out.append({"table": left.table, "id": row_id, "label": label, "value": None, "why": left.why})
    return Behind(tuple(rows), tuple(left_out))


def behind_texts(figure: Figure, those: Behind, currency: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows behind a figure, then those left out, as the texts of ``DRILL_HEADER``."""
    for row in (*those.rows, *those.left_out):
        value = row["value"]
        number = number_text(float(str(value)), _unit(figure, row), currency) if value is not None else ""
        yield (
            figure.metric.id,
            figure.scope,
            str(row["table"]),
            str(row["id"]),
            str(row["label"]),
            number,
            str(row.get("part", "")),
            str(row.get("why", "")),
        )


def _unit(figure: Figure, row: dict[str, object]) -> str:
    """Return how a row's value is written: what adds up to money is money, the rest are plain numbers."""
    behind, part = part_of(figure.metric, str(row.get("part", "")))
    return "money" if behind.unit == "money" and part != "denominator" else "count"


def part_of(metric: Metric, part: str) -> tuple[Metric, str]:
    """Return which metric a row is behind, and which part of it: of one of the program that metric itself."""
    if not isinstance(metric.evidence, Formula):
        return metric, part
    name, _, within = part.partition(PART_OF)
    return next(each for each in leaves(metric) if each.id == name), within


def _names(session: Session, rows: set[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str]]:
    keys: dict[str, list[int]] = {}
    for table, key in sorted(rows):
        keys.setdefault(table, []).append(key)
    return {
        (table, key): found
        for table, some in keys.items()
        for key, found in ids_and_names(session.store, table, some).items()
    }
