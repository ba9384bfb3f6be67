"""A line of text to type in, plain or with something to click at its end."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from partnertracker.gui.theme.elided import ElidedLine
from partnertracker.gui.theme.theme import Theme

_PASSING = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})


class TextInput(ElidedLine):
    """A line of text."""

    edited = Signal()
    """The person changed the text."""

    left = Signal()
    """The person is done with it: Enter, or the focus went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.textEdited.connect(lambda _text: self.edited.emit())
        self.editingFinished.connect(self.left)

    def set_text(self, text: str) -> None:
        """Show another text; this is no edit."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show how a long text begins."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.setCursorPosition(0)


class IconInput(TextInput):
    """A line of text with something to click at its end."""

    def __init__(self, icon: str, hint: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the icon's name and what it does; it follows the theme."""
        super().__init__(parent)
        self._icon = icon
        self._theme = theme
        self.at_end = self.addAction(theme.icon(icon), QLineEdit.ActionPosition.TrailingPosition)
        self.at_end.setToolTip(hint)
        for inner in self.findChildren(QToolButton):
            inner.setAccessibleName(hint)
        theme.changed.connect(self._colour)

    def _colour(self) -> None:
        self.at_end.setIcon(self._theme.icon(self._icon))
