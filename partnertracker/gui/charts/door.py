"""The one door to pyqtgraph.

Its import takes longer than the whole rest of the start, so it happens when the first chart is drawn and
never before; nothing else in the program names the package.
"""

import importlib
from collections.abc import Callable
from typing import Any

from partnertracker.gui.questions import Questions


def pyqtgraph() -> Any:  # noqa: ANN401  pyqtgraph ships no types
    """Return pyqtgraph, imported at the first call."""
    package: Any = importlib.import_module("pyqtgraph")
    # at the end of the process its clean-up reaches for every graphics item, those Qt has deleted too
    package.setConfigOption("exitCleanup", False)
    return package


def loader(questions: Questions) -> Callable[[Callable[[], None]], None]:
    """Return what opens the door on the figures lane, so that the window does not stand still meanwhile.

    Args:
        questions: of the page that the chart stands on.
    """

    def load(then: Callable[[], None]) -> None:
        questions.compute("pyqtgraph", lambda _facts: pyqtgraph(), lambda _module: then())

    return load
