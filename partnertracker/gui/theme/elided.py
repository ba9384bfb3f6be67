"""Words that give way where room is scarce."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSizePolicy, QWidget

from partnertracker.gui.late import DRAW_BOX, DRAW_LINE, part
from partnertracker.gui.theme.controls import tooltip
from partnertracker.gui.theme.sizes import scaled

_NARROWEST_BOX = 96
_AROUND = 84
"""More than the edges and the icons in any line or list take, in pixels of the design."""


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
        self.setToolTip(tooltip(text))

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


def _surely_fits(widget: QWidget, text: str) -> bool:
    """Tell, without asking the style, whether words have plenty of room, as most have."""
    return widget.fontMetrics().horizontalAdvance(text) + scaled(_AROUND) <= widget.width()


class ChoiceBox(QComboBox):
    """A drop-down list that gives way: what is chosen ends in an ellipsis where it doesn't fit."""

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the longest name of a list doesn't widen a window."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), scaled(_NARROWEST_BOX)), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the words that fit."""
        if _surely_fits(self, self.currentText()) or not part(DRAW_BOX)(self):
            super().paintEvent(event)


class ElidedLine(QLineEdit):
    """A line of text that ends in an ellipsis where it doesn't fit, unless somebody types in it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and the words that fit."""
        if self.hasFocus() or _surely_fits(self, self.displayText()) or not part(DRAW_LINE)(self):
            super().paintEvent(event)
