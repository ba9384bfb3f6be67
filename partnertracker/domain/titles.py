"""Periods as people read them."""

from partnertracker.domain.columns import date_of
from partnertracker.domain.periods import MONTH_NAMES, Period


def title(period: Period, as_of: int | None = None) -> str:
    """Return a period as people read it: ``FY26 Q4``, ``FY26``, ``Nov 2026``, ``Week 38, 2026``.

    Args:
        period: the period.
        as_of: the day it is looked at from; inside the period it is added (``FY26 Q4 · to 21 Nov``).
    """
    words = _title(period)
    if as_of is None or not period.start <= as_of < period.end:
        return words
    on = date_of(as_of)
    return f"{words} · to {on.day} {MONTH_NAMES[on.month - 1]}"


def short_title(period: Period) -> str:
    """Return a period as the axis of a chart names it: ``Q4``, ``FY26``, ``Nov``, ``W38``."""
    if period.kind == "month":
        return MONTH_NAMES[date_of(period.start).month - 1]
    return f"FY{period.label[2:]}" if period.kind == "year" else period.label[5:]


def year_title(period: Period) -> str:
    """Return the year that a period's short title leaves unsaid: ``FY26``, of months and weeks ``2026``."""
    if period.kind == "year":
        return ""
    return period.label[:4] if period.kind in {"month", "week"} else f"FY{period.label[2:4]}"


def _title(period: Period) -> str:
    year, _, rest = period.label.partition("-")
    if not year.isdigit():  # a stretch that has no label of its own
        return period.label
    if period.kind == "week":
        return f"Week {int(rest[1:])}, {year}"
    if period.kind == "month":
        return f"{MONTH_NAMES[int(rest) - 1]} {year}"
    return f"FY{year[2:]} {rest}".strip()
