"""How the window looks on this computer."""

from PySide6.QtWidgets import QFrame, QWidget

from partnertracker.gui.memory import Memory
from partnertracker.gui.settings.controls import choice, form_in, show_choice, words
from partnertracker.gui.theme.schemes import SCHEMES, remember_scheme, remembered_scheme
from partnertracker.gui.theme.theme import Theme


class WindowCard(QFrame):
    """The settings of the window."""

    def __init__(self, theme: Theme, memory: Memory, parent: QWidget | None = None) -> None:
        """Build the card; ``refresh`` fills it."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._theme = theme
        self._memory = memory
        self.scheme = choice("Appearance", SCHEMES)
        form_in(self, "This computer").addRow(words("Appearance"), self.scheme)
        self.scheme.activated.connect(self._wear)

    def refresh(self) -> None:
        """Show what is remembered."""
        show_choice(self.scheme, remembered_scheme(self._memory))

    def _wear(self) -> None:
        scheme = str(self.scheme.currentData())
        remember_scheme(self._memory, scheme)
        self._theme.choose(scheme)
