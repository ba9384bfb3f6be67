"""The pages of an open file: each view is built when it is shown for the first time."""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from partnertracker.gui.desk import Desk
from partnertracker.gui.late import PARTS, part
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.view import View
from partnertracker.gui.views import PARTNER, SETTINGS, VIEWS, Page, remember_page

_IDLE_MS = 200


class Pages(QStackedWidget):
    """Shows one page; loads the others while nothing else is to be done.

    Attributes:
        page: the one on screen.
    """

    command_wanted = Signal(str)
    """A page asks for a command of the window: its name."""

    handling = Signal()
    """Other commands can be done on the page than before."""

    def __init__(self, desk: Desk, theme: Theme, memory: Memory, parent: QWidget) -> None:
        """Take what views are built with; nothing is built before ``show_page``."""
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._memory = memory
        self._pages: dict[str, Page] = {page.name: page for page in (*VIEWS, PARTNER, SETTINGS)}
        self._views: dict[str, View] = {}
        self.page = SETTINGS
        self._to_load = iter((*(page.view for page in self._pages.values()), *PARTS))
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._load_next)

    @property
    def view(self) -> View:
        """The view on screen."""
        return self._views[self.page.name]

    def minimumSizeHint(self) -> QSize:
        """Return the room that the page on screen needs; those behind it need none."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Return that it needs no more than ``minimumSizeHint``: lines that wrap take from what scrolls.

        Else whoever scrolls the page would make it as high as it would like to be, not as it has to be.
        """
        return False

    def show_page(self, name: str) -> None:
        """Turn to a page, building its view if this is the first time."""
        self.page = self._pages[name]
        if name not in self._views:
            self._views[name] = self.page.load()(self._desk, self._theme, self._memory, self)
            self._views[name].command_wanted.connect(self.command_wanted)
            self._views[name].handling.connect(self.handling)
            self.addWidget(self._views[name])
        self.setCurrentWidget(self._views[name])
        self.updateGeometry()
        self.view.take_focus()
        remember_page(self._memory, self.page)

    def load_others(self) -> None:
        """Load the views that are still to be shown, one after the other, with pauses for the person."""
        self._idle.start()

    @property
    def unsaved(self) -> tuple[str, ...]:
        """A sentence about each thing typed on any page that can't be saved as it stands."""
        return tuple(sentence for view in self._views.values() for sentence in view.unsaved)

    @property
    def wanting(self) -> str:
        """The name of a page with something that can't be saved, this one first; empty when there is none."""
        names = [name for name, view in self._views.items() if view.unsaved]
        return self.page.name if self.page.name in names else next(iter(names), "")

    def _load_next(self) -> None:
        """Load one more view or part of one, so that turning to it takes no time.

        On this thread: Qt's classes are not made for being loaded by two threads at once.
        """
        name = next(self._to_load, "")
        if name:
            part(name)
            self._idle.start()
