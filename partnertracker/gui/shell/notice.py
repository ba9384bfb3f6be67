"""One sentence over the page when something went wrong, with what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from partnertracker.gui.theme.controls import button, label, restyle
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP

Remedy = tuple[str, Callable[[], None]]
"""A button's words and what it does."""


class NoticeBar(QFrame):
    """Stands over the page without stopping anybody; the newest sentence replaces an older one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setAccessibleName("Notice")
        self._text = label()
        self._text.setWordWrap(True)
        self._remedies: list[QPushButton] = []
        self._close = button("", "quiet")
        self._close.setAccessibleName("Dismiss")
        self._close.clicked.connect(self.hide)
        self._theme = theme
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(3 * STEP, STEP, STEP, STEP)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self._close)
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on screen."""
        return self._text.text()

    def say(self, sentence: str, remedies: Sequence[Remedy] = (), *, good: bool = False) -> None:
        """Show a sentence with buttons for what can be done; a remedy closes the bar.

        Args:
            sentence: what happened.
            remedies: what can be done about it.
            good: whether it is good news and no warning.
        """
        restyle(self, "role", "message" if good else "notice")
        for old in self._remedies:
            old.hide()
            old.deleteLater()
        self._remedies = []
        self._text.setText(sentence)
        self.setAccessibleDescription(sentence)
        for place, (words, act) in enumerate(remedies, start=1):
            remedy = button(words)
            remedy.clicked.connect(self.hide)
            remedy.clicked.connect(act)
            self._layout.insertWidget(place, remedy)
            self._remedies.append(remedy)
        self.show()

    def _colour(self) -> None:
        self._close.setIcon(self._theme.icon("x", "text"))
