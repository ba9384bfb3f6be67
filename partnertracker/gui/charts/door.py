"""The one door to pyqtgraph.

Its import takes longer than the whole rest of the start, so it happens when the first chart is drawn and
never before; nothing else in the program names the package.
"""

import importlib
import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject, QTimer

_SLICE = 0.004
"""Seconds for which the window may stand still at a time."""

_MET_ON_THE_WAY = ("cProfile", "multiprocessing.connection", "pydoc", "xml.etree.ElementTree")
"""What pyqtgraph imports besides Qt and numpy."""


def pyqtgraph() -> Any:  # noqa: ANN401  pyqtgraph ships no types
    """Return pyqtgraph, imported at the first call."""
    package: Any = importlib.import_module("pyqtgraph")
    # at the end of the process its clean-up reaches for every graphics item, those Qt has deleted too
    package.setConfigOption("exitCleanup", False)
    return package


def loader(owner: QObject) -> Callable[[Callable[[], None]], None]:
    """Return what opens the door bit by bit, so that the window does not stand still meanwhile.

    Args:
        owner: the page that the chart stands on; without it nothing is opened any more.
    """
    return lambda then: Opening(owner, then).begin()


class Opening(QObject):
    """Imports pyqtgraph in the pauses between the window's events.

    On the window's thread and on no other: pyqtgraph touches every class of Qt, and PySide makes the Python
    type of a class when that is touched for the first time, in tables that threads must not change at once.
    """

    def __init__(self, owner: QObject, then: Callable[[], None]) -> None:
        """Take whose opening it is, and what to call when the door is open."""
        super().__init__(owner)
        self._then = then
        self._steps = _steps()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Go on whenever the window has nothing else to do."""
        self._timer.start()

    def _go_on(self) -> None:
        until = time.monotonic() + _SLICE
        for _ in self._steps:
            if time.monotonic() > until:
                return
        self._timer.stop()
        self.deleteLater()
        self._then()


def _steps() -> Iterator[None]:
    """Do what the import does, a little at each step; the package itself comes last, in one piece."""
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
            yield
    for name in _MET_ON_THE_WAY:
        importlib.import_module(name)
        yield
    pyqtgraph()
    yield
