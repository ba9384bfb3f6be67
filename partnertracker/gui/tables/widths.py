"""How wide columns are at the start: as designed, or more for wide words; room that is left is shared.

Where there is too little room, columns of words give way to numbers, which are never cut.
"""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtGui import QFontMetrics

from partnertracker.domain.fields import Kind
from partnertracker.gui import formats
from partnertracker.gui.tables.painter import SIDE
from partnertracker.services.listing.columns import Column

_WIDTHS = {
    Kind.MONEY: 94,
    Kind.DATE: 118,
    Kind.YES_NO: 86,
    Kind.WHOLE: 86,
    Kind.NUMBER: 90,
    Kind.PERCENT: 90,
    Kind.CURRENCY: 84,
    Kind.STAGE: 104,
    Kind.CHOICE: 96,
    Kind.REFERENCE: 136,
    Kind.LONG_TEXT: 200,
}
_BY_NAME = {
    "deals": {
        "name": 132,
        "partner": 110,
        "involvement": 92,
        "stage": 98,
        "value": 82,
        "close": 124,
        "manager": 86,
        "registered": 82,
    },
    "costs": {"month": 88, "category": 138, "partner": 96, "people": 72},
    "company_revenue": {"month": 92},
    "capacities": {"role": 142},
    "deal_influences": {"deal": 150, "partner": 136},
    "deal_stage_events": {"deal": 200},
    "notes": {"partner": 120, "metric": 116, "text": 160},
    "actions": {"title": 240},
    "certifications": {"certificate": 190},
    "tier_requirements": {"certificate": 190},
    "exchange_rates": {"currency": 92, "rate": 90},
    "surveys": {"partner": 120, "kind": 72, "score": 76, "respondent": 100},
    "customer_stages": {"customer": 150, "stage": 124},
    "health_reviews": {"reason": 220},
    "targets": {"metric": 170, "scope": 170, "period": 74, "comparison": 100, "value": 90},
    "partners": {"name": 150, "tier": 88, "region": 112, "manager": 96, "health": 84, "deals": 64},
}
_USUAL = 122
_PILL = 8
_TYPICAL = {
    Kind.MONEY: formats.amount(12_345_600, "USD"),
    Kind.DATE: "28 Sep 2026",
    Kind.STAGE: "Negotiation",
    Kind.CHOICE: "Influenced",
    Kind.PERCENT: "12.5%",
}
_TYPICAL_BY_NAME = {("deals", "close"): "28 Sep · overdue"}
_FREE = frozenset({Kind.TEXT, Kind.REFERENCE, Kind.LONG_TEXT})
_PEOPLE = frozenset({"manager", "reviewer", "owner"})
_MOST = 2
_LEAST = 0.7
GROWTH = 24
"""So much wider than its designed width a column that grows likes to be, in pixels."""


def usual_width(table: str, column: Column, metrics: QFontMetrics, head: int) -> int:
    """Return the designed width of a column, or more where its head or typical words need it.

    Args:
        table: the table it stands in.
        column: the column.
        metrics: of the font of the cells; designed widths are for one font.
        head: how wide its head is, in pixels.
    """
    designed = _BY_NAME.get(table, {}).get(column.name, _WIDTHS.get(column.kind, _USUAL))
    pill = _PILL if column.kind is Kind.STAGE else 0
    typical = _TYPICAL_BY_NAME.get((table, column.name), _TYPICAL.get(column.kind, ""))
    words = max(map(metrics.horizontalAdvance, column.shows or (typical,)))
    return max(designed, words + 2 * SIDE + pill, head)


def grows(column: Column) -> bool:
    """Tell whether room that is left over is for a column: its words can be of any length."""
    if column.kind is Kind.TEXT and column.coded:
        return column.name in _PEOPLE
    return column.kind in _FREE


def shared(room: int, widths: Sequence[int], growing: Sequence[bool]) -> list[int]:
    """Return the widths with the room left over shared out, so that none is more than twice as wide.

    Args:
        room: all the room there is, in pixels.
        widths: how wide each column must be.
        growing: which of them take more.
    """
    spare, takers = max(0, room - sum(widths)), sum(growing)
    return [
        width + min(spare // takers, (_MOST - 1) * width) if takes else width
        for width, takes in zip(widths, growing, strict=True)
    ]


def giving_way(room: int, widths: Sequence[int], least: Sequence[int], numbers: Sequence[bool]) -> list[int]:
    """Return the widths with columns of words narrower where the edge would else cut a number.

    The last of them gives way first, since the first one tells what a row is. Where all of them together have
    too little to give, they stay as they are.

    Args:
        room: all the room there is, in pixels.
        widths: how wide each column is.
        least: how narrow each may become; its width where it does not give way.
        numbers: which of them hold numbers.
    """
    ends = list(accumulate(widths))
    cut = next((at for at, end in enumerate(ends) if end > room), len(widths))
    given = list(widths)
    missing = ends[cut] - room if cut < len(widths) and numbers[cut] else 0
    if missing > sum(width - low for width, low in zip(widths[:cut], least, strict=False)):
        return given
    for at in reversed(range(cut)):
        given[at] -= min(missing, widths[at] - least[at])
        missing -= widths[at] - given[at]
    return given


def least_width(width: int, head: int) -> int:
    """Return how narrow a column of words may become: as wide as its head in any case."""
    return min(width, max(round(width * _LEAST), head))
