"""One open file: what ``services.ports.Store`` asks for, over one connection."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from partnertracker.domain.errors import (
    InvalidRowsError,
    NothingToUndoError,
    ReadOnlyError,
    UnusableFileError,
)
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Field, Row, Stage, Value
from partnertracker.domain.following import ChangedRows
from partnertracker.domain.problems import Problem
from partnertracker.domain.settings import Settings
from partnertracker.services.ports import FileState, LoggedChange, Outcome, Step, StepWriter, TableChanges
from partnertracker.storage import checks, failures, histories, known, loading, log, reversal
from partnertracker.storage.backup import Backups
from partnertracker.storage.connection import close_reading, leave_one_file, prepare
from partnertracker.storage.identity import FileIdentity
from partnertracker.storage.lock import FileLock
from partnertracker.storage.rows import RowReader
from partnertracker.storage.stamping import new_step
from partnertracker.storage.steps import OpenStep
from partnertracker.storage.transaction import Transaction
from partnertracker.storage.version import loaded

if TYPE_CHECKING:
    from partnertracker.storage.past import SqlitePast

_IO_ERRORS_BORNE = 1


class SqliteStore:
    """One open file. One thread owns it."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        state: FileState,
        backups: Backups,
        *,
        identity: FileIdentity | None = None,
        lock: FileLock | None = None,
    ) -> None:
        """Take a connection that has passed the gates.

        Args:
            conn: prepared, and for writing when ``state.read_only`` is empty.
            state: how the file is open.
            backups: where its verified copies lie.
            identity: which file it was when it was opened; None in memory.
            lock: held until the store is closed; None when reading only or in memory.
        """
        self._conn = conn
        self._state = state._replace(last_backup=backups.newest_at())
        self._backups = backups
        self._identity = identity
        self._lock = lock
        self._reader = RowReader(conn)
        self._io_errors = 0
        self._closed = False

    @property
    def state(self) -> FileState:
        """How the file is open."""
        return self._state

    def rows(self, table: str, keys: Sequence[int]) -> list[Row]:
        """Return the rows with these keys in the order of the keys; a key without a row is left out."""
        with self._told_in_words():
            return self._reader.rows(table, keys)

    def row(self, table: str, row_id: str) -> Row | None:
        """Return the row with that id, or None."""
        with self._told_in_words():
            return self._reader.row(table, row_id)

    def gone(self, table: str, row_id: str) -> Row | None:
        """Return a row as it was when it was last deleted; None: the log tells of none."""
        with self._told_in_words():
            return self._reader.gone(table, row_id)

    def find(self, table: str, values: Mapping[str, Value]) -> list[Row]:
        """Return every row that has all these values, ordered by key; names of partners without case."""
        with self._told_in_words():
            return self._reader.find(table, values)

    def find_among(self, table: str, column: str, values: Iterable[Value]) -> list[Row]:
        """Return every row that has one of these values in a column, ordered by key."""
        with self._told_in_words():
            return self._reader.find_among(table, column, values)

    def each(self, table: str, columns: Sequence[str]) -> Iterable[tuple[Value, ...]]:
        """Yield these columns of every row, ordered by key, without holding all rows in memory."""
        with self._told_in_words():
            yield from self._reader.each(table, columns)

    def count(self, table: str) -> int:
        """Return the number of rows."""
        with self._told_in_words():
            return self._reader.count(table)

    def custom_fields(self, table: str) -> tuple[Field, ...]:
        """Return the custom fields of a table in their order."""
        with self._told_in_words():
            return self._reader.custom_fields(table)

    def keys_of(self, table: str, ids: Iterable[str]) -> dict[str, int]:
        """Return the key for each id that exists."""
        with self._told_in_words():
            return self._reader.keys_of(table, ids)

    def settings(self) -> Settings:
        """Return the file's settings."""
        with self._told_in_words():
            return loading.settings(self._conn)

    def stages(self) -> tuple[Stage, ...]:
        """Return the deal stages in funnel order."""
        with self._told_in_words():
            return loading.stages(self._conn)

    def facts(self, progress: Callable[[float], None] | None = None) -> Facts:
        """Load all columns; ``progress`` is told the share done, 0 to 1.

        Raises:
            UnusableFileError: a value is none of its kind; another program has written it.
        """
        with self._told_in_words():
            try:
                return loading.load(self._conn, progress)
            except ValueError as error:
                sentence = f"{self._state.path.name} holds a value that is none of its kind ({error})."
                raise UnusableFileError(sentence, "Run “partnertracker check” on it to see where.") from error

    def changed_rows(self, changes: Mapping[str, TableChanges]) -> dict[str, ChangedRows]:
        """Return what ``Facts.with_changes`` needs to follow these changes."""
        with self._told_in_words():
            return loading.changed_rows(self._conn, changes)

    @contextmanager
    def step(self, label: str, at: str, who: str) -> Iterator[StepWriter]:
        """Open one transaction for an edit; committed on leaving, rolled back on any exception.

        Raises:
            ReadOnlyError: the file is open for reading only.
            UnusableFileError: the file or its disk does not allow it; nothing was stored.
            InvalidRowsError: a row breaks a rule of the file; nothing was stored.
        """
        with self._told_in_words(writing=True), self._transaction() as transaction:
            writer = OpenStep(self._conn, new_step(self._conn, label, at, who))
            yield writer
            if not writer.finish():
                transaction.forget()
                writer.outcome = Outcome(writer.outcome.step._replace(number=0), {})

    def undo(self, at: str, who: str) -> Outcome:
        """Take back the last edit that is applied; raises NothingToUndoError."""
        self._make_sure_it_may_be_written()
        edit = self.undoable()
        if edit is None:
            raise NothingToUndoError("There is nothing to undo.")
        return self._reverse(edit, edit.number, edit._replace(kind="undo", at=at, who=who))

    def redo(self, at: str, who: str) -> Outcome:
        """Do the last undone edit again; raises NothingToUndoError."""
        self._make_sure_it_may_be_written()
        edit = self.redoable()
        undone = None if edit is None else log.latest_undo(self._conn, edit.number)
        if edit is None or undone is None:
            raise NothingToUndoError("There is nothing to redo.")
        return self._reverse(edit, undone.number, edit._replace(kind="redo", at=at, who=who))

    def undoable(self) -> Step | None:
        """Return the edit that ``undo`` would take back."""
        with self._told_in_words():
            return log.last_applied(self._conn)

    def redoable(self) -> Step | None:
        """Return the edit that ``redo`` would do again."""
        with self._told_in_words():
            return log.first_undone(self._conn)

    def last_step(self, before: str = "") -> int:
        """Return the number of the newest step, of those made before a moment (ISO) if given; 0: none."""
        with self._told_in_words():
            return log.last_step(self._conn, before)

    def steps(self, since: str = "", limit: int = 0) -> list[Step]:
        """Return the log's steps, newest first, made at or after ``since`` (ISO), at most ``limit``."""
        with self._told_in_words():
            return log.steps(self._conn, since, limit)

    def history(self, table: str, row_id: str) -> list[LoggedChange]:
        """Return everything that happened to one row, oldest first."""
        with self._told_in_words():
            return histories.history(self._conn, table, row_id)

    def happened(self, since: int, table: str, keys: Sequence[int]) -> dict[int, list[LoggedChange]]:
        """Return what happened to rows after a step, by key, oldest first."""
        with self._told_in_words():
            return histories.since(self._conn, since, table, keys)

    def as_known(self, step: int) -> "tuple[SqliteStore, dict[str, TableChanges]]":
        """Return the file as it was after a step, in memory and only to read; and how it differs from now."""
        with self._told_in_words():
            copy, changes = known.copy_as_known(self._conn, step)
        prepare(copy)
        state = self._state._replace(read_only="This is the file as it was known on a past day.")
        return SqliteStore(copy, state, Backups(self._state.path, None)), changes

    @property
    def past(self) -> "SqlitePast":
        """What was done to the file, and taking it back."""
        past: SqlitePast = loaded("past").SqlitePast(self._conn, self._told_in_words, self._writing)
        return past

    def check(self) -> list[str]:
        """Return one sentence for each fault of the file itself (pages, references, schema, log)."""
        with self._told_in_words():
            return checks.faults(self._conn)

    def backup(self, folder: Path | None = None) -> Path:
        """Make a verified copy in the folder (None: the program's data folder) and return its path."""
        with self._told_in_words():
            made = self._backups.make(self._conn, folder)
            self._state = self._state._replace(last_backup=self._backups.newest_at())
            return made

    def close(self) -> None:
        """Close the file; leaves one file on disk. Closing twice is no error."""
        if self._closed:
            return
        self._closed = True
        if self._lock is None:
            close_reading(self._conn, self._state.path)
            return
        try:
            if not self._state.read_only:
                leave_one_file(self._conn)
        except sqlite3.Error:
            pass  # the journal stays empty beside the file, and the next opening removes it
        finally:
            self._conn.close()
            self._lock.release()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._told_in_words(writing=True), self._transaction():
            yield

    def _reverse(self, edit: Step, reversed_step: int, like: Step) -> Outcome:
        with self._writing():
            fresh = new_step(self._conn, edit.label, like.at, like.who)
            step = fresh._replace(kind=like.kind, reverses=edit.number)
            return reversal.reverse(self._conn, reversed_step, step)

    def _transaction(self) -> Transaction:
        self._make_sure_it_may_be_written()
        return Transaction(self._conn, self._state.path.name)

    def _make_sure_it_may_be_written(self) -> None:
        if not self._state.read_only and self._identity is not None and not self._identity.holds():
            self._state = self._state._replace(read_only=self._identity.sentence)
        if self._state.read_only:
            next_step = "This change is not saved. Save a copy elsewhere to make it there."
            raise ReadOnlyError(self._state.read_only, next_step)

    @contextmanager
    def _told_in_words(self, *, writing: bool = False) -> Iterator[None]:
        """Turn what SQLite reports into a known failure; what is none passes as the bug it is."""
        try:
            yield
        except OverflowError as error:
            problem = Problem("", "", "A number is too large to be stored.")
            raise InvalidRowsError((problem,)) from error
        except sqlite3.Error as error:
            if failures.is_io(error):
                self._count_io_error()
            known = failures.in_words(error, self._state.path, self._backups, writing=writing)
            if known is None:
                raise
            raise known from error

    def _count_io_error(self) -> None:
        self._io_errors += 1
        if self._io_errors > _IO_ERRORS_BORNE and not self._state.read_only:
            sentence = (
                f"The disk that holds {self._state.path.name} reported errors twice; writing has stopped."
            )
            self._state = self._state._replace(read_only=sentence)
