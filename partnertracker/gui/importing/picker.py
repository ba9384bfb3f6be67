"""A drop-down list that keeps its choice while one scrolls over it, and shows hostile words as they are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from partnertracker.gui.importing.texts import one_line
from partnertracker.gui.theme.elided import ChoiceBox

_SHORTEST = 8


class Picker(ChoiceBox):
    """Offers values under their labels; tells only what a person chose, not what the program set."""

    picked = Signal(str)
    """The person chose this value."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Start empty.

        Args:
            name: what is chosen here, for screen readers.
            parent: the widget it lies in.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_SHORTEST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)
        self.activated.connect(lambda _index: self.picked.emit(self.value))

    @property
    def value(self) -> str:
        """The value that is chosen; empty when none is."""
        data = self.currentData()
        return data if isinstance(data, str) else ""

    def offer(self, options: Sequence[tuple[str, str]], value: str = "") -> None:
        """Offer these values with their labels, and choose one; an unknown one chooses the first."""
        self.clear()
        for each, words in options:
            self.addItem(one_line(words), each)
        self.choose(value)

    def choose(self, value: str) -> None:
        """Choose a value without telling anybody; an unknown one chooses the first."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a value changed by scrolling past it would go unnoticed."""
        event.ignore()
