"""A large file judged in a second process while this one writes the rows that were found right.

The other process makes a plan as usual, except that it sends the new rows away as it finds them. They are
written before the rest of the file is judged, so this serves only where judging looks at nothing that new
rows change: for a table that is empty and refers to none but partners. When all rows are sent, a last word
says so; without it nothing is kept, and the import goes the usual way. So whatever makes the other process
stop (rows that repeat each other, a date written as none before it, a failure) is met again, and told, where
it always is.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.services.importing.binding import bind
from partnertracker.services.importing.mapping import ImportMapping
from partnertracker.services.importing.opening import open_source
from partnertracker.services.importing.packing import Added, Packed, Unpacking
from partnertracker.services.importing.planning import ImportRequest, given_fields, plan
from partnertracker.services.importing.plans import Plan
from partnertracker.services.importing.results import Changed, Rejected, Results
from partnertracker.services.importing.spool import Spool
from partnertracker.services.importing.writing import Writing, label_of
from partnertracker.services.ports import Writer
from partnertracker.services.resting import collector_resting
from partnertracker.services.session import Session

LARGE = 32 << 20
"""The size of a file, in bytes, from which on a second process saves more time than it takes to start."""

Message: TypeAlias = (
    tuple[Literal["rows"], Packed]
    | tuple[Literal["rejects"], list[Rejected]]
    | tuple[Literal["done"], tuple[int, int]]
)
"""New rows, or rejected rows, or the last word: how many rows are new and how many rejected. All of it is
lists, tuples, texts, bytes and numbers."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What the other process is told.

    Attributes:
        file: the Partner Tracker file, to be opened for reading.
        csv: the file to import.
        mapping: its columns and its whole format.
        mode, match: as in ``ImportRequest``.
        today: the day that rules compare with.
    """

    file: Path
    csv: Path
    mapping: ImportMapping
    mode: str
    match: str
    today: date


class _NoLastWordError(Exception):
    """The other process ended before it had judged everything."""


def errand_for(session: Session, request: ImportRequest) -> Errand | None:
    """Return the errand for an import that a second process makes faster, or None."""
    source, kind = request.source, session.kind(request.mapping.table)
    is_alone = {field.references for field in kind.fields} <= {"", "partners"}
    if (
        source.path is None
        or source.size < LARGE
        or (os.cpu_count() or 1) < 2  # noqa: PLR2004  # one processor does one thing at a time
        or request.create_partners
        or request.left_out
        or request.deals
        or request.mode == "update"
        or not is_alone
        or session.store.count(kind.table)
    ):
        return None
    said = request.mapping.format
    written = replace(source.format, date=said.date, decimal=said.decimal)
    mapping, path = replace(request.mapping, format=written), session.store.state.path
    return Errand(path, source.path, mapping, request.mode, request.match, session.clock.today())


def judge_aside(session: Session, errand: Errand, send: Callable[[Message], object]) -> None:
    """Judge the whole file in the other process and send what was found, or end without a last word.

    Args:
        session: the file, open for reading.
        errand: from ``errand_for``.
        send: takes one message; what it raises ends the judging.

    Raises:
        PartnerTrackerError: the file can't be judged.
    """
    with closing(open_source(errand.csv, errand.mapping.format)) as source:
        request = ImportRequest(source, errand.mapping, errand.mode, errand.match)
        sent = _Sent(send)
        with closing(plan(session, request, added=sent.from_the_start)) as planned:
            if sent.are_worthless:
                return
            for rejects in planned.rejects_by_chunk():
                send(("rejects", rejects))
            send(("done", (planned.new, planned.rejected)))


class _Sent:
    """Keeps new rows by sending them away; when it begins again they are worthless, as none comes back."""

    def __init__(self, send: Callable[[Message], object]) -> None:
        self._send = send
        self._some = False
        self.are_worthless = False

    def from_the_start(self) -> "_Sent":
        """Begin, or begin again."""
        self.are_worthless = self._some
        return self

    def append(self, item: Packed) -> None:
        """Send some rows, unless all are worthless."""
        if not self.are_worthless:
            self._some = True
            self._send(("rows", item))

    def __iter__(self) -> Iterator[Packed]:
        """Yield nothing: all has gone."""
        return iter(())

    def close(self) -> None:
        """Do nothing."""


def bring_in(
    session: Session, request: ImportRequest, messages: Iterator[Message], settle: Callable[[Plan], None]
) -> Plan | None:
    """Write new rows in one step as they come, and return the plan that they were part of.

    Args:
        session: the open file.
        request: what is imported and how.
        messages: what ``judge_aside`` sends.
        settle: called with the plan before the step is committed; what it raises ends the step.

    Returns:
        The plan, carried out. None when the last word did not come, or rows that came can't stand in the file
        (such as two with one name): nothing is kept.
    """
    coming = _Coming(session, request, messages)
    done: list[Plan] = []

    def operation(writer: Writer) -> None:
        Writing(coming, coming.kind, session.context).operation(writer)
        done.append(coming.plan())
        settle(done[0])
        writer.rename(label_of(done[0]))

    try:
        with collector_resting():
            session.execute(label_of(coming), operation)
    except (_NoLastWordError, InvalidRowsError):
        return None
    return done[0]


class _Coming:
    """A plan of which the rows are still coming: what ``Writing`` needs of one."""

    def __init__(self, session: Session, request: ImportRequest, messages: Iterator[Message]) -> None:
        self._request = request
        self._messages = messages
        self._binding = bind(request.source, request.mapping, session.kind(request.mapping.table))
        self._version = session.store.last_step()
        self._next: Message | None = None
        self.source = request.source
        self.kind = self._binding.kind
        self.table = self.kind.table
        self.names = tuple(given_fields(self._binding, session.context))
        self.new = request.source.about_rows()
        self.changed = 0
        self.partners_by_id: dict[str, str] = {}

    def added(self) -> Iterator[Added]:
        """Yield new rows as they come."""
        unpacking = Unpacking(len(self.names))
        for message in self._messages:
            if message[0] != "rows":
                self._next = message
                return
            yield unpacking.unpack(message[1])

    def updates(self) -> Iterator[Changed]:
        """Yield nothing: there is no row yet that could change."""
        return iter(())

    def plan(self) -> Plan:
        """Return the plan, once all rows have come; raises _NoLastWordError when not all have."""
        results = Results(self.source.header, self.names, {}, Spool())
        message = self._next
        while message is not None and message[0] == "rejects":
            results.put_rejects(message[1])
            message = next(self._messages, None)
        if message is None or message[0] != "done":
            results.close()
            raise _NoLastWordError
        results.new, results.rejected = message[1]
        return Plan(self.source, self._binding, results, self._version)
