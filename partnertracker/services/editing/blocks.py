"""Blocks of cells put into a table: read, checked cell by cell, and stored in one step or not at all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from partnertracker.domain.errors import UnusableInputError
from partnertracker.domain.fields import Field, Row, Stage, Value
from partnertracker.domain.problems import Problem
from partnertracker.services.editing import stage_events
from partnertracker.services.editing.checking import completed, those_existing
from partnertracker.services.editing.clips import Clip
from partnertracker.services.editing.edit import Edit, combined
from partnertracker.services.editing.rows import add, delete_rows
from partnertracker.services.editing.writing import Change, write_changes
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session


class Exactly(NamedTuple):
    """A disk value that is to stand in a cell as it is; a reference as an id.

    Attributes:
        value: the disk value.
        currency: that of an amount, which reads the same in a row with another one.
    """

    value: Value
    currency: str = ""


Given: TypeAlias = Clip | Exactly

Read: TypeAlias = Callable[[Field, str, str], Value | Problem]
"""Returns what a text means in a field, for amounts in a currency, as the person's system writes."""


class Block(NamedTuple):
    """Cells, and where they are to stand.

    Attributes:
        table: the rows' table.
        columns: for each column the fields that it may edit; which one depends on the row (the date of a deal
            is that of its close, or the expected one). None: what stands there is left out.
        keys: for each row its key; None for a new one.
        cells: row by row; None leaves a cell as it is.
        mended: texts that stand in place of others, by row and field; None leaves that cell as it is.
        begun: the texts that a new row begins with, by field; a cell that holds something takes their place.
        unknown: the words above columns that are no names of any: what stands below them is left out.
        kept_by: the field without which a row is deleted, or not added at all; empty: it may not be missing.
        head: the name that stood above the cells of one column, which is left out itself.
        worked_out: the labels of columns that cells were given for and that nothing can be put into.
    """

    table: str
    columns: tuple[tuple[str, ...], ...]
    keys: tuple[int | None, ...]
    cells: tuple[tuple[Given | None, ...], ...]
    mended: Mapping[tuple[int, str], str | None] = {}
    begun: Mapping[str, str] = {}
    unknown: tuple[str, ...] = ()
    head: str = ""
    kept_by: str = ""
    worked_out: tuple[str, ...] = ()

    def with_text(self, row: int, field: str, text: str | None) -> "Block":
        """Return the block with another text in a cell; None: what stands there stays."""
        return self._replace(mended={**self.mended, (row, field): text})

    def without_row(self, row: int) -> "Block":
        """Return the block without one of its rows."""
        mended = {(at - (at > row), name): text for (at, name), text in self.mended.items() if at != row}
        keys, cells = list(self.keys), list(self.cells)
        del keys[row], cells[row]
        return self._replace(keys=tuple(keys), cells=tuple(cells), mended=mended)


class PlannedCell(NamedTuple):
    """One cell that would change, or that does not fit.

    Attributes:
        row: its row in the block.
        field: what it edits.
        before: the disk value that stands there; a reference as the name of its row.
        after: what would stand there, likewise; None where the text means nothing.
        text: as given; empty where a value was given.
        sentence: why it does not fit; empty when it does.
    """

    row: int
    field: Field
    before: Value
    after: Value
    text: str
    sentence: str = ""


class BlockPlan(NamedTuple):
    """What a block would do.

    Attributes:
        block: as it was given.
        names: what each row of the block is called; a new one by what it is to be.
        cells: those that would change or do not fit, row by row.
        missing: the names of the partners that are not there.
        adding: the ids they get, by name, where they are to be added.
        changes: the rows that change.
        new: the rows to be added.
        gone: the keys of the rows to be deleted.
        version: the file's last step when this was planned.
    """

    block: Block
    names: tuple[str, ...]
    cells: tuple[PlannedCell, ...]
    missing: tuple[str, ...]
    adding: Mapping[str, str]
    changes: tuple[Change, ...]
    new: tuple[Row, ...]
    gone: tuple[int, ...]
    version: int

    @property
    def problems(self) -> int:
        """How many cells do not fit."""
        return sum(bool(cell.sentence) for cell in self.cells)

    @property
    def unfit(self) -> Iterator[PlannedCell]:
        """The cells that do not fit."""
        return (cell for cell in self.cells if cell.sentence)


def filled_down(
    session: Session, table: str, columns: Sequence[tuple[str, ...]], keys: Sequence[int]
) -> Block:
    """Return the block that puts what stands in the first of some rows into the others."""
    first, *others = keys
    (row,) = those_existing(session.store, session.kind(table), [first])
    stages = session.context.stages
    currency = str(row.get("currency") or session.context.currency)
    cells = tuple(Exactly(row[edited(names, row, stages)], currency) if names else None for names in columns)
    return Block(table, tuple(columns), tuple(others), (cells,) * len(others))


def edited(names: Sequence[str], row: Row, stages: Mapping[str, Stage]) -> str:
    """Return which of a column's fields a cell edits: of two the first where a deal is closed."""
    stage = stages.get(str(row.get("stage")))
    return names[0] if stage is not None and stage.outcome != "open" else names[-1]


def carried_out(session: Session, plan: BlockPlan, label: str) -> Edit:
    """Return the edit that does what a plan says, partners to add included, as one step.

    Raises:
        UnusableInputError: the file has changed since the plan was made.
        ValueError: cells of the plan do not fit.
    """
    if plan.problems:
        raise ValueError(plan.problems)
    if session.store.last_step() != plan.version:
        raise UnusableInputError("The file has changed since this was checked.", "Check it again.")
    kind, partners, context = session.kind(plan.block.table), session.kind("partners"), session.context

    def operation(writer: Writer) -> None:
        for name, row_id in plan.adding.items():
            add(writer, partners, completed(partners, {"id": row_id, "name": name}, context), context)
        write_changes(writer, kind, plan.changes, context)
        if plan.new:
            stored = writer.insert(kind.table, plan.new)
            for row in stored if kind.table == "deals" else ():
                stage_events.note_entry(writer, row, context)

    edit = Edit(label, operation)
    return combined(label, edit, delete_rows(session, kind.table, plan.gone)) if plan.gone else edit
