"""The head of the page: the period whose figures are shown, or that they are not there yet; new metrics."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.metrics import wording
from partnertracker.gui.metrics.closed import ClosedMark
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.tokens import GAP

_PATIENCE_MS = 400


class Headline(QLabel):
    """Which period it is."""

    overdue = Signal()
    """What is waited for takes longer than a moment; the line says so."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setProperty("role", "muted")
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._say_waiting)

    def wait(self) -> None:
        """Say that something is computed, if that takes longer than a moment."""
        self._patience.start()

    def stop(self) -> None:
        """No longer wait."""
        self._patience.stop()

    def fail(self) -> None:
        """Say that what is on screen is not what was asked for."""
        self.stop()
        self.setText("Could not be computed: what stands here is from before.")

    def show_period(self, choice: Choice, fiscal_year_start: int, *, shown: bool) -> None:
        """Say which period is shown and what it is compared with; nothing while no figure is shown."""
        self.stop()
        self.setText(wording.header(choice.period, choice.as_of, fiscal_year_start) if shown else "")

    def _say_waiting(self) -> None:
        self.setText("Computing…")
        self.overdue.emit()


class Head(QWidget):
    """The title, whether the period is closed, which one it is, and the button for a new metric."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Lay it out."""
        super().__init__(parent)
        self.line = Headline(self)
        self.closed = ClosedMark(desk, self)
        self.new_button = button("New metric…", "link", self)
        self.new_button.setToolTip("A metric of your own, made of others (Ctrl+Shift+M)")
        self.new_button.setDisabled(bool(desk.read_only))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(label("Metrics", "title", self))
        inside.addWidget(self.closed)
        inside.addStretch(1)
        inside.addWidget(self.line)
        inside.addSpacing(GAP)
        inside.addWidget(self.new_button)
