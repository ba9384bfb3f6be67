"""Opening a file while the window's parts are still being loaded."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from partnertracker.gui.lane import Runner


class Headstart(QObject):
    """Work on the file lane whose result waits for the event loop: listen before that runs."""

    found = Signal(object)
    """The result of the work."""

    failed = Signal(object)
    """The exception that ended the work."""

    progressed = Signal(float)
    """The share done, 0 to 1."""

    def __init__(self, lane: Runner, work: Callable[[Callable[[float], None]], object]) -> None:
        """Start the work; it is given what it tells its progress to."""
        super().__init__()
        lane.run(lambda: work(self.progressed.emit), self.found.emit, self.failed.emit)
