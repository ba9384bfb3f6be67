"""Days as people say them: ``today``, ``+3d``, ``fri``, ``18 Nov``, ``1/9``."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from partnertracker.domain.dates import LONG_MONTHS, full_year
from partnertracker.domain.periods import MONTH_NAMES

_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST = 3
_WEEK = 7
_MONTHS_A_YEAR = 12
_STEP = re.compile(r"([+\-−])\s*(\d{1,4})\s*([dwmy])")
_NAMED = re.compile(
    r"(\d{1,2})\.? *([^\W\d]{3,})\.?(?:,? *(\d{4}|\d{2}))?|"
    r"([^\W\d]{3,})\.? *(\d{1,2})(?:,? *(\d{4}))?"
)
_NUMBERED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})\.?")


def spoken_day(
    text: str, today: date, *, day_first: bool = True, months: Sequence[tuple[str, ...]] = ()
) -> date | None:
    """Return the day that words mean, None when they mean none.

    A weekday is the coming one (today's own name is today), and ``last fri`` the one before today. A day
    without a year is the one nearest to today; a year of two digits is one of 1970 to 2069. Steps count from
    today: ``+3d``, ``-2w``, ``+1m``, ``-1y``.

    Args:
        text: as typed.
        today: the local calendar day.
        day_first: whether 1/9 is 1 September (else 9 January).
        months: what another language than English calls the months, January first, each by some names.
    """
    words = text.strip().casefold()
    if words in _NEAR:
        return _later(today, _NEAR[words])
    step = _STEP.fullmatch(words)
    if step is not None:
        count = int(step[2]) if step[1] == "+" else -int(step[2])
        return moved(today, step[3], count)
    weekday = _weekday(words.removeprefix("last ").rstrip("."))
    if weekday is not None:
        ahead = (weekday - today.weekday()) % _WEEK
        return _later(today, ahead if not words.startswith("last ") else (ahead - _WEEK))
    numbered = _NUMBERED.fullmatch(words)
    if numbered is not None:
        first, second = int(numbered[1]), int(numbered[2])
        return _nearest(today, *((first, second) if day_first else (second, first)))
    return _named(words, today, months)


def moved(day: date, unit: str, count: int) -> date | None:
    """Return the day so many days (``d``), weeks (``w``), months (``m``) or years (``y``) on.

    A day that a month lacks becomes its last one; None: there is no such day in the calendar.
    """
    if unit in _DAYS_IN:
        return _later(day, count * _DAYS_IN[unit])
    months = count * (_MONTHS_A_YEAR if unit == "y" else 1)
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, _last_day(year, month + 1)))


def _last_day(year: int, month: int) -> int:
    return 31 if month == _MONTHS_A_YEAR else (date(year, month + 1, 1) - timedelta(days=1)).day


_DAYS_IN: Mapping[str, int] = {"d": 1, "w": _WEEK}


def _named(words: str, today: date, months: Sequence[tuple[str, ...]]) -> date | None:
    match = _NAMED.fullmatch(words)
    if match is None:
        return None
    day, name, year = match.group(1, 2, 3) if match[1] else match.group(5, 4, 6)
    month = _month(name, months)
    return _day(int(full_year(year)), month, int(day)) if year else _nearest(today, int(day), month)


def _month(name: str, months: Sequence[tuple[str, ...]]) -> int:
    """Return the month of a name, 0 if there is none: ours goes first, one that is only begun last."""
    ours = [(short.casefold(), long.casefold()) for short, long in zip(MONTH_NAMES, LONG_MONTHS, strict=True)]
    for called in (ours, months):
        for number, names in enumerate(called, 1):
            if name in names:
                return number
    return next((i for i, (short, _) in enumerate(ours, 1) if name.startswith(short)), 0)


def _weekday(word: str) -> int | None:
    if len(word) < _SHORTEST:
        return None
    return next((i for i, name in enumerate(_WEEKDAYS) if name.startswith(word)), None)


def _nearest(today: date, day: int, month: int) -> date | None:
    years = (today.year - 1, today.year, today.year + 1)
    found = [each for year in years if (each := _day(year, month, day)) is not None]
    distance: Callable[[date], timedelta] = lambda each: abs(each - today)  # noqa: E731  # its type is told
    return min(found, key=distance, default=None)


def _later(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
