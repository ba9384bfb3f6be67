"""The page of one partner."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from partnertracker.domain.as_of import there_by
from partnertracker.domain.columns import NO_ROW
from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.facts import Facts
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.gathering import Gathering
from partnertracker.gui.memory import Memory
from partnertracker.gui.partner.history import PartnerHistory
from partnertracker.gui.partner.overview import Overview
from partnertracker.gui.partner.requirements import RequirementsLine
from partnertracker.gui.questions import Questions
from partnertracker.gui.records import RecordsView
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.elided import Elided
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.services.listing.columns import names_of
from partnertracker.services.listing.scope import rows_inside

OVERVIEW, CERTIFICATIONS, HISTORY = "overview", "certifications", "history"
TABS: Mapping[str, str] = {
    OVERVIEW: "Overview",
    "deals": "Deals",
    "deal_influences": "Influences",
    CERTIFICATIONS: "Certifications",
    "surveys": "Surveys",
    "customer_stages": "Customers",
    "costs": "Costs",
    "actions": "Actions",
    "health_reviews": "Reviews",
    "notes": "Notes",
    "targets": "Targets",
    HISTORY: "History",
}
"""What stands on each tab, by the table it lists or its own name, in order."""


class PartnerView(Gathering):
    """Gathers what concerns one partner in tabs."""

    interest = frozenset(each.table for each in EXCHANGED)

    def __init__(self, desk: Desk, theme: Theme, memory: Memory, parent: QWidget | None = None) -> None:
        """Build the tabs; what is in one is built when it is shown for the first time."""
        super().__init__(desk, parent)
        self._theme = theme
        self._memory = memory
        self._key = 0
        self._questions = Questions(desk, self)
        self._views: dict[str, Overview | PartnerHistory | RecordsView] = {}
        self.back = button("Back", "link")
        self.back.setToolTip("Back to where the page was opened (Esc)")
        self.back.clicked.connect(lambda: self.command_wanted.emit("back"))
        self.name = Elided("title")
        self.name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.name.setMinimumWidth(1)  # a long name doesn't widen the page
        self.about = label("", "muted")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setProperty("role", "page")
        self.tabs.setAccessibleName("What concerns the partner")
        self._pages = [QWidget() for _ in TABS]
        self.required = RequirementsLine(desk, theme, self._pages[list(TABS).index(CERTIFICATIONS)])
        self._lay_out()
        self.tabs.currentChanged.connect(self._show_tab)
        self._show_tab(0)

    @property
    def shown(self) -> Overview | PartnerHistory | RecordsView:
        """What is in the tab in front."""
        return self._views[list(TABS)[self.tabs.currentIndex()]]

    @property
    def views(self) -> Mapping[str, Overview | PartnerHistory | RecordsView]:
        """What is in each tab that was in front, by its name."""
        return self._views

    @property
    def partner(self) -> int:
        """The key of the partner."""
        return self._key

    @property
    def shown_record(self) -> tuple[str, int] | None:
        """The partner."""
        return ("partners", self._key) if self._key else None

    def turn_to(self, name: str) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(list(TABS).index(name))

    def show_record(self, table: str, key: int) -> None:
        """Show another partner, beginning with the overview."""
        if table == "partners":
            self._key = key
            self.turn_to(OVERVIEW)
            for view in self._views.values():
                view.show_partner(key)
            self._renew()
            self.take_focus()

    def new_record(self) -> None:
        """Enter a new record of the tab in front; from a tab that lists none, a deal."""
        if not isinstance(self.shown, RecordsView):
            self.turn_to("deals")
        self.shown.new_record()

    def refresh(self) -> None:
        """Name the partner and count what is in the tabs."""
        facts, key = self.desk.facts, self._key
        partners = facts["partners"]
        (at,) = partners.positions_of([key])
        if at == NO_ROW:  # deleted, or not there yet on the day that is looked back to
            self.name.show_text("This partner is not in the file." if key else "")
            self.about.setText("")
            return
        self.name.show_text(names_of(facts, "partners")[at])
        facets = (partners.text(name, int(at)) for name in ("tier", "region", "manager"))
        self.about.setText(" · ".join(filter(None, facets)))
        self.required.show_partner(key)
        as_of = self.desk.choice.as_of
        self._questions.compute("counts", lambda facts: _counts(facts, key, as_of), self._show_counts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tabs within the margins; those for which there is no room are scrolled to."""
        super().resizeEvent(event)
        self.tabs.tabBar().setMaximumWidth(self.width() - 2 * GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.command_wanted.emit("back")
        else:
            super().keyPressEvent(event)

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        for place, (name, title) in enumerate(TABS.items()):
            number = counts.get(name, 0)
            self.tabs.setTabText(place, f"{title} {formats.count(number)}" if number else title)

    def _show_tab(self, place: int) -> None:
        name = list(TABS)[place]
        if name not in self._views:
            view = self._views[name] = self._make(name)
            view.command_wanted.connect(self.command_wanted)
            view.show_partner(self._key)
            inside = QVBoxLayout(self._pages[place])
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(0)
            if name == CERTIFICATIONS:
                inside.addWidget(self.required)
            inside.addWidget(view, 1)
        self.adopt()

    def _make(self, name: str) -> Overview | PartnerHistory | RecordsView:
        if name == OVERVIEW:
            overview = Overview(self.desk, self._theme)
            overview.partner_wanted.connect(lambda key: self.show_record("partners", key))
            return overview
        if name == HISTORY:
            return PartnerHistory(self.desk, self._theme)
        return RecordsView(self.desk, self._theme, self._memory, name)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(GAP, GAP, GAP, 0)
        head.setSpacing(3 * STEP)
        head.addWidget(self.back)
        head.addWidget(self.name)
        head.addWidget(self.about, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2 * STEP)
        whole.addLayout(head)
        whole.addWidget(self.tabs, 1)
        for page, title in zip(self._pages, TABS.values(), strict=True):
            self.tabs.addTab(page, title)


def _counts(facts: Facts, partner: int, as_of: int) -> dict[str, int]:
    """Return how many rows of each table concern a partner and were there by a day."""
    masks = {name: rows_inside(facts, name, partner, "", "") for name in TABS if name in facts.tables}
    return {
        name: int((mask & there_by(facts, name, as_of)).sum())
        for name, mask in masks.items()
        if mask is not None
    }
