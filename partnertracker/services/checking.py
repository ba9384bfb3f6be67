"""Every rule over every row of a file, in one pass over each table."""

from collections.abc import Iterator
from dataclasses import dataclass

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Context, Entity, Row, Value
from partnertracker.domain.metrics.catalogue import CATALOGUE
from partnertracker.domain.validation import problems_of_row
from partnertracker.services.naming import name_of
from partnertracker.services.session import Session

_METRICS = frozenset(metric.id for metric in CATALOGUE)


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken rule.

    Attributes:
        table, id: the row.
        column: the field beside which it shows; empty for the row as a whole.
        sentence: what is wrong and expected, with the name of the row.
    """

    table: str
    id: str
    column: str
    sentence: str


def faults(session: Session) -> Iterator[Fault]:
    """Yield every broken rule, table by table in the order of the rows, without holding all rows in memory.

    What SQL guards (types, uniqueness, references that exist) is for ``Store.check``.
    """
    context = session.context
    for each in ENTITIES:
        yield from _of_table(session, each, context)
    yield from _own_influences(session)


def _of_table(session: Session, each: Entity, context: Context) -> Iterator[Fault]:
    names = tuple(field.name for field in each.fields)
    for row_id, *values in session.store.each(each.table, ("id", *names)):
        row: Row = dict(zip(names, values, strict=True))
        for problem in problems_of_row(each, row, context, _METRICS):
            sentence = f"“{name_of(session.store, each.table, row)}”: {problem.sentence}"
            yield Fault(each.table, str(row_id), problem.column, sentence)


def _own_influences(session: Session) -> Iterator[Fault]:
    """Yield the influences of a deal's own source partner."""
    partners_of: dict[Value, list[tuple[Value, Value]]] = {}
    for row_id, deal, partner in session.store.each("deal_influences", ("id", "deal", "partner")):
        partners_of.setdefault(deal, []).append((partner, row_id))
    for deal, name, source in session.store.each("deals", ("id", "name", "source_partner")):
        for partner, row_id in partners_of.get(deal, ()):
            if source is not None and partner == source:
                sentence = f"“{name}”: the partner who sourced a deal can't be an influence on it, too."
                yield Fault("deal_influences", str(row_id), "partner", sentence)
