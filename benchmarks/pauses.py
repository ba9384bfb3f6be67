"""How long the window does not answer: watched by a timer that would tick each millisecond."""

import time
from itertools import pairwise

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1


class Pauses:
    """The times between ticks from when it was made."""

    def __init__(self, parent: QObject) -> None:
        """Begin to watch; the parent lives longer."""
        self._ticks = [time.perf_counter()]
        self._timer = QTimer(parent)
        self._timer.timeout.connect(lambda: self._ticks.append(time.perf_counter()))
        self._timer.start(_EVERY_MS)

    @property
    def last(self) -> float:
        """When it last ticked (``time.perf_counter``)."""
        return self._ticks[-1]

    def longest(self) -> float:
        """Stop watching; return the seconds of the longest time without a tick."""
        self._timer.stop()
        return max((later - earlier for earlier, later in pairwise(self._ticks)), default=0.0)
