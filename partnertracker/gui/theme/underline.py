"""The wavy line under words that mean nothing; loaded when there are such (``late``)."""

from PySide6.QtGui import QColor, QTextCharFormat


def waved(colour: QColor) -> QTextCharFormat:
    """Return the look of words with a wavy line in a colour under them."""
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(colour)
    return look
