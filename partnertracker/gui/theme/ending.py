"""How words are drawn that don't fit: they end in an ellipsis.

Loaded when first a button, a line or a list is too narrow for its words (``late``): Qt's style and what
belongs to it take longer to load than most windows take to be drawn.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStylePainter,
    QToolButton,
)

from partnertracker.gui.theme.controls import escaped

_BESIDE = 2  # what Qt leaves free at both sides of the text in a line
_AT_END = Qt.TextElideMode.ElideRight


def draw_button(button: QPushButton) -> bool:
    """Draw a button and the words that fit; return False, and draw nothing, where all fit."""
    option = QStyleOptionButton()
    button.initStyleOption(option)
    room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button).width()
    words, measure = button.text().replace("&&", "&"), button.fontMetrics()
    if measure.horizontalAdvance(words) <= room:
        return False
    option.text = escaped(measure.elidedText(words, _AT_END, room))
    painter = QStylePainter(button)
    painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
    painter.end()
    return True


def draw_box(box: QComboBox) -> bool:
    """Draw a drop-down list and the words that fit; return True."""
    painter, option = QStylePainter(box), QStyleOptionComboBox()
    box.initStyleOption(option)
    painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
    option.currentText = box.fontMetrics().elidedText(box.currentText(), _AT_END, room.width())
    painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
    painter.end()
    return True


def draw_line(line: QLineEdit) -> bool:
    """Draw a line of text and the words that fit; return False, and draw nothing, where all fit."""
    option, text, measure = QStyleOptionFrame(), line.displayText(), line.fontMetrics()
    line.initStyleOption(option)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    room = room.marginsRemoved(line.textMargins()).adjusted(_BESIDE, 0, -_BESIDE, 0)
    beside = line.style().pixelMetric(QStyle.PixelMetric.PM_LineEditIconMargin, option, line)
    for inner in line.findChildren(QToolButton):
        room.setRight(room.right() - beside - inner.width())
    if measure.horizontalAdvance(text) <= room.width():
        return False
    painter = QStylePainter(line)
    painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option)
    room.setTop(room.top() + (room.height() - measure.height() + 1) // 2)
    painter.setPen(line.palette().color(line.foregroundRole()))
    painter.drawText(room, 0, measure.elidedText(text, _AT_END, room.width()))
    painter.end()
    return True
