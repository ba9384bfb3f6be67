"""The strip that says what is being done, how far it is, and offers to stop it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.tokens import STEP

PATIENCE = 400
"""Milliseconds in which nothing is shown: what takes less long needs no progress."""

_PARTS = 1000


class Waiting(QWidget):
    """Shows itself when work takes longer than ``PATIENCE``."""

    stopped = Signal()
    """The person wants the work to end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._words = label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(55 * STEP)
        self._stop = button("Stop", "quiet")
        self._stop.clicked.connect(self._on_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * STEP)
        row.addWidget(self._words)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self.show)
        self.hide()

    def begin(self, words: str) -> None:
        """Say what is being done, once it has taken a moment."""
        self._words.setText(words)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(words)
        self._stop.setEnabled(True)
        self._patience.start()

    def move_to(self, share: float) -> None:
        """Show how far the work is, 0 to 1."""
        self._bar.setRange(0, _PARTS)
        self._bar.setValue(round(share * _PARTS))

    def end(self) -> None:
        """Nothing is being done any more."""
        self._patience.stop()
        self.hide()

    def _on_stop(self) -> None:
        self._stop.setEnabled(False)
        self._words.setText("Stopping…")
        self.stopped.emit()
