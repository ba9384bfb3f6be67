"""The card that a table stands in, with what stands in the table's place while it has nothing to show."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.tables.footer import TableFooter
from partnertracker.gui.tables.grid import Grid
from partnertracker.gui.tables.states import EmptyState, NothingFound, Notice, loading
from partnertracker.gui.tables.unseen import UnseenRows
from partnertracker.gui.theme.theme import Theme

_PATIENCE = 400
_ROWS, _EMPTY, _LOADING = range(3)


class TablePanel(QFrame):
    """A grid, the notices above it, and the states of an empty table."""

    all_wanted = Signal()
    """Every row shall be shown."""

    def __init__(self, desk: Desk, table: str, theme: Theme, memory: Memory, parent: QWidget) -> None:
        """Take what the grid is built with, and the widget it lies in."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.grid = Grid(desk, table, theme, memory)
        self.notice, self.unseen = Notice(), UnseenRows(self.grid.rows)
        self.empty = EmptyState(table, writable=not desk.read_only)
        self._nothing_found = NothingFound(table, self)
        self._nothing_found.all_wanted.connect(self.all_wanted)
        self._pages = QStackedWidget()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.notice)
        inside.addWidget(self.unseen)
        inside.addWidget(self._pages, 1)
        self.footer = TableFooter(desk, self.grid)
        inside.addWidget(self.footer)
        for page in (self.grid, self.empty, loading()):  # late: what moves is dressed anew, with all in it
            self._pages.addWidget(page)
        self._nothing_found.raise_()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(lambda: self._pages.setCurrentIndex(_LOADING))

    @property
    def is_empty(self) -> bool:
        """Whether the state for an empty table is on screen."""
        return self._pages.currentIndex() == _EMPTY

    @property
    def wanted_width(self) -> int:
        """How wide the card must be to show every column without moving sideways."""
        bar = self.grid.verticalScrollBar().sizeHint().width()
        return self.grid.columns.wanted + bar + 2 * self.frameWidth() + 2

    def take_focus(self) -> None:
        """Begin in the table, or where its first row is entered."""
        (self.empty if self.is_empty else self.grid).setFocus()

    def wait(self) -> None:
        """Say that rows are on their way, if the first ones take long."""
        if not self.grid.rows.loaded:
            self._patience.start()

    def show_rows(self, shown: int, everything: int) -> None:
        """Show so many rows of all there are, or what stands in their place."""
        self._patience.stop()
        self._turn_to(_ROWS if everything else _EMPTY)
        self.footer.setVisible(bool(everything))
        self.footer.show_rows(shown, everything)
        self._nothing_found.lie_over(self._pages.geometry())
        self._nothing_found.setVisible(bool(everything) and not shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what lies over the table in its middle."""
        super().resizeEvent(event)
        self._nothing_found.lie_over(self._pages.geometry())

    def _turn_to(self, page: int) -> None:
        """Show a page; the keyboard goes with it from the one before."""
        left = self._pages.currentIndex() != page
        focused: QWidget | None = self.window().focusWidget()
        follows = left and (focused is None or self._pages.isAncestorOf(focused))
        self._pages.setCurrentIndex(page)
        if follows:
            self.take_focus()
