"""A table and the form beside it, as wide as the person likes them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import STEP

_FORM, _LEAST_FORM = 370, 336


class Sides(QSplitter):
    """Remembers from one start to the next how the room is shared out.

    Attributes:
        wanted: how wide the table should be, so that it need not be moved sideways.
    """

    def __init__(self, memory: Memory, name: str) -> None:
        """Start empty; the name is what the widths are remembered under."""
        super().__init__(Qt.Orientation.Horizontal)
        self._memory = memory
        self._name = name
        self._by_hand = False
        self.wanted = 0
        self.setHandleWidth(3 * STEP + 2)
        self.setChildrenCollapsible(False)

    def share_out(self, wanted: int) -> None:
        """Share the room out as it was left, once both sides are there; what there is more is the table's."""
        self.wanted = wanted
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        kept = self._memory.state(self._name)
        if not kept.isEmpty():
            self._by_hand = self.restoreState(kept)
        self.splitterMoved.connect(lambda _at, _which: self._keep())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Until the person moves the border, the form leaves the table what it can of the room it wants."""
        super().resizeEvent(event)
        if not self._by_hand:
            room = self.width() - self.handleWidth()
            form = max(scaled(_LEAST_FORM), min(scaled(_FORM), room - self.wanted))
            self.setSizes([room - form, form])

    def _keep(self) -> None:
        self._by_hand = True
        self._memory.keep_state(self._name, self.saveState())
