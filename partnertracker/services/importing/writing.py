"""Doing what a plan says, in one step, so that one undo takes it back."""

from collections.abc import Callable, Iterator, Sequence

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import UnusableInputError
from partnertracker.domain.fields import Context, Entity, Value
from partnertracker.domain.identifiers import new_id, new_ids
from partnertracker.services.editing import stage_events
from partnertracker.services.editing.rows import write_change
from partnertracker.services.importing.planning import Plan
from partnertracker.services.importing.superseding import Superseded
from partnertracker.services.ports import Outcome, Writer
from partnertracker.services.session import Session

_EVENT = ("deal", "stage", "entered_on")


def carry_out(session: Session, plan: Plan, progress: Callable[[float], None] | None = None) -> Outcome:
    """Write a plan's new and changed rows, partners to add and stage events in one step.

    Args:
        session: the open file, unchanged since the plan was made.
        plan: from ``plan``.
        progress: told the share done, 0 to 1; what it raises leaves the file as it was.

    Raises:
        UnusableInputError: the file has changed since the plan was made.
        InvalidRowsError: a row breaks a rule after all; nothing is stored.
    """
    if session.store.last_step() != plan.version:
        raise UnusableInputError(
            "The file has changed since the import was planned.", "Plan the import again."
        )
    kind = entity(plan.table)
    context = session.context
    total = max(1, plan.new + plan.changed)

    def operation(writer: Writer) -> None:
        done = 0
        if plan.partners:
            rows = [(row_id, name) for row_id, name in plan.partners.items()]
            writer.insert_many("partners", ("id", "name"), rows)
        for count in _written(writer, kind, plan, context):
            done += count
            if progress is not None:
                progress(done / total)

    noun = kind.singular.lower() if total == 1 else kind.plural.lower()
    return session.execute(f"Import {plan.new + plan.changed:,} {noun} from {plan.source.name}", operation)


def _written(writer: Writer, kind: Entity, plan: Plan, context: Context) -> Iterator[int]:
    """Write chunk after chunk, yielding how many rows each had."""
    names = [field.name for field in kind.fields]
    superseded = Superseded(writer, context) if kind.table == stage_events.TABLE else None
    for given, columns in plan.added():
        ids = _completed(given, len(columns[0]))
        if superseded is not None:
            superseded.note(dict(zip(names, columns, strict=True)))
        writer.insert_many(kind.table, ("id", *names), zip(ids, *columns, strict=True))
        if kind.table == "deals":
            events = _stage_events(ids, dict(zip(names, columns, strict=True)), context)
            writer.insert_many(stage_events.TABLE, _EVENT, events)
        yield len(ids)
    for _, _, before, after in plan.updates():
        write_change(writer, kind, before, {**before, **after}, context)
        yield 1
    if superseded is not None:
        superseded.delete()


def _completed(given: Sequence[Value] | None, count: int) -> list[str]:
    if given is None:
        return new_ids(count)
    return [new_id() if row_id is None else str(row_id) for row_id in given]


def _stage_events(
    ids: Sequence[str], columns: dict[str, list[Value]], context: Context
) -> Iterator[tuple[Value, ...]]:
    """Yield the event of each deal that is entered beyond the first stage."""
    first = stage_events.first_stage(context)
    today = context.today
    for row_id, stage, closed_on in zip(ids, columns["stage"], columns["closed_on"], strict=True):
        if stage != first:
            yield row_id, stage, closed_on or today
