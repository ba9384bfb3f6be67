"""The share of rows that can be used, as a bar."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnertracker.gui.painting.bars import paint_bar
from partnertracker.gui.theme.theme import Theme

_HIGH = 12


class ShareBar(QWidget):
    """A bar as wide as there is room; what it says stands in words beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Share of rows that can be used")
        theme.changed.connect(self.update)

    def show_share(self, share: float, words: str) -> None:
        """Show a share from 0 to 1, read out by these words."""
        self._share = share
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bar."""
        return QSize(_HIGH, _HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        paint_bar(painter, QRectF(self.rect()), self._share, tokens.accent, tokens.track)
        painter.end()
