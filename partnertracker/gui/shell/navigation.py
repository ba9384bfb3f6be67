"""The left edge: the pages with their counts, and the menu behind the program's name."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from partnertracker.gui.theme.controls import Button, button, label, restyle
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP

_AROUND, _WORDS = 68, 128
_ICON = QSize(16, 16)
_MENU_KEY = "F10"


class Titled(Protocol):
    """What stands in the navigation: a ``Page``."""

    @property
    def name(self) -> str:
        """Its stable name."""

    @property
    def title(self) -> str:
        """The words on its button."""

    @property
    def icon(self) -> str:
        """Its icon, of ``resources/icons``."""


class Navigation(QWidget):
    """One button for each page; the one on screen is checked."""

    chosen = Signal(str)
    """A page was chosen: its name."""

    def __init__(self, pages: Sequence[Titled], at_foot: Sequence[Titled], theme: Theme) -> None:
        """Take the pages from the top, and those that stand at the foot."""
        super().__init__()
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_AROUND + scaled(_WORDS))
        self._theme = theme
        self._entries: dict[str, _Entry] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        layout.setSpacing(2)
        self.brand = button("Partner Tracker", "brand")
        self.brand.setAccessibleName("Menu")
        self.brand.setToolTip(f"Menu ({_MENU_KEY})")
        QShortcut(QKeySequence(_MENU_KEY), self, self.brand.click)
        layout.addWidget(self.brand)
        layout.addSpacing(2 * STEP)
        for page in pages:
            layout.addWidget(self._entry(page))
        layout.addStretch(1)
        for page in at_foot:
            layout.addWidget(self._entry(page))
        theme.changed.connect(self._colour)
        self._colour()

    def select(self, name: str) -> None:
        """Check the button of the page that is on screen."""
        if name in self._entries:
            self._entries[name].setChecked(True)
        self._colour()

    def show_counts(self, counts: Mapping[str, str]) -> None:
        """Write the number beside each page that has one."""
        for name, number in counts.items():
            self._entries[name].show_count(number)

    def _entry(self, page: Titled) -> "_Entry":
        entry = _Entry(page)
        entry.clicked.connect(lambda: self.chosen.emit(page.name))
        self._group.addButton(entry)
        self._entries[page.name] = entry
        return entry

    def _colour(self) -> None:
        self.brand.setIcon(self._theme.icon("mark", "text"))
        for entry in self._entries.values():
            entry.setIcon(self._theme.icon(entry.page.icon, "accent" if entry.isChecked() else "muted"))
            restyle(entry.count, "role", "current" if entry.isChecked() else "count")


class _Entry(Button):
    """A page's button, with room for its number at the right."""

    def __init__(self, page: Titled) -> None:
        super().__init__(f"  {page.title}")
        self.page = page
        self.setProperty("kind", "page")
        self.setCheckable(True)
        self.setIconSize(_ICON)
        self.setAccessibleName(page.title)
        self.count: QLabel = label(role="count")
        self.count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 10, 0)
        layout.addWidget(self.count, alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_count(self, number: str) -> None:
        self.count.setText(number)
        self.setAccessibleName(f"{self.page.title}, {number}")
