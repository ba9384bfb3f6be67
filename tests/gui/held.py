"""A lane that waits, so that a test can say what happens before a result arrives."""

from collections.abc import Callable
from typing import NamedTuple

from partnertracker.gui.desk import Desk
from partnertracker.gui.lane import Failed, T, Ticket
from tests.gui.inplace import InPlace


class Held:
    """A runner that does its work when it is told to, as a busy lane would."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> Ticket:
        ticket = Ticket()

        def task() -> None:
            if ticket.wanted:
                InPlace().run(work, then, failed)

        self.waiting.append(task)
        return ticket

    def go_on(self, how_many: int = 0) -> None:
        """Do the first so many pieces of work; 0: all there are, and those that they lead to."""
        count = how_many or len(self.waiting)
        while count and self.waiting:
            self.waiting.pop(0)()
            count = count - 1 if how_many else len(self.waiting)

    def close(self) -> None:
        self.waiting.clear()


class Late(NamedTuple):
    """A desk whose file and figures answer when a test says so."""

    desk: Desk
    file: Held
    figures: Held

    def arrive(self) -> None:
        """Let everything arrive that is on its way."""
        while self.file.waiting or self.figures.waiting:
            self.file.go_on()
            self.figures.go_on()


class Slowing(Held):
    """A runner that is quick until a test says that it is busy.

    Attributes:
        busy: whether what is handed in waits from now on.
    """

    def __init__(self) -> None:
        super().__init__()
        self.busy = False

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> Ticket:
        return super().run(work, then, failed) if self.busy else InPlace().run(work, then, failed)
