"""Leads to the page that shows a thing, and back."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from partnertracker.domain.columns import NO_ROW
from partnertracker.gui.desk import Desk
from partnertracker.gui.view import View
from partnertracker.gui.views import HOMES, METRICS_HOME, PARTNER, VIEWS, Page
from partnertracker.services.finding import Hit


class Place(Protocol):
    """Where pages are turned."""

    @property
    def page(self) -> Page:
        """The page on screen."""

    @property
    def view(self) -> View:
        """The view on screen."""


class Guide(QObject):
    """Opens records, the page of a partner and what was found; remembers where one came from."""

    command_taken = Signal(str)
    """A command was found: its name."""

    def __init__(self, desk: Desk, place: Place, show_page: Callable[[str], None], parent: QObject) -> None:
        """Take where pages are turned, and what turns to one by its name."""
        super().__init__(parent)
        self._desk = desk
        self._place = place
        self._show_page = show_page
        self._came_from = VIEWS[0].name
        desk.opened.connect(self.open_record)
        desk.form_wanted.connect(self.open_form)
        desk.entry_wanted.connect(self.enter_new)

    def open_record(self, table: str, key: int) -> None:
        """Show a record, of a deal's part the deal."""
        facts = self._desk.facts
        (at,) = facts[table].positions_of([key])
        if at != NO_ROW and "deal" in facts[table].values:
            table, key = "deals", int(facts["deals"].keys[facts[table]["deal"][at]])
        self.open_form(table, key)

    def open_form(self, table: str, key: int) -> None:
        """Show a row in the page that is home to its table; another partner while one is gathered, too."""
        if self._desk.has(table, key):
            gathered = table == "partners" and self._place.page == PARTNER
            self._leave_for(PARTNER.name if gathered else HOMES[table])
            self._place.view.show_record(table, key)

    def enter_new(self, table: str, given: Mapping[str, str]) -> None:
        """Show the form of a new row, with what is given, in the page that is home to its table."""
        self._leave_for(HOMES[table])
        self._place.view.show_new(table, given)

    def open_partner_page(self) -> None:
        """Show all that concerns the partner in front."""
        key = self._place.view.partner
        if key and self._place.page != PARTNER:
            self._leave_for(PARTNER.name)
            self._place.view.show_record("partners", key)

    def go_back(self) -> None:
        """Turn to the page from which this one was opened."""
        self._show_page(self._came_from)

    def go_to(self, hit: Hit) -> None:
        """Show what was found."""
        if hit.kind == "page":
            self._show_page(hit.name)
        elif hit.kind == "table":
            self._show_page(HOMES[hit.name])
            self._place.view.show_table(hit.name)
        elif hit.kind == "view":
            self._show_page(HOMES[hit.name])
            self._place.view.show_saved_view(hit.name, hit.key)
        elif hit.kind == "metric":
            self._show_page(METRICS_HOME)
            self._place.view.show_metric(hit.name)
        elif hit.kind == "command":
            self.command_taken.emit(hit.name)
        else:
            self.open_record(hit.kind, hit.key)

    def _leave_for(self, page: str) -> None:
        if page != self._place.page.name:
            self._came_from = self._place.page.name
        self._show_page(page)
