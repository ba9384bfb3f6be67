"""The table of metrics, and what stands beside it and gives way to the table's columns."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from partnertracker.gui.theme.tokens import GAP

_TABLE, _BESIDE = 765, 432
"""How the room is shared out where there is enough."""


class Sides(QSplitter):
    """Two sides, shared out by what the table wants until the person moves the border."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty; the table comes first."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._wanted = 0
        self._by_hand = False
        self.setHandleWidth(GAP)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._leave_alone)

    def want(self, width: int) -> None:
        """Leave the table that much room at least, as far as what stands beside it can give way."""
        self._wanted = width
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room anew."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        if self._by_hand:
            return
        room = self.width() - self.handleWidth()
        usual = room * _BESIDE // (_TABLE + _BESIDE)
        beside = min(usual, room - self._wanted)
        self.setSizes([room - beside, beside])

    def _leave_alone(self) -> None:
        self._by_hand = True
