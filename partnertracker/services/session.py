"""One open file and what can be done with it: the only door to changing anything."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from partnertracker.domain.custom import dressed
from partnertracker.domain.entities import entity
from partnertracker.domain.errors import ReadOnlyError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Context, Entity, Row
from partnertracker.services.past import Judge, NewStep, TakingBack
from partnertracker.services.ports import Clock, Outcome, Store, TableChanges, Writer

Operation: TypeAlias = Callable[[Writer], None]
"""A change of some rows; it runs inside one transaction and raises to leave everything as it was."""

_RULES = frozenset({"stages", "settings"})
_BEFORE_EVERY_STEP = date(2000, 1, 1)
"""No file is that old; some systems can't tell the local time of the first days of 1970."""

_MANY_ROWS = 40_000
"""From so many rows on, loading all columns anew costs less time and memory than following the changes."""


class Session:
    """One open file for one person.

    Not thread-safe: the thread that opened the store owns the session. The ``Facts`` it gives are immutable
    and may be read by any thread.

    Attributes:
        store: the open file.
        clock: tells the day and the time.
        who: the name that the change log records.
        differs: of the file as known after a past step, how its rows differ from those of now, by table.
    """

    def __init__(self, store: Store, clock: Clock, who: str) -> None:
        """Take an open store, the clock, and the name that the change log records."""
        self.store = store
        self.clock = clock
        self.who = who
        self.differs: Mapping[str, TableChanges] = {}
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

    def kind(self, table: str) -> Entity:
        """Return a table as this file has it, custom fields included.

        Raises:
            UnusableArgumentError: there is no such table.
        """
        return dressed(entity(table), self.store.custom_fields(table))

    @contextmanager
    def known_on(self, day: date | None) -> Iterator["Session"]:
        """Give the session over the file as it was known at the end of a local day (None: as it is now).

        For today and later that is this session; the one for a past day only reads, until the ``with`` ends.
        """
        if day is None or day >= self.clock.today():
            yield self
            return
        past = self.looking_back(day)
        try:
            yield past
        finally:
            past.store.close()

    def looking_back(self, day: date) -> "Session":
        """Return a session over the file as it was known at the end of a local day, for which it is that day.

        It only reads; close it by ``store.close()``.
        """
        past = self.as_known(self.store.last_step(end_of(day)))
        past.clock = self.clock._replace(today=lambda: day)
        return past

    def as_known(self, step: int) -> "Session":
        """Return a session over the file as it was after a step (0: before the first), in memory.

        It only reads; close it by ``store.close()``. Where the columns of now are loaded, those of then
        follow from them by the rows that differ, which takes a fraction of loading them.
        """
        store, changes = self.store.as_known(step)
        past = Session(store, self.clock, self.who)
        past.differs = changes
        if self._facts is not None and not _are_many(changes):
            past._facts = _followed(self._facts, store, changes, step)
        return past

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
        return self._follow(step.outcome)

    def undo(self) -> Outcome:
        """Take back the last step that is applied; raises NothingToUndoError."""
        self._writable()
        return self._follow(self.store.undo(self.clock.now(), self.who))

    def redo(self) -> Outcome:
        """Do the last undone step again; raises NothingToUndoError."""
        self._writable()
        return self._follow(self.store.redo(self.clock.now(), self.who))

    def take_back(self, label: str, wanted: Sequence[TakingBack], judge: Judge) -> Outcome:
        """Take steps back out of their turn, in one new step; as ``Past.take_back``."""
        self._writable()
        new = NewStep(label, self.clock.now(), self.who)
        return self._follow(self.store.past.take_back(new, wanted, judge))

    def rows(self, table: str, keys: Sequence[int]) -> list[Row]:
        """Return rows by key, in the order of the keys; a key without a row is left out."""
        return self.store.rows(table, keys)

    def _writable(self) -> None:
        if self.store.state.read_only:
            next_step = "This change is not saved. Save a copy elsewhere to make it there."
            raise ReadOnlyError(self.store.state.read_only, next_step)

    def _follow(self, outcome: Outcome) -> Outcome:
        if self._facts is None or not outcome.changes:
            return outcome
        if _are_many(outcome.changes):
            self._facts = None  # let go of the old columns before the new ones are made
            self._facts = self.store.facts()
        else:
            self._facts = _followed(self._facts, self.store, outcome.changes, outcome.step.number)
        return outcome


def _are_many(changes: Mapping[str, TableChanges]) -> bool:
    """Tell whether changes are so many that loading anew costs less than following them."""
    rows = sum(len(each.inserted) + len(each.updated) + len(each.deleted) for each in changes.values())
    return rows >= _MANY_ROWS


def _followed(facts: Facts, store: Store, changes: Mapping[str, TableChanges], step: int) -> Facts:
    """Return the facts as they are when the store, as it is now, has changed in that way by a step."""
    followed = facts.with_changes(store.changed_rows(changes), step)
    return followed.with_rules(store.settings(), store.stages()) if _RULES & changes.keys() else followed


def end_of(day: date) -> str:
    """Return the moment at which a local day is over, as the log writes moments: UTC, ISO with ``Z``."""
    midnight = datetime.combine(max(day, _BEFORE_EVERY_STEP) + timedelta(days=1), time.min)
    return midnight.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
