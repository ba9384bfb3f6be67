"""The moment at which a new day begins."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

_LATE = 50  # milliseconds after midnight, so that it is never still the day before


class Midnight(QObject):
    """Waits for the next midnight of the local calendar, then for the one after it."""

    passed = Signal()
    """Another day has begun."""

    def __init__(self, parent: QObject, now: Callable[[], datetime] = datetime.now) -> None:
        """Wait for as long as the parent lives; ``now`` tells the local time."""
        super().__init__(parent)
        self._now = now
        self._day = now().date()
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._look)
        self._wait()

    def _look(self) -> None:
        """Tell of a new day; after a timer that ran fast, or a clock set back, there is none yet."""
        day = self._now().date()
        if day != self._day:
            self._day = day
            self.passed.emit()
        self._wait()

    def _wait(self) -> None:
        now = self._now()
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
        self._timer.start(round((midnight - now) / timedelta(milliseconds=1)) + _LATE)
