"""The pages of the window, each in one entry; navigation, shortcuts, search and the smoke test follow."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from partnertracker.domain.facts import Facts
from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.health.view import HealthView, red_partners
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.partners import PartnersView
from partnertracker.gui.settings import SettingsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.view import View


@dataclass(frozen=True)
class Page:
    """One page of the window.

    Attributes:
        name: stable; the window remembers the last page by it.
        title: the words in the navigation.
        icon: of ``resources/icons``.
        make: builds the view, in the widget it lies in, when it is shown for the first time.
        home_to: the tables whose records are shown here.
        new: the words on the main action's button ("New deal"); empty when the view has none.
        count: gives the number beside the title from the facts and the as-of day; None: no number.
    """

    name: str
    title: str
    icon: str
    make: Callable[[Desk, Theme, Memory, QWidget], View]
    home_to: frozenset[str] = frozenset()
    new: str = ""
    count: Callable[[Facts, int], int] | None = None


VIEWS: tuple[Page, ...] = (
    Page(
        "partners",
        "Partners",
        "handshake",
        PartnersView,
        home_to=frozenset({"partners"}),
        new="New partner",
        count=lambda facts, _as_of: len(facts["partners"]),
    ),
    Page(
        "deals",
        "Deals",
        "list",
        DealsView,
        home_to=frozenset({"deals"}),
        new="New deal",
        count=lambda facts, _as_of: len(facts["deals"]),
    ),
    Page("metrics", "Metrics", "target", MetricsView),
    Page("health", "Health", "heart-pulse", HealthView, count=red_partners),
)
"""In the order of the navigation."""

SETTINGS = Page("settings", "Settings", "settings", SettingsView)
"""At the foot of the navigation."""

METRICS_HOME, DEALS_HOME = "metrics", "deals"
"""The pages that show a metric and make a deal, by name."""
