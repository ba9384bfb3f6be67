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
        self.destroyed.connect(lambda: _drop(tickets))

    def compute(
        self, name: str, work: Callable[[Facts], T], then: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Compute from the facts on the figures lane; an older question of that name is forgotten."""
        self._forget(name)
        self._tickets[name] = self._desk.compute(work, then, failed)

    def ask(
        self, name: str, work: Callable[[Session], T], then: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Read from the file on the file lane; an older question of that name is forgotten."""
        self._forget(name)
        self._tickets[name] = self._desk.ask(work, then, failed)

    def _forget(self, name: str) -> None:
        if name in self._tickets:
            self._tickets[name].cancel()


def _drop(tickets: dict[str, Ticket]) -> None:
    for ticket in tickets.values():
        ticket.cancel()
