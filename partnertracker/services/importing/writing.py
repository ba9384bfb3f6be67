"""Doing what a plan says, in one step, so that one undo takes it back."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import UnusableInputError
from partnertracker.domain.fields import Context, Entity, Value
from partnertracker.domain.identifiers import new_id, new_ids
from partnertracker.services.editing import stage_events
from partnertracker.services.editing.writing import Change, write_change
from partnertracker.services.importing.packing import Added
from partnertracker.services.importing.plans import Plan
from partnertracker.services.importing.results import Changed
from partnertracker.services.importing.source import Source
from partnertracker.services.importing.superseding import Superseded
from partnertracker.services.ports import Outcome, Writer
from partnertracker.services.resting import collector_resting
from partnertracker.services.session import Session


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
    writing = Writing(plan, session.kind(plan.table), session.context, progress)
    with collector_resting():
        return session.execute(label_of(plan), writing.operation)


class Writable(Protocol):
    """What writing needs of a plan; the attributes are those of ``Plan``."""

    table: str
    source: Source
    names: tuple[str, ...]
    new: int
    changed: int
    partners_by_id: dict[str, str]

    def added(self) -> Iterator[Added]:
        """Yield the new rows, a chunk at a time."""

    def updates(self) -> Iterator[Changed]:
        """Yield the rows that change, each whole."""


def label_of(plan: Writable) -> str:
    """Return the name of the step that carries out a plan: “Import 3 deals from list.csv”."""
    kind, total = entity(plan.table), plan.new + plan.changed
    noun = kind.singular.lower() if total == 1 else kind.plural.lower()
    return f"Import {total:,} {noun} from {plan.source.name}"


class Writing:
    """Writes one plan."""

    def __init__(
        self,
        plan: Writable,
        kind: Entity,
        context: Context,
        progress: Callable[[float], None] | None = None,
    ) -> None:
        self._plan = plan
        self._kind = kind
        self._context = context
        self._progress = progress
        self._done = 0

    def operation(self, writer: Writer) -> None:
        """Write everything; each table's new rows in one go, so that storage can prepare for many."""
        if self._plan.partners_by_id:
            writer.insert_many("partners", ("id", "name"), list(self._plan.partners_by_id.items()))
        superseded = Superseded(writer) if self._kind.table == stage_events.TABLE else None
        if self._plan.new:
            names = ("id", *self._plan.names)
            writer.insert_columns(self._kind.table, names, self._new_rows(superseded), self._plan.new)
        if self._kind.table == "deals" and self._plan.new:
            stage_events.note_entries(writer, self._context, self._plan.new)
        for _, _, before, after in self._plan.updates():
            write_change(writer, self._kind, Change(before, after), self._context)
            self._tell(1)
        if superseded is not None:
            superseded.delete()

    def _new_rows(self, superseded: Superseded | None) -> Iterator[list[Sequence[Value]]]:
        for given, columns in self._plan.added():
            ids = _completed(given, len(columns[0]))
            if superseded is not None:
                superseded.note(dict(zip(self._plan.names, columns, strict=True)))
            yield [ids, *columns]
            self._tell(len(ids))

    def _tell(self, count: int) -> None:
        self._done += count
        if self._progress is not None:
            self._progress(self._done / (self._plan.new + self._plan.changed))


def _completed(given: Sequence[Value] | None, count: int) -> list[str]:
    if given is None:
        return new_ids(count)
    return [new_id() if row_id is None else str(row_id) for row_id in given]
