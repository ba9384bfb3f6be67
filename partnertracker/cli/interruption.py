"""Ctrl+C, wherever it arrives: inside a callback of SQLite it would come out as some error of SQLite's."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interruption:
    """Whether the person has pressed Ctrl+C.

    Attributes:
        came: since ``noted`` began.
    """

    def __init__(self) -> None:
        """Start with nothing pressed."""
        self.came = False

    def take(self, number: int, frame: FrameType | None) -> None:
        """Note the signal, then do as Python does: raise KeyboardInterrupt."""
        self.came = True
        signal.default_int_handler(number, frame)


@contextmanager
def noted() -> Iterator[Interruption]:
    """Note Ctrl+C while the ``with`` lasts; where somebody else heeds the signal, or nobody, all stays so."""
    interruption = Interruption()
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield interruption
        return
    signal.signal(signal.SIGINT, interruption.take)
    try:
        yield interruption
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
