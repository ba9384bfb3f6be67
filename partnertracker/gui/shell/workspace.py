"""Everything around an open file: navigation, top bar, the pages, and the status line."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.domain.facts import Facts
from partnertracker.gui import formats
from partnertracker.gui.actions import search_hits
from partnertracker.gui.desk import Desk
from partnertracker.gui.late import doors
from partnertracker.gui.memory import Memory
from partnertracker.gui.shell.guide import Guide
from partnertracker.gui.shell.knownbar import KnownBar
from partnertracker.gui.shell.log import LogEnds, read_log, undo_last
from partnertracker.gui.shell.navigation import Navigation
from partnertracker.gui.shell.notice import NoticeBar
from partnertracker.gui.shell.pages import Pages
from partnertracker.gui.shell.search import SearchBox
from partnertracker.gui.shell.statusbar import StatusBar
from partnertracker.gui.shell.topbar import TopBar
from partnertracker.gui.still import when_still
from partnertracker.gui.theme.controls import scrolling
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP
from partnertracker.gui.view import View
from partnertracker.gui.views import (
    DEALS_HOME,
    HOMES,
    METRICS_HOME,
    PARTNER,
    SETTINGS,
    VIEWS,
    Page,
    remembered_page,
)


class Workspace(QWidget):
    """The window's content while a file is open."""

    turned = Signal()
    """Another page is on screen, or what can be done with it is something else."""

    log_read = Signal(object)
    """Undo and redo lead elsewhere now: the ``LogEnds``."""

    command_taken = Signal(str)
    """A command was chosen in the search box: its name."""

    said = Signal(str)
    """Something was done that can't be seen on the page: one sentence."""

    def __init__(  # noqa: PLR0913, PLR0917  # what the window shares with it
        self,
        desk: Desk,
        theme: Theme,
        memory: Memory,
        actions: Mapping[str, QAction],
        mappings: Path,
        file_name: str,
        parent: QWidget | None = None,
    ) -> None:
        """Take the file's desk and what the window shares; ``mappings`` is the folder of saved mappings."""
        super().__init__(parent)
        self.desk = desk
        self._file_name = Path(file_name).stem
        self._theme = theme
        self._memory = memory
        self._mappings = mappings
        self.log_ends = LogEnds(None, None, None, "")
        self.navigation = Navigation(VIEWS, (SETTINGS,), theme)
        self.navigation.chosen.connect(self.show_page)
        self.search = SearchBox(
            desk, theme, search_hits, actions["find"].shortcut().toString().replace("+", " ")
        )
        self.guide = Guide(desk, self, self.show_page, self)
        self.guide.command_taken.connect(self.command_taken)
        self.search.taken.connect(self.guide.go_to)
        self.top = TopBar(desk, theme, self.search, actions["undo"], actions["redo"])
        self.top.main_action.connect(self.new_record)
        self.top.command_wanted.connect(self.command_taken)
        self.known = KnownBar(desk)
        self.known.command_wanted.connect(self.command_taken)
        self.notice = NoticeBar(theme)
        self.status = StatusBar(desk, file_name)
        self._pages = Pages(desk, theme, memory, self)
        self._pages.command_wanted.connect(self.command_taken)
        self._pages.handling.connect(self._follow_view)
        self._lay_out()
        desk.changed.connect(self._follow_step)
        desk.chosen.connect(self._count)
        desk.stopped.connect(self._follow_view)
        self._follow()
        self.show_page(remembered_page(memory).name)
        self._pages.load_others()

    @property
    def title(self) -> str:
        """The name of the file, and what one can't see of it."""
        desk = self.desk
        known = "" if desk.known_on is None else f" [as known on {formats.long_date(desk.known_on)}]"
        return f"{self._file_name}{known or (' [read only]' if desk.read_only else '')}"

    @property
    def page(self) -> Page:
        """The page on screen."""
        return self._pages.page

    @property
    def view(self) -> View:
        """The view on screen."""
        return self._pages.view

    def show_page(self, name: str) -> None:
        """Turn to a page."""
        self._pages.show_page(name)
        self.navigation.select(HOMES["partners"] if name == PARTNER.name else name)
        self._follow_view()

    @property
    def table(self) -> str:
        """The table that import and export begin with: that of the page, else the deals."""
        return self.view.listed or "deals"

    @property
    def _maker(self) -> Page:
        """The page whose main action stands at the top: this one, or where it has none, that for deals."""
        makers = {page.name: page for page in (*VIEWS, PARTNER) if page.new}
        return makers.get(self.page.name) or makers.get(DEALS_HOME) or self.page

    def open_record(self, table: str, key: int) -> None:
        """Show a record, of a deal's part the deal."""
        self.guide.open_record(table, key)

    def open_partner_page(self) -> None:
        """Show all that concerns the partner in front."""
        self.guide.open_partner_page()

    def go_back(self) -> None:
        """Turn to the page from which this one was opened."""
        self.guide.go_back()

    # --- the commands about the open file ---

    def import_table(self) -> None:
        """Open the import window on the table of this page."""
        self.finish_typing()
        doors().open_import(self.desk, self.table, self.window(), self._mappings)

    def export_table(self) -> None:
        """Ask which table to write, beginning with that of this page."""
        self.finish_typing()
        doors().open_export(self.desk, self.table, self.window(), self.said.emit)

    def save_snapshot(self) -> None:
        """Ask for a folder, and write all tables, the metrics and the board as of the chosen day into it."""
        self.finish_typing()
        doors().save_snapshot(
            self.desk, self.window(), lambda made: self.said.emit(f"The snapshot is in {made}.")
        )

    def back_up(self) -> None:
        """Make a verified backup now."""
        self.finish_typing()

        def tell(made: Path) -> None:
            self.said.emit(f"Backed up to {made}.")
            self._follow()

        self.desk.ask(lambda session: session.store.backup(), tell)

    def find_duplicates(self) -> None:
        """Look for records that may be there twice, on the page of deals for deals."""
        self.finish_typing()
        doors().find_duplicates(self.desk, self._theme, self.view.listed, self.window())

    def rename_customer(self) -> None:
        """Give a customer another name everywhere."""
        self.finish_typing()
        doors().rename_customer(self.desk, self._theme, self.view.shown_record, self.window())

    def undo(self) -> None:
        """Take back the last step: what is being typed is stored before, and is the one."""
        self.finish_typing()
        when_still(self.desk, self._undo)

    def _undo(self) -> None:
        self.desk.change(undo_last)

    def redo(self) -> None:
        """Do the last undone step again."""
        self.finish_typing()
        self.desk.redo()

    def new_record(self) -> None:
        """Do the main action: that of the page, or of the first page that has one."""
        self.show_page(self._maker.name)
        self.view.new_record()

    def do_on_page(self, name: str) -> None:
        """Do what the page itself must do: a method of the view, by its name."""
        getattr(self.view, name)()

    def new_metric(self) -> None:
        """Enter a metric of the team's own."""
        self.show_page(METRICS_HOME)
        self.view.new_metric()

    def previous_period(self) -> None:
        """Look at the period before."""
        self.top.step(forward=False)

    def next_period(self) -> None:
        """Look at the period after."""
        self.top.step(forward=True)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def finish_typing(self) -> None:
        """Take the focus from a field for a moment, so that what was typed into it is saved first."""
        typed: QWidget | None = QApplication.focusWidget()
        if typed is not None and self.isAncestorOf(typed):
            typed.clearFocus()
            if QApplication.focusWidget() is None:  # unless it was handed on, as from a cell to its table
                typed.setFocus()

    @property
    def unsaved(self) -> tuple[str, ...]:
        """A sentence about each thing typed on any page that can't be saved as it stands."""
        return self._pages.unsaved

    def mend(self) -> None:
        """Go to what can't be saved: on this page if there is something, else where it is."""
        wanting = self._pages.wanting
        if wanting:
            self.show_page(wanting)
            self.view.mend()

    def _lay_out(self) -> None:
        content = QWidget()
        area = scrolling(content, self)
        page = QVBoxLayout(content)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.top)
        above = QVBoxLayout()
        above.setContentsMargins(GAP, 0, GAP, 0)
        above.addWidget(self.known)
        above.addWidget(self.notice)
        page.addLayout(above)
        page.addWidget(self._pages, 1)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addWidget(self.navigation)
        sides.addWidget(area, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(sides, 1)
        whole.addWidget(self.status)

    def _follow_view(self) -> None:
        """Offer what can be done on the page now."""
        self.top.offer(self.view.new_words or self._maker.new, possible=not self.desk.read_only)
        self.turned.emit()

    def _follow_step(self) -> None:
        """A step was made: what went wrong before it is over."""
        self.notice.hide()
        self._follow()

    def _follow(self) -> None:
        self.desk.ask(read_log, self._show_log)

    def _show_log(self, ends: LogEnds) -> None:
        self._count()  # only now: the figures of the page on screen go before
        self.log_ends = ends
        self.status.show_log(ends)
        self.log_read.emit(ends)

    def _count(self) -> None:
        as_of = self.desk.choice.as_of
        self.desk.compute(lambda facts: _counts(facts, as_of), self.navigation.show_counts)


def _counts(facts: Facts, as_of: int) -> dict[str, str]:
    """Return the number beside each page that has one."""
    return {page.name: formats.count(page.count(facts, as_of)) for page in VIEWS if page.count is not None}
