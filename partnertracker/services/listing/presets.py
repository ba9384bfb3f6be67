"""Ready-made choices of a table's rows."""

from collections.abc import Mapping
from typing import NamedTuple

from partnertracker.domain.entities import entity


class Preset(NamedTuple):
    """A ready-made choice of rows: its name here, and on screen with ``{period}`` for "quarter"."""

    name: str
    label: str


_PRESETS: Mapping[str, tuple[Preset, ...]] = {
    "deals": (
        Preset("", "All deals"),
        Preset("current", "Open and closed this {period}"),
        Preset("open", "Open"),
        Preset("won", "Won this {period}"),
        Preset("lost", "Lost this {period}"),
        Preset("overdue", "Open and overdue"),
    ),
    "partners": (Preset("", "All partners"), Preset("current", "Not offboarded")),
}


def presets_of(table: str) -> tuple[Preset, ...]:
    """Return what the chooser beside a table's title offers; the first is the one at the start."""
    return _PRESETS.get(table) or (Preset("", f"All {entity(table).plural.lower()}"),)


FIRST_ORDER: Mapping[str, tuple[str, bool]] = {
    "costs": ("month", True),
    "company_revenue": ("month", True),
    "exchange_rates": ("from_date", True),
    "deal_stage_events": ("entered_on", True),
    "health_reviews": ("reviewed_on", True),
    "surveys": ("answered_on", True),
    "notes": ("date", True),
    "tier_requirements": ("tier", False),
}
"""By table, the column that rows are ordered by at first, and whether the largest comes first.

Other tables begin with what was entered last.
"""
