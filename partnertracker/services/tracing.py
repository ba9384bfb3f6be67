"""What was done to rows since a step, in the end: field by field, and by which steps."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Field, Kind, Value
from partnertracker.services.naming import ids_and_names, text_of
from partnertracker.services.ports import LoggedChange, Step
from partnertracker.services.restating import RowDifference, RowKey, belonging
from partnertracker.services.session import Session

ADDED, DELETED, CHANGED = "added", "deleted", "changed"

_NAMED = frozenset({Kind.REFERENCE, Kind.SCOPE})
_RULES = (
    *("exchange_rates", "tier_requirements", "targets", "capacities", "scorecards", "custom_metrics"),
    *("stages", "settings"),
)
"""The tables that figures depend on though their rows stand behind none."""


class Edited(NamedTuple):
    """A field that holds another value than it did.

    Attributes:
        field: the field.
        before, after: disk values; a reference comes as the other row's name.
        currency: that of the row, for amounts; empty: the file's.
    """

    field: Field
    before: Value
    after: Value
    currency: str = ""


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
        rules: the tables of rates, targets, stages or settings that changed, where ``own`` is empty.
        ruled: the steps that changed these, oldest first.
    """

    row: RowDifference
    name: str
    is_there: bool
    own: tuple[Trace, ...]
    rules: tuple[str, ...] = ()
    ruled: tuple[Step, ...] = ()


def traces(session: Session, since: int, rows: Iterable[RowKey]) -> dict[RowKey, Trace]:
    """Return what was done to rows after the step of that number; a row left alone is left out."""
    keys: dict[str, list[int]] = {}
    for table, key in dict.fromkeys(rows):
        keys.setdefault(table, []).append(key)
    return {
        (table, key): _trace(session, table, changes)
        for table, some in keys.items()
        for key, changes in session.store.happened(since, table, some).items()
    }


def explained(session: Session, past: Session, rows: Sequence[RowDifference]) -> list[Explained]:
    """Return why rows add something else than they did.

    Args:
        session: the file as it is.
        past: the file as it was known, of ``session.as_known``.
        rows: the rows.
    """
    since = past.store.last_step()
    wanted = [(row.table, row.key) for row in rows]
    belong = belonging(past.facts, session.facts, past.differs, wanted)
    traced = traces(session, since, [*wanted, *(each for those in belong.values() for each in those)])
    names, there = _names(session, past, wanted)
    rules = tuple(table for table in _RULES if table in past.differs)
    ruled = _steps_of_rules(session, past, rules)
    found = []
    for row, key in zip(rows, wanted, strict=True):
        own = _told([traced[each] for each in (key, *belong.get(key, ())) if each in traced], row.table)
        found.append(
            Explained(row, names.get(key, ""), key in there, own, *(((), ()) if own else (rules, ruled)))
        )
    return found


def steps_behind(explanations: Iterable[Explained]) -> tuple[Step, ...]:
    """Return the steps that made rows differ, newest first."""
    steps: dict[int, Step] = {}
    for each in explanations:
        steps.update((step.number, step) for step in each.ruled)
        steps.update((step.number, step) for trace in each.own for step in trace.steps)
    return tuple(steps[number] for number in sorted(steps, reverse=True))


def _steps_of_rules(session: Session, past: Session, rules: Iterable[str]) -> tuple[Step, ...]:
    """Return the steps that changed tables since, oldest first."""
    steps: dict[int, Step] = {}
    for table in rules:
        changed = past.differs[table]
        keys = [*changed.inserted, *changed.updated, *changed.deleted]
        for those in session.store.happened(past.store.last_step(), table, keys).values():
            steps.update((change.step.number, change.step) for change in those)
    return tuple(steps[number] for number in sorted(steps))


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


def _trace(session: Session, table: str, changes: Sequence[LoggedChange]) -> Trace:
    was, is_there = changes[0].what != "insert", changes[-1].what != "delete"
    what = CHANGED if was == is_there else DELETED if was else ADDED
    steps = tuple({change.step.number: change.step for change in changes}.values())
    return Trace(table, what, _edited(session, table, changes) if what == CHANGED else (), steps)


def _edited(session: Session, table: str, changes: Sequence[LoggedChange]) -> tuple[Edited, ...]:
    """Return the fields whose value is another one after all changes than before them."""
    ends: dict[str, tuple[Value, Value]] = {}
    for change in changes:
        if change.what == "update":
            before, _ = ends.get(change.field, (change.before, None))
            ends[change.field] = (before, change.after)
    moved = {name: pair for name, pair in ends.items() if pair[0] != pair[1]}
    if not moved:
        return ()
    row = session.store.row(table, changes[0].id) or {}
    currency = str(row.get("currency") or "")
    return tuple(
        Edited(field, _named(session, field, before), _named(session, field, after), currency)
        for field in entity(table).fields
        if field.name in moved
        for before, after in (moved[field.name],)
    )


def _named(session: Session, field: Field, value: Value) -> Value:
    return text_of(session.store, field, value) if value is not None and field.kind in _NAMED else value


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
