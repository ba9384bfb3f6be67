"""A line of text to type in, plain or with something to click at its end."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
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
        self._composing = False
        self.textEdited.connect(lambda _text: self.edited.emit())
        self.editingFinished.connect(self.left)

    def set_text(self, text: str) -> None:
        """Show another text; this is no edit."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def forget_typing(self) -> None:
        """Take back nothing of what was typed so far when undo is pressed here: it is stored by now."""
        if self._composing or not (self.isUndoAvailable() or self.isRedoAvailable()):
            return
        at, begin, length = self.cursorPosition(), self.selectionStart(), self.selectionLength()
        self.setText(self.text())  # the only way to empty what a line remembers
        self.setCursorPosition(at)
        if length:
            self.setSelection(*((begin, length) if at > begin else (begin + length, -length)))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether a letter is being put together."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

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
