"""What only the file knows of a row: whether its references exist and its keys are its own."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from partnertracker.domain.amounts import carried
from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Context, Entity, Field, Kind, Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.domain.sentences import listed, with_article
from partnertracker.domain.validation import names_thing, problems_of_row, shown
from partnertracker.services.editing import formulas
from partnertracker.services.editing.references import OF_PARTNER
from partnertracker.services.ports import Reader
from partnertracker.services.session import Session

NOT_ITS_SOURCE = "A partner can't both source a deal and influence it."
"""The sentence for an influence by the deal's own source partner."""

SYSTEM = frozenset({"key", "id", "created_step"})


def problems_of(
    session: Session, table: str, values: Mapping[str, Value], key: int | None = None
) -> tuple[Problem, ...]:
    """Return all that keeps a row from being stored; empty when it can be.

    Args:
        session: the open file.
        table: the row's table.
        values: disk values by field name (references as ids); for a row that exists, those that change.
        key: the row's key when it exists already.

    Raises:
        UnusableArgumentError: there is no such table, field or row.
    """
    kind = session.kind(table)
    context = session.context
    if key is None:
        return problems_in(session.store, kind, completed(kind, values, context), context)
    before = existing(session.store, kind, key)
    kept = carried(kind, before, values, context).problems
    return *kept, *problems_in(session.store, kind, merged(kind, before, values, context), context, before)


def problems_in(
    reader: Reader,
    kind: Entity,
    row: Row,
    context: Context,
    before: Row | None = None,
    coming: Collection[str] = (),
) -> tuple[Problem, ...]:
    """Return all that keeps a whole row from being stored in the file as ``reader`` sees it.

    Args:
        reader: the file, or the step that is under way.
        kind: the row's table.
        row: every field's disk value.
        context: the day, the currency and the stages.
        before: the row as it is stored, when it exists; what did not change is not looked up again.
        coming: ids of rows that are not there yet and will be, by the end of the step.
    """
    problems = list(problems_of_row(kind, row, with_metrics(reader, kind, context)))
    wrong = {problem.column for problem in problems}
    changed = {field.name for field in kind.fields} - wrong
    if before is not None:
        changed = {name for name in changed if row.get(name) != before[name]}
    problems += missing_references(reader, kind, row, changed, coming)
    problems += taken_already(reader, kind, row, changed, before)
    problems += _own_influence(reader, kind, row, changed)
    told = {"name", "label", "formula"}
    if kind.table == formulas.TABLE and changed & told and not wrong & told:
        problems += formulas.own_problems(reader, row, before)
    return tuple(problems)


def with_metrics(reader: Reader, kind: Entity, context: Context) -> Context:
    """Return the context with the file's metrics, where rows of the table name one."""
    if not any(names_thing(kind.table, field) for field in kind.fields):
        return context
    return context._replace(metrics=formulas.metrics_in(reader))


def refuse(problems: tuple[Problem, ...]) -> None:
    """Raise InvalidRowsError when there are problems."""
    if problems:
        raise InvalidRowsError(problems)


def known_fields(kind: Entity, names: Collection[str]) -> None:
    """Make sure that a table has these fields; raises UnusableArgumentError."""
    known = {field.name for field in kind.fields}
    for name in names:
        if name not in known:
            raise UnusableArgumentError(
                f"There is no column “{name}” in {kind.table}.",
                f"Choose one of {', '.join(field.name for field in kind.fields)}.",
            )


def existing(reader: Reader, kind: Entity, key: int) -> Row:
    """Return a row by key; raises UnusableArgumentError when it is gone."""
    return those_existing(reader, kind, [key])[0]


def those_existing(reader: Reader, kind: Entity, keys: Sequence[int]) -> list[Row]:
    """Return rows in the order of their keys; raises UnusableArgumentError when one of them is gone."""
    found = reader.rows(kind.table, keys)
    if len(found) < len(keys):
        raise UnusableArgumentError(f"This {kind.singular.lower()} is no longer there.")
    return found


def completed(kind: Entity, values: Mapping[str, Value], context: Context) -> Row:
    """Return a new row with every field: as given, else its default, else None; ``id`` is kept when given."""
    known_fields(kind, values.keys() - SYSTEM)
    row = {field.name: values.get(field.name) for field in kind.fields}
    with_defaults = _with_defaults(kind, row, row, context)
    return {"id": values["id"], **with_defaults} if values.get("id") else with_defaults


def merged(kind: Entity, before: Row, values: Mapping[str, Value], context: Context) -> Row:
    """Return every field of a row that exists, with new values in it and amounts in their currency."""
    known_fields(kind, values.keys() - SYSTEM)
    given = {**carried(kind, before, values, context).values, **values}
    row = {field.name: given.get(field.name, before[field.name]) for field in kind.fields}
    return _with_defaults(kind, row, values, context)


def usual(kind: Entity, field: Field, context: Context) -> Value:
    """Return what a field holds when nothing is said of it."""
    if field.kind is Kind.CURRENCY and not field.required:
        return context.currency
    if kind.since and field.name == kind.since:
        return context.today
    return field.default


def _with_defaults(kind: Entity, row: Row, names: Collection[str], context: Context) -> Row:
    for field in kind.fields:
        if field.name not in names:
            continue
        if row[field.name] == "":
            row[field.name] = None
        if row[field.name] is None:
            row[field.name] = usual(kind, field, context)
    return row


def missing_references(
    reader: Reader, kind: Entity, row: Row, changed: AbstractSet[str], coming: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each of the changed fields that refers to a row that will not be there."""
    for field in kind.fields:
        value = row.get(field.name)
        if value is None or field.name not in changed:
            continue
        table, row_id = field.references, str(value)
        if field.kind is Kind.SCOPE and row_id.startswith(OF_PARTNER):
            table, row_id = "partners", row_id.removeprefix(OF_PARTNER)
        if table and row_id not in coming and reader.row(table, row_id) is None:
            one = with_article(entity(table).singular.lower())
            sentence = f"{field.label} must be {one} that is in this file."
            yield Problem(field.name, row_id, sentence)


def taken_already(
    reader: Reader, kind: Entity, row: Row, changed: AbstractSet[str], before: Row | None
) -> Iterator[Problem]:
    """Yield a problem for each group of unique fields, one of them changed, that another stored row has."""
    for group in kind.unique:
        values = {name: row.get(name) for name in group}
        if None in values.values() or not changed & set(group):
            continue
        own = before["key"] if before is not None else None
        if any(other["key"] != own for other in reader.find(kind.table, values)):
            yield taken(kind, group, shown(values[group[-1]]))


def taken(kind: Entity, group: tuple[str, ...], value: str) -> Problem:
    """Return the problem of a row whose unique fields another row has."""
    words = listed(kind.field(name).label.lower() for name in group)
    sentence = f"There is already {with_article(kind.singular.lower())} with this {words}."
    return Problem(group[-1], value, sentence)


def _own_influence(reader: Reader, kind: Entity, row: Row, changed: AbstractSet[str]) -> Iterator[Problem]:
    if kind.table == "deal_influences" and changed & {"deal", "partner"}:
        deal = reader.row("deals", str(row.get("deal")))
        if deal is not None and deal["source_partner"] == row.get("partner"):
            yield Problem("partner", str(row.get("partner")), NOT_ITS_SOURCE)
    if kind.table == "deals" and "source_partner" in changed and row.get("source_partner"):
        wanted = {"deal": row.get("id"), "partner": row["source_partner"]}
        if row.get("id") and reader.find("deal_influences", wanted):
            yield Problem("source_partner", str(row["source_partner"]), NOT_ITS_SOURCE)
