"""What a page has asked the desk: only the last question of a name counts, and none outlives the page."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from partnertracker.domain.facts import Facts
from partnertracker.gui.desk import Desk
from partnertracker.gui.lane import Failed, Ticket
from partnertracker.services.session import Session

T = TypeVar("T")


class Questions(QObject):
    """Asks on behalf of a widget or model; what arrives after that is gone is dropped."""

    def __init__(self, desk: Desk, owner: QObject) -> None:
        """Take the desk, and whose questions these are."""
        super().__init__(owner)
        self._desk = desk
        tickets: dict[str, Ticket] = {}
        self._tickets = tickets
        self._waiting: dict[str, object] = {}
        self.destroyed.connect(lambda: _drop(tickets))

    @property
    def pending(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._waiting)

    def compute(
        self, name: str, work: Callable[[Facts], T], then: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Compute from the facts on the figures lane; an older question of that name is forgotten."""
        answered, refused = self._expect(name, then, failed)
        self._tickets[name] = self._desk.compute(work, answered, refused)

    def ask(
        self, name: str, work: Callable[[Session], T], then: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Read from the file on the file lane; an older question of that name is forgotten."""
        answered, refused = self._expect(name, then, failed)
        self._tickets[name] = self._desk.ask(work, answered, refused)

    def forget_all(self) -> None:
        """No longer want any answer; work that has not begun is skipped."""
        _drop(self._tickets)
        self._tickets.clear()
        self._waiting.clear()

    def _expect(
        self, name: str, then: Callable[[T], None], failed: Failed | None
    ) -> tuple[Callable[[T], None], Failed]:
        """Forget the older question, and return what takes the answer or the failure of the new one."""
        if name in self._tickets:
            self._tickets[name].cancel()
        question = self._waiting[name] = object()

        def arrived() -> None:
            if self._waiting.get(name) is question:
                del self._waiting[name]

        def answered(found: T) -> None:
            arrived()
            then(found)

        def refused(error: Exception) -> None:
            arrived()
            (failed or self._desk.failed.emit)(error)

        return answered, refused


def _drop(tickets: dict[str, Ticket]) -> None:
    for ticket in tickets.values():
        ticket.cancel()
