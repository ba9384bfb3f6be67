"""One open file and what can be done with it: the only door to changing anything."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from partnertracker.domain.errors import ReadOnlyError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Context, Row
from partnertracker.services.ports import Clock, Outcome, Store, Writer

Operation: TypeAlias = Callable[[Writer], None]
"""A change of some rows; it runs inside one transaction and raises to leave everything as it was."""

_RELOADING = frozenset({"stages", "settings"})
_BEFORE_EVERY_STEP = date(2000, 1, 1)
"""No file is that old; some systems can't tell the local time of the first days of 1970."""

_MANY_ROWS = 20_000
"""From so many rows on, loading all columns anew costs less time and memory than following the changes."""


class Session:
    """One open file for one person.

    Not thread-safe: the thread that opened the store owns the session. The ``Facts`` it gives are immutable
    and may be read by any thread.
    """

    def __init__(self, store: Store, clock: Clock, who: str) -> None:
        """Take an open store, the clock, and the name that the change log records."""
        self.store = store
        self.clock = clock
        self.who = who
        self._facts: Facts | None = None

    @property
    def facts(self) -> Facts:
        """The file's columns as of the last step; loaded at the first use."""
        if self._facts is None:
            self._facts = self.store.facts()
        return self._facts

    def load(self, progress: Callable[[float], None] | None = None) -> Facts:
        """Load the columns if they are not loaded yet, telling ``progress`` the share done."""
        if self._facts is None:
            self._facts = self.store.facts(progress)
        return self._facts

    @property
    def context(self) -> Context:
        """What rules need to know now."""
        settings = self.store.settings()
        return Context(
            today=self.clock.today().isoformat(),
            currency=settings.currency,
            stages={stage.key: stage for stage in self.store.stages()},
        )

    @contextmanager
    def known_on(self, day: date | None) -> Iterator["Session"]:
        """Give the session over the file as it was known at the end of a local day (None: as it is now).

        For today and later that is this session; the one for a past day only reads, until the ``with`` ends.
        """
        if day is None or day >= self.clock.today():
            yield self
            return
        store = self.store.known_on(end_of(day))
        try:
            yield Session(store, self.clock, self.who)
        finally:
            store.close()

    def execute(self, label: str, operation: Operation) -> Outcome:
        """Run an operation as one named, undoable step.

        Args:
            label: what is done, in the person's words; it names the step in undo and history.
            operation: the change.

        Raises:
            ReadOnlyError: the file is open for reading only.
            InvalidRowsError: the rows break a rule; nothing was stored.
        """
        self._writable()
        with self.store.step(label, self.clock.now(), self.who) as step:
            operation(step)
        return self._followed(step.outcome)

    def undo(self) -> Outcome:
        """Take back the last step that is applied; raises NothingToUndoError."""
        self._writable()
        return self._followed(self.store.undo(self.clock.now(), self.who))

    def redo(self) -> Outcome:
        """Do the last undone step again; raises NothingToUndoError."""
        self._writable()
        return self._followed(self.store.redo(self.clock.now(), self.who))

    def rows(self, table: str, keys: Sequence[int]) -> list[Row]:
        """Return rows by key, in the order of the keys; a key without a row is left out."""
        return self.store.rows(table, keys)

    def _writable(self) -> None:
        if self.store.state.read_only:
            raise ReadOnlyError(self.store.state.read_only, "Save a copy elsewhere to change it.")

    def _followed(self, outcome: Outcome) -> Outcome:
        if self._facts is None or not outcome.changes:
            return outcome
        rows = sum(
            len(each.inserted) + len(each.updated) + len(each.deleted) for each in outcome.changes.values()
        )
        if rows >= _MANY_ROWS or _RELOADING & outcome.changes.keys():
            self._facts = None  # let go of the old columns before the new ones are made
            self._facts = self.store.facts()
        else:
            changed = self.store.changed_rows(outcome.changes)
            self._facts = self._facts.with_changes(changed, outcome.step.number)
        return outcome


def end_of(day: date) -> str:
    """Return the moment at which a local day is over, as the log writes moments: UTC, ISO with ``Z``."""
    midnight = datetime.combine(max(day, _BEFORE_EVERY_STEP) + timedelta(days=1), time.min)
    return midnight.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
