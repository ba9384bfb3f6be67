"""A long piece of work on the file lane: tells how far it is, and can be stopped."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.gui.desk import Desk
from partnertracker.gui.lane import Failed, Ticket
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session

T = TypeVar("T")
Tell = Callable[[float], None]
"""Told the share done, 0 to 1; raises ``StoppedError`` when the person has stopped the work."""

_SMALLEST_MOVE = 0.005


class Errands:
    """Small reads for one dialog, whose results nobody misses once it is closed."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk whose file lane runs them."""
        self._desk = desk
        self._tickets: list[Ticket] = []
        self._is_closed = False

    def ask(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """Run something on the file lane, then hand on the result."""
        if not self._is_closed:
            self._tickets.append(self._desk.ask(lambda _session: work(), then, failed))

    def stay(self, _share: float) -> None:
        """Let an errand go on, unless the dialog is closed: what long errands tell their progress to."""
        if self._is_closed:
            raise StoppedError

    def close(self) -> None:
        """Hand on nothing more."""
        self._is_closed = True
        for ticket in self._tickets:
            ticket.cancel()
        self._tickets.clear()


class StoppedError(PartnerTrackerError):
    """The person stopped the work; everything is as it was before."""

    def __init__(self) -> None:
        """Nothing more is to be said than that nothing happened."""
        super().__init__("Stopped: nothing was changed.")


class Undertaking(QObject):
    """One piece of work for one dialog at a time.

    The work runs on the file lane; everything else here happens on the window's thread.
    """

    started = Signal(str)
    """Work has begun: what is being done, as words for a person."""

    moved = Signal(float)
    """How far it is, 0 to 1; comes by a queued connection."""

    ended = Signal()
    """The work is over, whether it succeeded, failed or was stopped."""

    settled = Signal()
    """What it came to is told as well."""

    failed = Signal(object)
    """It failed in a way that the program foresees: the ``PartnerTrackerError``."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Take the desk whose file lane does the work."""
        super().__init__(parent)
        self._desk = desk
        self._stop = Event()
        self._told = 0.0
        self._ticket = Ticket()
        self.busy = False

    def ask(self, words: str, work: Callable[[Session, Tell], T], then: Callable[[T], None]) -> None:
        """Read or compute something on the file lane, then hand on the result.

        What was asked before and is still under way is stopped; nobody hears of it any more.
        """
        self._stop.set()
        self._ticket.cancel()
        stop = self._begin(words)
        self._ticket = self._desk.ask(
            lambda session: work(session, self._teller(stop)),
            lambda result: self._end(lambda: then(result)),
            self._fail,
        )

    def change(
        self, words: str, work: Callable[[Session, Tell], Outcome], then: Callable[[Outcome], None]
    ) -> None:
        """Make one step of the file; the views follow before ``then`` is called."""
        stop = self._begin(words)
        self._desk.change(
            lambda session: work(session, self._teller(stop)),
            lambda outcome: self._end(lambda: then(outcome)),
            self._fail,
        )

    def stop(self) -> None:
        """Ask the work to end; it does at its next word about how far it is."""
        self._stop.set()

    def _begin(self, words: str) -> Event:
        self._stop = Event()
        self._told = 0.0
        self.busy = True
        self.started.emit(words)
        return self._stop

    def _teller(self, stop: Event) -> Tell:
        def tell(share: float) -> None:
            if stop.is_set():
                raise StoppedError
            if share - self._told >= _SMALLEST_MOVE:
                self._told = share
                self.moved.emit(share)

        return tell

    def _end(self, then: Callable[[], None]) -> None:
        self.busy = False
        self.ended.emit()
        then()
        self.settled.emit()

    def _fail(self, error: Exception) -> None:
        self.busy = False
        self.ended.emit()
        if isinstance(error, PartnerTrackerError):
            self.failed.emit(error)
        else:
            self._desk.failed.emit(error)
        self.settled.emit()
