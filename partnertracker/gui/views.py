"""The pages of the window, each in one entry; navigation, shortcuts, search and the smoke test follow.

A view is named here and loaded when it is wanted: a start waits for the page it shows and for no other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtWidgets import QWidget

from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.facts import Facts
from partnertracker.domain.health import red_partners
from partnertracker.gui.desk import Desk
from partnertracker.gui.late import part
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.view import View
from partnertracker.services.listing.queries import count_by

Maker = Callable[[Desk, Theme, Memory, QWidget], View]
"""Builds a view in the widget it lies in: the class of the view."""

_LAST_PAGE = "window/page"


@dataclass(frozen=True)
class Page:
    """One page of the window.

    Attributes:
        name: stable; the window remembers the last page by it.
        title: the words in the navigation.
        icon: of ``resources/icons``.
        view: the class of its view, by the name that ``late.part`` takes.
        home_to: the tables whose records are shown here.
        new: the words on the main action's button ("New deal"); empty when the view has none.
        count: gives the number beside the title from the facts and the as-of day; None: no number.
    """

    name: str
    title: str
    icon: str
    view: str
    home_to: frozenset[str] = frozenset()
    new: str = ""
    count: Callable[[Facts, int], int] | None = None

    def load(self) -> Maker:
        """Return what builds the view; its module is loaded at the first call."""
        return cast("Maker", part(self.view))


VIEWS: tuple[Page, ...] = (
    Page(
        "partners",
        "Partners",
        "handshake",
        "partners:PartnersView",
        home_to=frozenset({"partners"}),
        new="New partner",
        count=lambda facts, as_of: count_by(facts, "partners", as_of),
    ),
    Page(
        "deals",
        "Deals",
        "list",
        "deals:DealsView",
        home_to=frozenset({"deals"}),
        new="New deal",
        count=lambda facts, as_of: count_by(facts, "deals", as_of),
    ),
    Page("metrics", "Metrics", "target", "metrics.view:MetricsView"),
    Page("health", "Health", "heart-pulse", "health.view:HealthView", count=red_partners),
    Page("quality", "Data quality", "circle-alert", "quality.view:QualityView"),
    Page(
        "records",
        "All records",
        "sheet",
        "data:DataView",
        home_to=frozenset(each.table for each in EXCHANGED) - {"partners", "deals"},
        new="New record",
    ),
)
"""In the order of the navigation."""

SETTINGS = Page("settings", "Settings", "settings", "settings.view:SettingsView")
"""At the foot of the navigation."""

PARTNER = Page("partner", "Partner", "handshake", "partner.view:PartnerView", new="New deal")
"""Behind the page of partners: all that concerns one of them."""

HOMES = {table: page.name for page in VIEWS for table in page.home_to}
"""The page that shows the records of a table, by the table's name."""

METRICS_HOME, DEALS_HOME = "metrics", "deals"
"""The pages that show a metric and make a deal, by name."""


def remembered_page(memory: Memory) -> Page:
    """Return the page that was shown last, the first one where none was."""
    last = memory.text(_LAST_PAGE)
    return next((page for page in (*VIEWS, SETTINGS) if page.name == last), VIEWS[0])


def remember_page(memory: Memory, page: Page) -> None:
    """Have the next start begin with this page."""
    memory.keep_text(_LAST_PAGE, page.name)
