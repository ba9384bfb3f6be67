"""What stands around the steps: which step this is, what went wrong, and the buttons to go on and back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.gui.importing.waiting import Waiting
from partnertracker.gui.theme.controls import button, escaped, label, restyle, spring
from partnertracker.gui.theme.tokens import STEP

_THEN = "→"


class StepNames(QWidget):
    """The names of the steps, the present one standing out."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        """Show the first step."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * STEP)
        self._names = names
        self._labels = [label(f"{number}  {name}", "muted") for number, name in enumerate(names, 1)]
        for number, each in enumerate(self._labels):
            if number:
                row.addWidget(label(_THEN, "muted"))
            row.addWidget(each)
        row.addStretch(1)
        self.go_to(0)

    def go_to(self, step: int) -> None:
        """Show another step."""
        for number, each in enumerate(self._labels):
            restyle(each, "role", "heading" if number == step else "muted")
        self.setAccessibleName(f"Step {step + 1} of {len(self._names)}: {self._names[step]}")


class Notice(QFrame):
    """A sentence about what went wrong, and what to do next; hidden while all is well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.sentence = label()
        self.sentence.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        column.addWidget(self.sentence)
        self.hide()

    def say(self, error: PartnerTrackerError) -> None:
        """Show a failure that the program foresees."""
        self.say_text(f"{error.sentence} {error.next_step}".strip())

    def say_text(self, text: str) -> None:
        """Show a sentence; an empty one hides the notice."""
        self.sentence.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class Footer(QWidget):
    """Progress on the left, the ways on and back on the right."""

    back = Signal()
    """The person wants to go a step back."""

    on = Signal()
    """The person wants to go on."""

    cancelled = Signal()
    """The person wants to leave."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start at the first step."""
        super().__init__(parent)
        self.waiting = Waiting()
        self.cancel_button = button("Cancel")
        self.back_button = button("Back")
        self.on_button = button("Next", "primary")
        self.cancel_button.clicked.connect(self.cancelled)
        self.back_button.clicked.connect(self.back)
        self.on_button.clicked.connect(self.on)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * STEP)
        row.addWidget(self.waiting)
        row.addWidget(spring())
        for each in (self.cancel_button, self.back_button, self.on_button):
            row.addWidget(each)

    def offer(self, words: str, *, can_go_on: bool, can_go_back: bool, can_cancel: bool) -> None:
        """Say what going on does here, and which ways are open."""
        self.on_button.setText(escaped(words))
        self.on_button.setAccessibleName(words)
        self.on_button.setEnabled(can_go_on)
        self.back_button.setVisible(can_go_back)
        self.cancel_button.setVisible(can_cancel)
