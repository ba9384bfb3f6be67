"""Every rule over every row of a file, in one pass over each table."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from partnertracker.domain.entities import ENTITIES, entity
from partnertracker.domain.fields import Context, Entity, Field, Kind, Row, Value
from partnertracker.domain.metrics.formula import FormulaFault, parsed
from partnertracker.domain.parsing import parse_text
from partnertracker.domain.problems import Problem
from partnertracker.domain.settings import Settings
from partnertracker.domain.validation import problems_of_row, shown
from partnertracker.services.editing.checking import NOT_ITS_SOURCE
from partnertracker.services.editing.formulas import (
    TABLE as CUSTOM_METRICS,
)
from partnertracker.services.editing.formulas import (
    formula_problems,
    metrics_in,
    stored,
)
from partnertracker.services.naming import name_of, text_of
from partnertracker.services.ports import Reader
from partnertracker.services.session import Session

_TABLES = tuple(each.table for each in ENTITIES)
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken rule.

    Attributes:
        table, id: the row.
        column: the field beside which it shows; empty for the row as a whole.
        sentence: the row by table, id and name, the column, the value, and what is expected.
    """

    table: str
    id: str
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A row that may have faults."""

    table: str
    id: str
    name: str

    def fault(self, column: str, value: str, expected: str) -> Fault:
        """Return a fault of this row."""
        name = f", “{shown(self.name)}”" if self.name else ""
        quoted = f" “{shown(value)}”" if value.strip() else ""
        sentence = f"Row {self.id} of {self.table}{name}, {column}{quoted}: {expected}"
        return Fault(self.table, self.id, column, sentence)


def faults(session: Session) -> Iterator[Fault]:
    """Yield every broken rule, table by table in the order of the rows, without holding all rows in memory.

    What SQL guards (types, uniqueness, references that exist) is for ``Store.check``. While a setting is
    spoilt, only the settings are judged: the rest depends on them.
    """
    store = session.store
    stages = {stage.key: stage for stage in store.stages()}
    context = Context(session.clock.today().isoformat(), Settings().currency, stages)
    unreadable = list(_of_table(store, entity("settings"), context))
    yield from unreadable
    if unreadable:
        return
    context = session.context._replace(metrics=metrics_in(store))
    for each in ENTITIES:
        yield from _of_table(store, session.kind(each.table), context)
    yield from _own_influences(store)
    yield from _formulas(store)
    yield from _custom_values(store)


def _of_table(reader: Reader, each: Entity, context: Context) -> Iterator[Fault]:
    names = tuple(field.name for field in each.fields)
    for row_id, *values in reader.each(each.table, ("id", *names)):
        row: Row = dict(zip(names, values, strict=True))
        for problem in (*problems_of_row(each, row, context), *_spaced(each, row)):
            text = text_of(reader, each.field(problem.column), row[problem.column], _currency(row, context))
            place = _Place(each.table, str(row_id), name_of(reader, each.table, row))
            yield place.fault(problem.column, text, problem.sentence)


def _spaced(each: Entity, row: Row) -> Iterator[Problem]:
    """Yield the texts of one line with space around them, which only another program can have left there."""
    for field in each.fields:
        value = row[field.name]
        if field.kind is Kind.TEXT and isinstance(value, str) and value.strip() not in {"", value}:
            yield Problem(field.name, value, f"{field.label} must have no space before or after it.")


def _currency(row: Row, context: Context) -> str:
    return str(row.get("currency") or context.currency)


def _own_influences(reader: Reader) -> Iterator[Fault]:
    """Yield the influences of a deal's own source partner."""
    partners_of: dict[Value, list[tuple[Value, Value]]] = {}
    for row_id, deal, partner in reader.each("deal_influences", ("id", "deal", "partner")):
        partners_of.setdefault(deal, []).append((partner, row_id))
    for deal, source in reader.each("deals", ("id", "source_partner")):
        for partner, row_id in partners_of.get(deal, ()):
            if source is not None and partner == source:
                influence: Row = {"deal": deal, "partner": partner}
                place = _Place("deal_influences", str(row_id), name_of(reader, "deal_influences", influence))
                text = text_of(reader, entity("deal_influences").field("partner"), partner)
                yield place.fault("partner", text, NOT_ITS_SOURCE)


def _custom_values(reader: Reader) -> Iterator[Fault]:
    """Yield the values of custom fields that are none of their kind, or of a row that is not there.

    A choice that is none of the choices is a value that breaks a rule, as for any other field.
    """
    fields: dict[Value, tuple[str, Field]] = {
        each.custom: (table, each) for table in _TABLES for each in reader.custom_fields(table)
    }
    every = (each for each in reader.each("custom_values", ("field", "record", "value")) if each[0] in fields)
    while some := list(islice(every, _AT_ONCE)):
        records = {str(record) for _, record, _ in some}
        there = {table: reader.keys_of(table, records) for table, _ in fields.values()}
        for of, record, value in some:
            table, field = fields[of]
            row_id, text = str(record), str(value)
            read = parse_text(field, text)
            if row_id not in there[table]:
                place = _Place(table, row_id, "")
                yield place.fault(field.name, text, "This row is not there; its value is left over.")
            elif isinstance(read, Problem) and field.kind is not Kind.CHOICE:
                place = _Place(table, row_id, name_of(reader, table, reader.row(table, row_id) or {}))
                yield place.fault(field.name, text, read.sentence)


def _formulas(reader: Reader) -> Iterator[Fault]:
    """Yield the team's metrics whose formula is well formed and means nothing in this file."""
    ids = {str(name): str(row_id) for row_id, name in reader.each(CUSTOM_METRICS, ("id", "name"))}
    there = list(stored(reader).values())
    for row, problem in zip(there, formula_problems({}, there), strict=True):
        if problem is not None and not isinstance(parsed(row.formula), FormulaFault):
            place = _Place(CUSTOM_METRICS, ids[row.name], row.label)
            yield place.fault(problem.column, problem.value, problem.sentence)
