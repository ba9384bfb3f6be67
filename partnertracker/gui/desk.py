"""What every view works with: the facts, what the person has chosen, and the ways to ask and to change."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from partnertracker.domain.columns import NO_ROW, day_of
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.facts import Facts
from partnertracker.domain.periods import Period, as_of_day, counterpart, period_containing
from partnertracker.gui import formats
from partnertracker.gui.lane import Failed, Runner, Ticket
from partnertracker.gui.moments import local_day
from partnertracker.services.ports import Outcome, Step
from partnertracker.services.session import Operation, Session

T = TypeVar("T")


class Choice(NamedTuple):
    """What holds for every view: chosen in the top bar.

    Attributes:
        period: the period whose figures are shown.
        as_of: the as-of day (days since 1970-01-01), never after the period's end.
        manager, tier: only partners (and their deals) of this manager or tier; empty: all.
    """

    period: Period
    as_of: int
    manager: str = ""
    tier: str = ""

    @property
    def scope(self) -> str:
        """The scope that metrics are asked for: the manager before the tier, else everything."""
        if self.manager:
            return f"manager:{self.manager}"
        return f"tier:{self.tier}" if self.tier else "all"

    def known_on(self, day: date, facts: Facts) -> "Choice":
        """Return what of this choice there was on a past day.

        A period that had not begun gives way to the one of that day, a later as-of day to that day, and a
        manager or tier that no partner had to all.

        Args:
            day: the past day.
            facts: the file's content as it was known then.
        """
        today, start = day_of(day.isoformat()), facts.settings.fiscal_year_start
        as_of = min(self.as_of, today)
        if self.period.start <= today:
            period = counterpart(self.period, as_of, start)
        else:
            period = period_containing(today, self.period.kind, start)
        partners = facts["partners"]
        manager, tier = (
            word if word in partners.words_in_use(field) else ""
            for field, word in (("manager", self.manager), ("tier", self.tier))
        )
        return Choice(period, as_of_day(period, as_of), manager, tier)


class Desk(QObject):
    """The open file as the window sees it. Everything here is called on the window's thread.

    Attributes:
        facts: the file's content as of the last change.
        choice: what holds for every view.
        failures: how many changes could not be made for another reason than what was typed.
        known_on: the past day at whose end all this was known; None: it is the file as it is.
        begun_on: while a past day is looked at: the day of the file's first step.
    """

    changed = Signal(object)
    """Rows changed: ``dict[str, TableChanges]`` by table. ``facts`` hold the change already."""

    chosen = Signal()
    """Another period, as-of day, manager or tier was chosen, or the same ones on another day."""

    opened = Signal(str, int)
    """Somebody wants to see a record: table, key."""

    form_wanted = Signal(str, int)
    """Somebody wants the form of a row itself, also where it is a part of a record: table, key."""

    entry_wanted = Signal(str, object)
    """Somebody wants to enter a new row: table, the texts that it begins with (``dict[str, str]``)."""

    mending = Signal(str, int, str)
    """Somebody wants to mend a field in the form that was just asked for: table, key, field."""

    stopped = Signal()
    """The file can't be changed any more: ``read_only`` says why."""

    failed = Signal(object)
    """Work failed and nobody nearer handled it: the exception."""

    def __init__(
        self,
        session: Session,
        facts: Facts,
        choice: Choice,
        file_lane: Runner,
        figures_lane: Runner,
        parent: QObject | None = None,
    ) -> None:
        """Take the session (used on the file lane alone), its facts, and the two lanes."""
        super().__init__(parent)
        self._session = session
        self._file = file_lane
        self._figures = figures_lane
        self._retired = self._closed = False
        self.facts = facts
        self.choice = choice
        self.known_on: date | None = None
        self.begun_on: date | None = None
        self._chosen_on = session.clock.today()
        self.failures = 0
        self._writable = not self.read_only
        self._under_way = 0
        self._pasts: list[Desk] = []

    @property
    def past(self) -> int | None:
        """The past day that all is looked at from, days since 1970-01-01; None: from today."""
        as_of = self.choice.as_of
        return as_of if as_of < day_of(self.today.isoformat()) else None

    @property
    def today(self) -> date:
        """The local calendar day, or the past day at whose end all this was known."""
        return self._session.clock.today()

    @property
    def read_only(self) -> str:
        """The sentence why nothing can be changed, empty when it can."""
        if self.known_on is not None:
            return f"As known on {formats.long_date(self.known_on)}. Nothing can be changed here."
        return self._session.store.state.read_only

    @property
    def changing(self) -> bool:
        """Whether a change that was asked for is not yet made and told."""
        return self._under_way > 0

    def choose(self, choice: Choice) -> None:
        """Take another choice and tell the views."""
        if (choice, self.today) != (self.choice, self._chosen_on):
            self.choice, self._chosen_on = choice, self.today
            self.chosen.emit()

    def ask(
        self, work: Callable[[Session], T], then: Callable[[T], None], failed: Failed | None = None
    ) -> Ticket:
        """Read from the file on the file lane, then hand the result on (on the window's thread).

        A closed desk reads nothing: a table that is still being filled as its window goes gets no more rows.
        """
        session = self._session
        if self._closed:
            return Ticket()
        return self._file.run(lambda: work(session), self._wanted(then), self._told(failed))

    def compute(
        self, work: Callable[[Facts], T], then: Callable[[T], None], failed: Failed | None = None
    ) -> Ticket:
        """Compute from the facts as they are now on the figures lane, then hand the result on."""
        facts = self.facts
        return self._figures.run(lambda: work(facts), self._wanted(then), self._told(failed))

    def do(
        self,
        label: str,
        operation: Operation,
        then: Callable[[Outcome], None] | None = None,
        failed: Failed | None = None,
    ) -> Ticket:
        """Change the file in one named step; views are told before ``then`` is called."""
        return self.change(lambda session: session.execute(label, operation), then, failed)

    def undo(self) -> Ticket:
        """Take back the last step."""
        return self.change(lambda session: session.undo(), None, None)

    def redo(self) -> Ticket:
        """Do the last undone step again."""
        return self.change(lambda session: session.redo(), None, None)

    def change(
        self,
        work: Callable[[Session], Outcome],
        then: Callable[[Outcome], None] | None = None,
        failed: Failed | None = None,
    ) -> Ticket:
        """Run something that makes one step (an import, say) on the file lane; the facts follow."""
        session = self._session

        self._under_way += 1

        def follow(done: tuple[Outcome, Facts]) -> None:
            self._under_way -= 1
            outcome, self.facts = done
            self.changed.emit(outcome.changes)
            if then is not None:
                then(outcome)

        def both() -> tuple[Outcome, Facts]:
            outcome = work(session)
            return outcome, session.facts

        def fail(error: Exception) -> None:
            self._under_way -= 1
            self.failures += not isinstance(error, InvalidRowsError)
            self._told(failed)(error)

        return self._file.run(both, self._wanted(follow), fail)

    def look_back(self, day: date, then: Callable[["Desk"], None]) -> Ticket:
        """Hand on a desk over the file as it was known at the end of a past day; ``close`` it in the end.

        It has this desk's choice, as far as that day knows of it.
        """

        def work(session: Session) -> tuple[Session, Facts, Step | None]:
            past = session.looking_back(day)
            return past, past.load(), session.store.past.step(1)

        def arrive(found: tuple[Session, Facts, Step | None]) -> None:
            session, facts, first = found
            choice = self.choice.known_on(day, facts)
            desk = Desk(session, facts, choice, self._file, self._figures, self)
            desk.known_on = day
            desk.begun_on = local_day(first.at) if first is not None else None
            desk.failed.connect(self.failed)
            self._pasts.append(desk)
            then(desk)

        return self.ask(work, arrive)

    def retire(self) -> None:
        """Drop the results still under way: the views they are for are gone. Failures are still told."""
        self._retired = True

    def close(self) -> None:
        """Retire, and close the file when everything handed in before is done. Closing twice is no error."""
        if self._closed:
            return
        self._closed = True
        self.retire()
        for past in self._pasts:
            past.close()
        self._pasts.clear()
        self._file.run(self._session.store.close, self._closed_file, self._told(None))

    def has(self, table: str, key: int) -> bool:
        """Tell whether a record is there."""
        columns = self.facts.tables.get(table)
        return columns is not None and bool(columns.positions_of([key])[0] != NO_ROW)

    def open_record(self, table: str, key: int) -> None:
        """Show a record in the view of its table."""
        self.opened.emit(table, key)

    def mend_field(self, table: str, key: int, field: str) -> None:
        """Show the form of a row with the cursor in a field; empty: in none of them."""
        self.form_wanted.emit(table, key)
        if field:
            self.mending.emit(table, key, field)

    def _wanted(self, then: Callable[[T], None]) -> Callable[[T], None]:
        def arrive(result: T) -> None:
            if not self._retired:
                then(result)

        return arrive

    def _told(self, failed: Failed | None) -> Failed:
        def arrive(error: Exception) -> None:
            if isValid(self) and self._writable and self.read_only:
                self._writable = False
                self.stopped.emit()
            if failed is not None and not self._retired:
                failed(error)
            elif isValid(self):
                self.failed.emit(error)

        return arrive

    def _closed_file(self, _none: None) -> None:
        if isValid(self):  # the window may be gone before its file is closed, and its desk with it
            self.deleteLater()
