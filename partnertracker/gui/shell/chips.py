"""The choosers of the top bar: a button that says what is chosen and drops a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from partnertracker.gui.theme.controls import Button, escaped, label, restyle
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import CONTROL

_ARROW = 12


class Chip(Button):
    """A button of two words: what is chosen from, muted, and what is chosen."""

    def __init__(self, caption: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the muted word ("Period")."""
        super().__init__(parent)
        self.setProperty("kind", "choice")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._caption = caption
        self._theme = theme
        self._value = label()
        self._arrow = label()
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 9, 0)
        layout.setSpacing(5)
        for part in (label(caption, "muted"), self._value, self._arrow):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)
        theme.changed.connect(self._colour)
        self._colour()

    def show_value(self, text: str, *, unusual: bool = False) -> None:
        """Show what is chosen; something unusual (a past day, say) stands out."""
        self._value.setText(text)
        restyle(self._value, "role", "unusual" if unusual else "")
        self.setAccessibleName(f"{self._caption.rstrip(':')}: {text}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room that both words and the arrow take."""
        return QSize(self._row.sizeHint().width(), scaled(CONTROL))

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: a chip never cuts its words."""
        return self.sizeHint()

    def _colour(self) -> None:
        icon = self._theme.icon("chevron-down", "text")
        self._arrow.setPixmap(icon.pixmap(QSize(_ARROW, _ARROW), self.devicePixelRatioF()))


class WordChip(Chip):
    """Chooses one of the words that occur in the file (a manager, a tier), or all."""

    chosen = Signal(str)
    """The word, empty for all."""

    def __init__(self, caption: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without words."""
        super().__init__(caption, theme, parent)
        self._words: tuple[str, ...] = ()
        self._word = ""
        self.show_value("All")
        self.clicked.connect(self.drop)

    def offer(self, words: Sequence[str], word: str) -> None:
        """Offer these words, with one of them (or none) chosen."""
        self._words = tuple(words)
        self._word = word
        self.show_value(word or "All")

    def drop(self) -> None:
        """Open the menu under the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word in ("", *self._words):
            action = menu.addAction(escaped(word or "All"))
            action.setCheckable(True)
            action.setChecked(word == self._word)
            action.triggered.connect(lambda _checked=False, word=word: self.chosen.emit(word))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
