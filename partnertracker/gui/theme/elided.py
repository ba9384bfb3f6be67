"""Words that give way where room is scarce."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from partnertracker.gui.theme.controls import tooltip

_LONGEST = 300


class Elided(QLabel):
    """A label that gives way: what doesn't fit ends in an ellipsis, and the tooltip has the whole."""

    def __init__(self, role: str = "muted", parent: QWidget | None = None, *, between: str = "") -> None:
        """Start without words.

        Args:
            role: as of ``controls.label``.
            parent: the widget it belongs to.
            between: what stands between parts that are left out whole, the last one first; empty: none are.
        """
        super().__init__(parent)
        self._between = between
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show these words, as many as fit."""
        self.setText(text)
        self.setToolTip(tooltip(text[:_LONGEST]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words that fit."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        words = self.fontMetrics().elidedText(self._fitting(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.end()

    def _fitting(self) -> str:
        """Return the words without the last parts that there is no room for."""
        words, measure = self.text(), self.fontMetrics()
        while self._between and self._between in words and measure.horizontalAdvance(words) > self.width():
            words = words.rpartition(self._between)[0]
        return words
