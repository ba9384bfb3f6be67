"""A table and the form beside it, as wide as the person likes them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.tokens import STEP

_WIDTHS = (840, 370)


class Sides(QSplitter):
    """Remembers from one start to the next how the room is shared out."""

    def __init__(self, memory: Memory, name: str) -> None:
        """Start empty; the name is what the widths are remembered under."""
        super().__init__(Qt.Orientation.Horizontal)
        self._memory = memory
        self._name = name
        self.setHandleWidth(3 * STEP + 2)
        self.setChildrenCollapsible(False)

    def share_out(self) -> None:
        """Share the room out as it was left, once both sides are there; what there is more is the table's."""
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setSizes(list(_WIDTHS))
        kept = self._memory.state(self._name)
        if not kept.isEmpty():
            self.restoreState(kept)
        self.splitterMoved.connect(lambda _at, _which: self._memory.keep_state(self._name, self.saveState()))
