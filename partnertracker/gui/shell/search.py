"""The search box at the top (Ctrl+K): type, go down with the arrows, Enter opens."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit

from partnertracker.domain.facts import Facts
from partnertracker.gui.desk import Desk
from partnertracker.gui.lane import Ticket
from partnertracker.gui.late import RESULTS, part
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import CONTROL, ROW, STEP
from partnertracker.services.finding import Hit, RecordFinder, best, matching
from partnertracker.services.ports import TableChanges

if TYPE_CHECKING:
    from partnertracker.gui.shell.hits import Results

_MOST = 14
_BORDERS = 2 * STEP + 2


Known: TypeAlias = Callable[[Facts], Sequence[Hit]]
"""Gives what can be found in memory."""


class SearchBox(QLineEdit):
    """Finds pages, metrics and commands at once, and records on the file lane.

    Attributes:
        answered: the query whose records are shown.
    """

    taken = Signal(object)
    """A hit was chosen: the ``Hit``."""

    def __init__(self, desk: Desk, theme: Theme, known: Known, shortcut: str) -> None:
        """Take what is found at once (pages, metrics, commands), and the shortcut to show."""
        super().__init__()
        self._desk = desk
        self._known = known
        self._finder = RecordFinder()
        self._ticket = Ticket()
        self.answered = ""
        self.setPlaceholderText("Search partners, deals, notes, metrics…")
        self.setAccessibleName("Search")
        self.setFixedHeight(scaled(CONTROL))
        self.setMinimumWidth(130)
        self._key: QLabel = label(shortcut, "key", self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextMargins(0, 0, self._key.sizeHint().width(), 0)
        self._theme = theme
        self.textEdited.connect(self.search)
        desk.changed.connect(self._follow)

    @cached_property
    def _results(self) -> "Results":
        """The list under the box, made at the first search."""
        results: Results = part(RESULTS)(self._theme)
        results.setParent(self.window())
        results.list.itemClicked.connect(self._take)
        return results

    @property
    def found(self) -> list[str]:
        """The titles on offer, in order; none while the list is closed."""
        return self._results.titles

    def search(self) -> None:
        """Look for what stands in the box now."""
        query = self.text().strip()
        self._ticket.cancel()
        if not query:
            self._results.hide()
            return
        known = matching(self._known(self._desk.facts), query)
        self._show(known)
        finder = self._finder

        def answer(found: Sequence[Hit]) -> None:
            self._show(best((*found, *known), query, _MOST))
            self.answered = query

        past = self._desk.past
        self._ticket = self._desk.ask(lambda session: finder.find(session, query, past), answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows, Enter and Escape move in the list of what was found."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._close()
            self.clearFocus()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._results.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have ready what is searched before the first letter is typed."""
        super().focusInEvent(event)
        self._desk.ask(self._finder.prepare, lambda _none: None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list when the person goes elsewhere."""
        super().focusOutEvent(event)
        self._results.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shortcut at the right end."""
        super().resizeEvent(event)
        size = self._key.sizeHint()
        top = (self.height() - size.height()) // 2
        self._key.setGeometry(self.width() - size.width() - 2 * STEP, top, size.width(), size.height())

    def _follow(self, changes: dict[str, TableChanges]) -> None:
        finder = self._finder
        self._desk.ask(lambda session: finder.follow(session, changes), lambda _none: None)

    def _show(self, hits: Sequence[Hit]) -> None:
        self._results.offer(hits)
        self._place(max(len(hits), 1))

    def _place(self, rows: int) -> None:
        results = self._results
        corner = self.mapTo(self.window(), QPoint(0, self.height() + STEP))
        results.setGeometry(corner.x(), corner.y(), self.width(), rows * scaled(ROW) + _BORDERS)
        results.show()
        results.raise_()

    def _take(self) -> None:
        hit = self._results.chosen()
        if hit is not None:
            self._close()
            self.taken.emit(hit)

    def _close(self) -> None:
        self._ticket.cancel()
        self._results.hide()
        self.clear()
