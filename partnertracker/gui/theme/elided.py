"""Words that give way where room is scarce."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStylePainter,
    QToolButton,
    QWidget,
)

from partnertracker.gui.theme.controls import tooltip
from partnertracker.gui.theme.sizes import scaled

_NARROWEST_BOX = 96
_BESIDE = 2  # what Qt leaves free at both sides of the text in a line
_AT_END = Qt.TextElideMode.ElideRight


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
        words = self.fontMetrics().elidedText(self._fitting(), _AT_END, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.end()

    def _fitting(self) -> str:
        """Return the words without the last parts that there is no room for."""
        words, measure = self.text(), self.fontMetrics()
        while self._between and self._between in words and measure.horizontalAdvance(words) > self.width():
            words = words.rpartition(self._between)[0]
        return words


def _fits_well(widget: QWidget, text: str) -> bool:
    """Tell, without asking the style, whether words leave half of a widget free, as most do."""
    return 2 * widget.fontMetrics().horizontalAdvance(text) <= widget.width()


class ChoiceBox(QComboBox):
    """A drop-down list that gives way: what is chosen ends in an ellipsis where it doesn't fit."""

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the longest name of a list doesn't widen a window."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), scaled(_NARROWEST_BOX)), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the words that fit."""
        if _fits_well(self, self.currentText()):
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        option.currentText = self.fontMetrics().elidedText(self.currentText(), _AT_END, room.width())
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


class ElidedLine(QLineEdit):
    """A line of text that ends in an ellipsis where it doesn't fit, unless somebody types in it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and the words that fit."""
        text, measure = self.displayText(), self.fontMetrics()
        if self.hasFocus() or _fits_well(self, text):
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        room = room.marginsRemoved(self.textMargins()).adjusted(_BESIDE, 0, -_BESIDE, 0)
        beside = self.style().pixelMetric(QStyle.PixelMetric.PM_LineEditIconMargin, option, self)
        for inner in self.findChildren(QToolButton):
            room.setRight(room.right() - beside - inner.width())
        if measure.horizontalAdvance(text) <= room.width():
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option)
        room.setTop(room.top() + (room.height() - measure.height() + 1) // 2)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, 0, measure.elidedText(text, _AT_END, room.width()))
        painter.end()
