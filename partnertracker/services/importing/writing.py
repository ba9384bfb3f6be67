"""Doing what a plan says, in one step, so that one undo takes it back."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import UnusableInputError
from partnertracker.domain.fields import Context, Entity, Value
from partnertracker.domain.identifiers import new_id, new_ids
from partnertracker.services.editing import stage_events
from partnertracker.services.editing.rows import write_change
from partnertracker.services.importing.planning import Plan
from partnertracker.services.importing.spool import Spool
from partnertracker.services.importing.superseding import Superseded
from partnertracker.services.ports import Outcome, Writer
from partnertracker.services.session import Session

_EVENT = ("deal", "stage", "entered_on")

_Events: TypeAlias = tuple[list[str], list[Value], list[Value]]
"""Deals' ids, stages and dates."""


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
    total = plan.new + plan.changed
    noun = kind.singular.lower() if total == 1 else kind.plural.lower()
    writing = _Writing(plan, kind, session.context, progress)
    try:
        return session.execute(f"Import {total:,} {noun} from {plan.source.name}", writing.operation)
    finally:
        writing.close()


class _Writing:
    """Writes one plan."""

    def __init__(
        self, plan: Plan, kind: Entity, context: Context, progress: Callable[[float], None] | None
    ) -> None:
        self._plan = plan
        self._kind = kind
        self._context = context
        self._progress = progress
        self._done = 0
        self._events: Spool[_Events] = Spool()
        self._names = [field.name for field in kind.fields]

    def operation(self, writer: Writer) -> None:
        """Write everything; each table's new rows in one go, so that storage can prepare for many."""
        if self._plan.partners:
            writer.insert_many("partners", ("id", "name"), list(self._plan.partners_by_id.items()))
        superseded = Superseded(writer) if self._kind.table == stage_events.TABLE else None
        if self._plan.new:
            writer.insert_many(self._kind.table, ("id", *self._names), self._new_rows(superseded))
        if self._kind.table == "deals":
            writer.insert_many(stage_events.TABLE, _EVENT, self._stage_events())
        for _, _, before, after in self._plan.updates():
            write_change(writer, self._kind, before, {**before, **after}, self._context)
            self._tell(1)
        if superseded is not None:
            superseded.delete()

    def close(self) -> None:
        """Let go of what was remembered."""
        self._events.close()

    def _new_rows(self, superseded: Superseded | None) -> Iterator[tuple[Value, ...]]:
        for given, columns in self._plan.added():
            ids = _completed(given, len(columns[0]))
            by_name = dict(zip(self._names, columns, strict=True))
            if superseded is not None:
                superseded.note(by_name)
            if self._kind.table == "deals":
                self._events.append((ids, by_name["stage"], by_name["closed_on"]))
            yield from zip(ids, *columns, strict=True)
            self._tell(len(ids))

    def _stage_events(self) -> Iterator[tuple[Value, ...]]:
        """Yield the event of each new deal that is entered beyond the first stage."""
        first = stage_events.first_stage(self._context)
        today = self._context.today
        for columns in self._events:
            for row_id, stage, closed_on in zip(*columns, strict=True):
                if stage != first:
                    yield row_id, stage, closed_on or today

    def _tell(self, count: int) -> None:
        self._done += count
        if self._progress is not None:
            self._progress(self._done / (self._plan.new + self._plan.changed))


def _completed(given: Sequence[Value] | None, count: int) -> list[str]:
    if given is None:
        return new_ids(count)
    return [new_id() if row_id is None else str(row_id) for row_id in given]
