"""What is asked of the made-up programme, and where its chance and its days come from."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from partnertracker.domain.columns import day_of

YEARS = 3
"""How far back the programme goes."""

_DAYS = YEARS * 365 + 1
_MILLISECONDS_A_DAY = 86_400_000
_BEFORE, _AFTER = 500, 800  # days around the programme that a date may still fall on


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make; equal plans make equal rows.

    Attributes:
        today: the day on which the programme stands; nothing has happened after it.
        partners, deals: how many of them.
        seed: another number makes another programme.
    """

    today: date
    partners: int = 100
    deals: int = 1200
    seed: int = 1

    @property
    def last(self) -> int:
        """Today in days since 1970-01-01."""
        return day_of(self.today.isoformat())

    @property
    def first(self) -> int:
        """The first day on which a deal was created."""
        return self.last - _DAYS


class Dice:
    """Chance for one subject of one plan, independent of other subjects, and the row ids drawn from it."""

    def __init__(self, plan: Plan, subject: str) -> None:
        """Start the stream of this subject."""
        self.random = Random(f"{plan.seed} {subject}")
        self._stamp = plan.last * _MILLISECONDS_A_DAY
        self._count = 0

    def id(self) -> str:
        """Return a UUIDv7 of the plan's day; later ones are greater."""
        count = self._count
        self._count = count + 1
        noise = f"{0x8000000000000000 | self.random.getrandbits(62):016x}"
        stamp = f"{self._stamp + (count >> 12):012x}"
        return f"{stamp[:8]}-{stamp[8:]}-7{count & 0xFFF:03x}-{noise[:4]}-{noise[4:]}"

    def chance(self, probability: float) -> bool:
        """Tell whether something of that probability happens."""
        return self.random.random() < probability

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both possible."""
        return low + int(self.random.random() * (high - low + 1))

    def pick(self, *words: str) -> str:
        """Return one of the words."""
        return words[int(self.random.random() * len(words))]


class Calendar:
    """The days of a plan as text, looked up instead of computed a million times."""

    def __init__(self, plan: Plan) -> None:
        """Lay out every day that a row may name."""
        self._first = plan.first - _BEFORE
        days = range(self._first, plan.last + _AFTER)
        dates = [date(1970, 1, 1) + timedelta(days=day) for day in days]
        self._iso = [each.isoformat() for each in dates]
        self._month_end = _month_ends(dates, self._first)

    def iso(self, day: int) -> str:
        """Return ``YYYY-MM-DD``."""
        return self._iso[day - self._first]

    def iso_or_none(self, day: int | None) -> str | None:
        """Return ``YYYY-MM-DD``, or None for no day."""
        return None if day is None else self._iso[day - self._first]

    def month_end(self, day: int) -> int:
        """Return the last day of the day's month."""
        return self._month_end[day - self._first]

    def year(self, day: int) -> int:
        """Return the calendar year."""
        return int(self.iso(day)[:4])

    def months(self, first: int, last: int) -> list[int]:
        """Return the first day of every month that has a day from first to last."""
        start = first - int(self.iso(first)[8:]) + 1
        starts = []
        while start <= last:
            starts.append(start)
            start = self.month_end(start) + 1
        return starts


def _month_ends(dates: list[date], first: int) -> list[int]:
    ends = [0] * len(dates)
    end = first + len(dates) - 1
    for index in range(len(dates) - 1, -1, -1):
        if index + 1 < len(dates) and dates[index + 1].day == 1:
            end = first + index
        ends[index] = end
    return ends
