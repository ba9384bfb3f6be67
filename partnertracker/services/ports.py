"""What services need of a file; storage implements it, ``app`` introduces the two."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from partnertracker.domain.fields import Field, Row, Stage, Value
from partnertracker.domain.settings import Settings

if TYPE_CHECKING:  # a start reads the log before it has loaded what computes
    from partnertracker.domain.facts import Facts
    from partnertracker.domain.following import ChangedRows
    from partnertracker.services.past import Past


class Step(NamedTuple):
    """One named change of the file, as the change log keeps it.

    Attributes:
        number: counts steps from 1; 0 for a step not yet written.
        id: UUIDv7.
        label: what was done, in the words of the person ("Edit deal “ERP rollout”").
        who, device: the user's name and the machine's.
        at: UTC, ISO with microseconds and ``Z``; never before the last step, unless that was far ahead.
        kind: ``edit``, ``undo`` or ``redo``.
        reverses: the number of the edit that an undo or redo is about; of an edit, the step that it takes
            back out of its turn, or 0.
        state: of an edit: ``applied``, ``undone``, or ``abandoned`` (undone, something else was done since).
    """

    number: int
    id: str
    label: str
    who: str
    device: str
    at: str
    kind: str = "edit"
    reverses: int = 0
    state: str = "applied"


class TableChanges(NamedTuple):
    """The keys of one table's rows that a step inserted, updated and deleted; very many are ranges."""

    inserted: Sequence[int] = ()
    updated: Sequence[int] = ()
    deleted: Sequence[int] = ()

    @property
    def touched(self) -> Sequence[int]:
        """The keys of the rows that were inserted or updated and are there now."""
        return (*self.inserted, *self.updated) if self.updated else self.inserted


class Outcome(NamedTuple):
    """What a step did: the step and, by table, which rows it touched."""

    step: Step
    changes: Mapping[str, TableChanges]


class LoggedChange(NamedTuple):
    """One entry of a row's history.

    Attributes:
        step: the step that made the change.
        table: the table of the row.
        id: the row's id.
        what: ``insert``, ``update`` or ``delete``.
        field: the field's name for an update; empty otherwise.
        before, after: disk values for an update; None otherwise.
    """

    step: Step
    table: str
    id: str
    what: str
    field: str = ""
    before: Value = None
    after: Value = None


class Reader(Protocol):
    """Reading rows; always the state as committed, or inside a step, as that step has it so far."""

    def rows(self, table: str, keys: Sequence[int]) -> list[Row]:
        """Return the rows with these keys in the order of the keys, each with key, id and created_step.

        A key without a row is left out.
        """

    def row(self, table: str, row_id: str) -> Row | None:
        """Return the row with that id, or None."""

    def gone(self, table: str, row_id: str) -> Row | None:
        """Return a row as it was when it was last deleted, without own fields; None: the log tells of none.

        It looks at all that was done to the table: not for one of which a great many rows change.
        """

    def find(self, table: str, values: Mapping[str, Value]) -> list[Row]:
        """Return every row that has all these values (None matches a missing value), ordered by key.

        For ``partners``, ``name`` is compared without case and surrounding space.
        """

    def find_among(self, table: str, column: str, values: Iterable[Value]) -> list[Row]:
        """Return every row that has one of these values in a column, exactly as it is, ordered by key."""

    def each(self, table: str, columns: Sequence[str]) -> Iterable[tuple[Value, ...]]:
        """Yield these columns of every row, ordered by key, without holding all rows in memory."""

    def count(self, table: str) -> int:
        """Return the number of rows."""

    def custom_fields(self, table: str) -> tuple[Field, ...]:
        """Return the custom fields of a table in their order; rows come and go with their values."""

    def keys_of(self, table: str, ids: Iterable[str]) -> dict[str, int]:
        """Return the key for each id that exists."""


class Writer(Reader, Protocol):
    """Changing rows inside one step. Every call is logged; nothing is kept unless the whole step succeeds."""

    def insert(self, table: str, rows: Sequence[Row]) -> list[Row]:
        """Insert rows (fields only; an ``id`` may be given) and return them with key and id."""

    def insert_many(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
        """Insert a great many rows; ``columns`` are field names (and ``id``, when given). Return how many."""

    def insert_columns(
        self,
        table: str,
        columns: Sequence[str],
        chunks: Iterable[Sequence[Sequence[Value]]],
        expected: int,
    ) -> int:
        """Insert a great many rows that are at hand as columns. Return how many.

        Args:
            table: the rows' table.
            columns: field names (and ``id``, when given).
            chunks: some thousand rows at a time, as the values of each column.
            expected: about how many rows there will be, so that storage can make ready for them.
        """

    def insert_from(
        self,
        table: str,
        source: str,
        columns: Mapping[str, tuple[str, Value]],
        unless: tuple[str, Value],
        expected: int,
    ) -> int:
        """Insert a row for each row that this step has inserted into another table. Return how many.

        Args:
            table: the table that gets rows.
            source: the other table.
            columns: by field, the column of the other table that fills it, and what does where that is empty.
            unless: a column of the other table and the value with which a row is passed over.
            expected: about how many rows there will be, so that storage can make ready for them.
        """

    def update(self, table: str, key: int, values: Mapping[str, Value]) -> None:
        """Give a row new values; those that are equal to the old ones are not logged."""

    def update_many(self, table: str, changes: Mapping[int, Mapping[str, Value]]) -> None:
        """Give many rows new values by key, as ``update`` does, in one go; raises InvalidRowsError."""

    def delete(self, table: str, keys: Sequence[int]) -> None:
        """Delete rows; raises InvalidRowsError naming what still refers to one of them."""

    def rename(self, label: str) -> None:
        """Give the step the name of what it turned out to do."""


class FileState(NamedTuple):
    """How a file is open.

    Attributes:
        path: where it lies.
        read_only: the sentence why nothing can be changed; empty when it can.
        last_backup: ISO UTC time of the newest verified backup, or empty.
        schema: the version of the file's schema.
    """

    path: Path
    read_only: str = ""
    last_backup: str = ""
    schema: int = 0


class Store(Reader, Protocol):
    """One open file."""

    @property
    def state(self) -> FileState:
        """How the file is open."""

    def settings(self) -> Settings:
        """Return the file's settings."""

    def stages(self) -> tuple[Stage, ...]:
        """Return the deal stages in funnel order."""

    def facts(self, progress: Callable[[float], None] | None = None) -> "Facts":
        """Load all columns; ``progress`` is told the share done, 0 to 1."""

    def changed_rows(self, changes: Mapping[str, TableChanges]) -> "dict[str, ChangedRows]":
        """Return what ``Facts.with_changes`` needs to follow these changes."""

    def step(self, label: str, at: str, who: str) -> "AbstractContextManager[StepWriter]":
        """Open one transaction for an edit; it is committed on leaving, rolled back on any exception.

        A step that changes nothing leaves no trace in the log.
        """

    def undo(self, at: str, who: str) -> Outcome:
        """Take back the last edit that is applied; raises NothingToUndoError."""

    def redo(self, at: str, who: str) -> Outcome:
        """Do the last undone edit again; raises NothingToUndoError."""

    def undoable(self) -> Step | None:
        """Return the edit that ``undo`` would take back."""

    def redoable(self) -> Step | None:
        """Return the edit that ``redo`` would do again."""

    def last_step(self, before: str = "") -> int:
        """Return the number of the newest step in the log, 0 when there is none.

        Given a moment (UTC, ISO with microseconds and ``Z``): of the steps made before it. One by a clock far
        ahead counts as made in time when a later one was.
        """

    def steps(self, since: str = "", limit: int = 0) -> list[Step]:
        """Return the steps made at or after ``since`` (ISO), newest first, at most ``limit`` (0: all)."""

    def history(self, table: str, row_id: str) -> list[LoggedChange]:
        """Return everything that happened to one row, oldest first."""

    def happened(self, since: int, table: str, keys: Sequence[int]) -> dict[int, list[LoggedChange]]:
        """Return what happened to rows after the step of that number, by key, oldest first.

        Rows that are deleted now are told about, too; those that nothing happened to are left out.
        """

    def as_known(self, step: int) -> "tuple[Store, Mapping[str, TableChanges]]":
        """Return the file as it was after a step (0: before the first), and how that differs from now.

        It is a copy, log included, only to be read, and closed by the caller. How it differs is said as if a
        step had turned the rows of now into those of then.
        """

    @property
    def past(self) -> "Past":
        """What was done to the file, page by page, and taking it back out of its turn."""

    def check(self) -> list[str]:
        """Return one sentence for each fault of the file itself (pages, references, schema, log)."""

    def backup(self, folder: Path | None = None) -> Path:
        """Make a verified copy in the folder (None: the program's data folder) and return its path."""

    def close(self) -> None:
        """Close the file; leaves one file on disk. Closing twice is no error."""


class StepWriter(Writer, Protocol):
    """The writer of an open step; after the step was committed ``outcome`` says what it did."""

    outcome: Outcome


class Clock(NamedTuple):
    """Now, so that tests can say when it is.

    Attributes:
        today: returns the local calendar day.
        now: returns UTC as ISO text with microseconds and ``Z``.
    """

    today: Callable[[], date] = field()
    now: Callable[[], str] = field()
