"""One worker thread that does one thing after another, so that the window never waits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, Protocol, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
Failed = Callable[[Exception], None]


class Ticket:
    """A piece of work that was handed in; cancelling drops its result."""

    def __init__(self) -> None:
        """Start as wanted."""
        self.wanted = True

    def cancel(self) -> None:
        """No longer call anything with the result; work that has not begun is skipped."""
        self.wanted = False


class Runner(Protocol):
    """Runs work away from the window's thread and brings the result back to it."""

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> Ticket:
        """Run ``work``; afterwards, on the window's thread, ``then(result)`` or ``failed(error)``."""

    def close(self) -> None:
        """Finish what was handed in and stop the thread."""


class _Arrival(NamedTuple):
    ticket: Ticket
    deliver: Callable[[], None]


class Lane(QObject):
    """A thread of its own; results come back by a queued signal, in the order the work was handed in."""

    _arrived = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Start a lane; ``name`` shows in the thread's name."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> Ticket:
        """Run ``work`` on the lane, then ``then(result)`` or ``failed(error)`` on the window's thread."""
        ticket = Ticket()

        def task() -> None:
            if not ticket.wanted:
                return
            try:
                result = work()
            except Exception as error:  # noqa: BLE001  the runner is one of the two places that catch everything
                caught = error
                self._arrived.emit(_Arrival(ticket, lambda: failed(caught)))
            else:
                self._arrived.emit(_Arrival(ticket, lambda: then(result)))

        self._pool.submit(task)
        return ticket

    def close(self) -> None:
        """Finish what was handed in and stop the thread; results still under way are dropped."""
        self._pool.shutdown(wait=True)

    @Slot(object)
    def _deliver(self, arrival: object) -> None:
        arrived = cast("_Arrival", arrival)
        if arrived.ticket.wanted:
            arrived.deliver()
