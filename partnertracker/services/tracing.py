"""What was done to rows since a step, in the end: field by field, and by which steps."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Field, Kind, Value
from partnertracker.domain.money import to_major
from partnertracker.services.elsewhere import Asked, Elsewhere
from partnertracker.services.history import Edited
from partnertracker.services.naming import ids_and_names, text_of
from partnertracker.services.ports import LoggedChange, Step, TableChanges
from partnertracker.services.restating import RowDifference, RowKey, belonging
from partnertracker.services.session import Session

ADDED, DELETED, CHANGED = "added", "deleted", "changed"

_NAMED = frozenset({Kind.REFERENCE, Kind.SCOPE})
_STEPS_OF = frozenset({"exchange_rates", "tier_requirements", "targets", "capacities", "stages"})
"""Tables of few rows, whose steps are named where they made a difference."""


def as_written(edited: Sequence[Edited], usual: str) -> tuple[Edited, ...]:
    """Return edits of a row, each amount in the currency of its time; those that read the same are left out.

    Args:
        edited: of one row.
        usual: the currency of rows that name none.
    """
    moved = next((each for each in edited if each.field.kind is Kind.CURRENCY), None)
    if moved is None:
        return tuple(edited)
    was, becomes = str(moved.before or usual), str(moved.after or usual)
    told = (
        each if each.field.kind is not Kind.MONEY else each._replace(currency=becomes, was=was)
        for each in edited
    )
    return tuple(
        each for each in told if not each.was or _major(each.before, was) != _major(each.after, becomes)
    )


def _major(minor: Value, currency: str) -> Decimal | None:
    return None if minor is None else to_major(int(minor), currency)


class Trace(NamedTuple):
    """What was done to one row.

    Attributes:
        table: the row's table.
        what: ``added``, ``deleted`` or ``changed``; what was undone since counts for nothing.
        edited: of a changed row, its fields with other values.
        steps: all steps that touched it, oldest first.
    """

    table: str
    what: str
    edited: tuple[Edited, ...]
    steps: tuple[Step, ...]


class Explained(NamedTuple):
    """A row that adds something else to a figure than it did, and why.

    Attributes:
        row: the row.
        name: what a person calls it, today or when it was last there.
        is_there: whether it is in the file today.
        own: what was done to it, and then to the rows that belong to it; empty where what made the difference
            lies elsewhere.
        related: where it does, what was done to other rows by which this one counts or not.
        rules: where there are none, the tables that the figure depends on and that changed.
        settings: and the settings that changed, by name.
        ruled: the steps that changed rates, stages and settings among these, oldest first.
    """

    row: RowDifference
    name: str
    is_there: bool
    own: tuple[Trace, ...]
    related: tuple[Trace, ...] = ()
    rules: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    ruled: tuple[Step, ...] = ()


def explained(
    session: Session, past: Session, rows: Sequence[RowDifference], asked: Asked
) -> list[Explained]:
    """Return why rows add something else than they did.

    Args:
        session: the file as it is.
        past: the file as it was known, of ``session.as_known``.
        rows: the rows.
        asked: the metric that they add to, and for which figures.
    """
    files = _Files(session, past)
    wanted = [(row.table, row.key) for row in rows]
    belong = belonging(past.facts, session.facts, past.differs, wanted)
    traced = files.traces([*wanted, *(each for those in belong.values() for each in those)])
    names, there = _names(session, past, wanted)
    elsewhere = Elsewhere(past.facts, session.facts, past.differs, asked)
    found = []
    for row, key in zip(rows, wanted, strict=True):
        own = _told([traced[each] for each in (key, *belong.get(key, ())) if each in traced], row.table)
        each = Explained(row, names.get(key, ""), key in there, own)
        found.append(each if own else _from_elsewhere(each, files, elsewhere))
    return found


def _from_elsewhere(each: Explained, files: "_Files", elsewhere: Elsewhere) -> Explained:
    """Return a row that nobody touched with what made the difference: the closest thing there is."""
    weighing = elsewhere.weighing(each.row)
    if weighing:
        return each._replace(rules=weighing, ruled=files.steps_of(weighing, ()))
    related = elsewhere.related(each.row)
    told = tuple(
        trace._replace(edited=edited)
        for key, trace in files.traces(related).items()
        for edited in [tuple(each for each in trace.edited if each.field.name in related[key])]
        if edited or trace.what != CHANGED
    )
    if told:
        return each._replace(related=told)
    rules, settings = elsewhere.rest(each.row)
    return each._replace(rules=rules, settings=settings, ruled=files.steps_of(rules, settings))


def steps_behind(explanations: Iterable[Explained]) -> tuple[Step, ...]:
    """Return the steps that made rows differ, newest first."""
    steps: dict[int, Step] = {}
    for each in explanations:
        steps.update((step.number, step) for step in each.ruled)
        steps.update((step.number, step) for trace in (*each.own, *each.related) for step in trace.steps)
    return tuple(steps[number] for number in sorted(steps, reverse=True))


class _Files:
    """The file as it is and as it was known, with what was done between the two."""

    def __init__(self, session: Session, past: Session) -> None:
        self._session = session
        self._past = past
        self._since = past.store.last_step()
        self._traces: dict[RowKey, Trace | None] = {}
        self._steps: dict[tuple[str, str], dict[int, Step]] = {}

    def traces(self, rows: Iterable[RowKey]) -> dict[RowKey, Trace]:
        """Return what was done to rows since; a row left alone is left out."""
        every = dict.fromkeys(rows)
        keys: dict[str, list[int]] = {}
        for row in every:
            if row not in self._traces:
                keys.setdefault(row[0], []).append(row[1])
        for table, some in keys.items():
            self._traces.update(((table, key), None) for key in some)
            for key, changes in self._session.store.happened(self._since, table, some).items():
                self._traces[table, key] = self._trace(table, changes)
        return {row: trace for row in every for trace in [self._traces[row]] if trace is not None}

    def steps_of(self, tables: Iterable[str], settings: Iterable[str]) -> tuple[Step, ...]:
        """Return the steps that changed tables of few rows, and settings, since; oldest first."""
        steps: dict[int, Step] = {}
        for table in _STEPS_OF.intersection(tables):
            steps |= self._steps_of(table, "")
        for name in settings:
            steps |= self._steps_of("settings", name)
        return tuple(steps[number] for number in sorted(steps))

    def _steps_of(self, table: str, name: str) -> dict[int, Step]:
        if (table, name) not in self._steps:
            changed = self._past.differs.get(table, TableChanges())
            keys = [*changed.inserted, *changed.updated, *changed.deleted]
            if name:
                keys = [int(row["key"] or 0) for row in self._session.store.find(table, {"name": name})]
            those = self._session.store.happened(self._since, table, keys).values()
            self._steps[table, name] = {change.step.number: change.step for some in those for change in some}
        return self._steps[table, name]

    def _trace(self, table: str, changes: Sequence[LoggedChange]) -> Trace:
        was, is_there = changes[0].what != "insert", changes[-1].what != "delete"
        what = CHANGED if was == is_there else DELETED if was else ADDED
        steps = tuple({change.step.number: change.step for change in changes}.values())
        return Trace(table, what, self._edited(table, changes) if what == CHANGED else (), steps)

    def _edited(self, table: str, changes: Sequence[LoggedChange]) -> tuple[Edited, ...]:
        """Return the fields whose value is another one after all changes than before them."""
        ends: dict[str, tuple[Value, Value]] = {}
        for change in changes:
            if change.what == "update":
                before, _ = ends.get(change.field, (change.before, None))
                ends[change.field] = (before, change.after)
        moved = {name: pair for name, pair in ends.items() if pair[0] != pair[1]}
        if not moved:
            return ()
        row = self._session.store.row(table, changes[0].id) or {}
        currency = str(row.get("currency") or "")
        edited = [
            Edited(field, self._named(field, before), self._named(field, after), currency)
            for field in entity(table).fields
            if field.name in moved
            for before, after in (moved[field.name],)
        ]
        return as_written(edited, self._session.store.settings().currency)

    def _named(self, field: Field, value: Value) -> Value:
        """Return a value with the name of the row that it refers to; its name of then where it is gone."""
        if value is None or field.kind not in _NAMED:
            return value
        gone = field.kind is Kind.REFERENCE and self._session.store.row(field.references, str(value)) is None
        return text_of(self._past.store if gone else self._session.store, field, value)


def _told(found: Sequence[Trace], table: str) -> tuple[Trace, ...]:
    """Return what says something: what belongs to a row comes, goes and changes its stage with it."""
    told = [each for each in found if each.what != CHANGED or each.edited]
    of_row = next((each for each in told if each.table == table), None)
    if of_row is None:
        return tuple(told)
    if of_row.what != CHANGED:
        return (of_row,)
    followed = {"deal_stage_events"} if any(each.field.name == "stage" for each in of_row.edited) else set()
    return tuple(each for each in told if each.table not in followed)


def _names(session: Session, past: Session, rows: Sequence[RowKey]) -> tuple[dict[RowKey, str], set[RowKey]]:
    """Return the names of rows, from then where they are gone; and those that are there today."""
    names: dict[RowKey, str] = {}
    there: set[RowKey] = set()
    for table in {table for table, _ in rows}:
        keys = [key for name, key in rows if name == table]
        now = ids_and_names(session.store, table, keys)
        gone = [key for key in keys if key not in now]
        names.update(
            ((table, key), name)
            for key, (_, name) in {**ids_and_names(past.store, table, gone), **now}.items()
        )
        there.update((table, key) for key in now)
    return names, there
