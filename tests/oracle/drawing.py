"""What made-up programmes draw by chance: rows, and days, few different ones so that things often meet."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from tests.oracle.periods import Period

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)

TURNS = (
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2024, 12, 30),  # in week 1 of 2025
    date(2024, 12, 31),
    date(2025, 2, 28),
    date(2025, 3, 31),
    date(2025, 4, 1),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 1, 15),
    date(2026, 3, 31),
    date(2026, 4, 1),
    date(2026, 6, 30),
    date(2026, 9, 30),
    date(2026, 12, 28),  # the Monday of week 53
    date(2026, 12, 31),
)


class Days:
    """Draws days, most of them near to what will be asked about."""

    def __init__(self, *periods: Period) -> None:
        self._periods = periods

    def any(self, draw: Random, earliest: date | None = None, latest: date | None = None) -> date:
        """Return a day not before and not after the bounds."""
        first = earliest or FIRST
        last = max(first, latest or LAST)
        turns = [day for day in TURNS if first <= day <= last]
        if turns and draw.random() < 0.5:
            return draw.choice(turns)
        for period in self._periods:
            if draw.random() < 0.3:
                first, last = max(first, min(last, period.first)), min(last, max(first, period.last))
        return first + timedelta(days=draw.randrange((last - first).days + 1))

    def maybe(
        self, draw: Random, earliest: date | None = None, latest: date | None = None, often: float = 0.6
    ) -> str | None:
        return self.any(draw, earliest, latest).isoformat() if draw.random() < often else None


def one(draw: Random, rows: Sequence[object]) -> int | None:
    """Return the place of any row; None where there is none."""
    number = draw.random()
    return int(number * len(rows)) if rows else None
