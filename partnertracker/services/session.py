"""One open file and what can be done with it: the only door to changing anything."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from partnertracker.domain.errors import ReadOnlyError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Context, Row
from partnertracker.services.ports import Clock, Outcome, Store, Writer

Operation: TypeAlias = Callable[[Writer], None]
"""A change of some rows; it runs inside one transaction and raises to leave everything as it was."""

_RELOADING = frozenset({"stages", "settings"})
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
