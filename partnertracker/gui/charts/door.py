"""The one door to pyqtgraph.

Its import takes longer than the whole rest of the start, so it happens when the first chart is drawn and
never before; nothing else in the program names the package.
"""

import importlib
from typing import Any


def pyqtgraph() -> Any:  # noqa: ANN401  pyqtgraph ships no types
    """Return pyqtgraph, imported at the first call."""
    return importlib.import_module("pyqtgraph")
