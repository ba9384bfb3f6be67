"""Periods that figures are made for: ISO weeks, months, fiscal quarters and fiscal years."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from partnertracker.domain.columns import date_of
from partnertracker.domain.errors import UnusableArgumentError

KINDS = ("week", "month", "quarter", "year")
"""The kinds of period, shortest first."""

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The years that a label can name; they leave room for trends and prior years on both sides."""

# Not the calendar module's names: those follow the locale that Qt sets, and the program speaks English.
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Short names of the months, January first."""

_REMEMBERED = 1024
"""Trends ask for the same periods and days again and again."""

_MONTHS = 12
_QUARTER = 3
_EPOCH = date(1970, 1, 1).toordinal()
_LABEL = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|W(?P<week>\d{2})|(?P<month>\d{2})))?", re.ASCII
)


class Period(NamedTuple):
    """A stretch of days.

    Attributes:
        kind: ``week``, ``month``, ``quarter`` or ``year``.
        label: ``2026-W38``, ``2026-09``, ``2026-Q3`` or ``2026``; a fiscal year is named after the calendar
            year in which it ends.
        start, end: the first and the last day, both inclusive, as days since 1970-01-01.
    """

    kind: str
    label: str
    start: int
    end: int

    @property
    def days(self) -> int:
        """The number of days from start to end."""
        return self.end - self.start + 1


def period_named(label: str, fiscal_year_start: int = 1) -> Period:
    """Return the period with that label; small letters and surrounding space are forgiven.

    Raises:
        UnusableArgumentError: no period has that label.
    """
    match = _LABEL.fullmatch(label.strip().upper())
    if match is None or not FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        raise _unknown(label)
    year = int(match["year"])
    if match["week"]:
        return _week_named(label, year, int(match["week"]))
    if match["month"]:
        if not 1 <= int(match["month"]) <= _MONTHS:
            raise _unknown(label)
        return _month(_index(year, int(match["month"])))
    if match["quarter"]:
        return _quarter(year, int(match["quarter"]), fiscal_year_start)
    return _year(year, fiscal_year_start)


@lru_cache(maxsize=_REMEMBERED)
def period_containing(day: int, kind: str, fiscal_year_start: int = 1) -> Period:
    """Return the period of a kind in which a day lies.

    Raises:
        UnusableArgumentError: there is no such kind.
    """
    on = date_of(day)
    if kind == "week":
        year, week, _ = on.isocalendar()
        return _week(year, week)
    if kind == "month":
        return _month(_index(on.year, on.month))
    year, month = _fiscal(on, fiscal_year_start)
    if kind == "quarter":
        return _quarter(year, month // _QUARTER + 1, fiscal_year_start)
    if kind == "year":
        return _year(year, fiscal_year_start)
    raise UnusableArgumentError(f"There is no period of kind “{kind}”.", f"Choose one of {', '.join(KINDS)}.")


def renamed(period: Period, fiscal_year_start: int) -> Period:
    """Return the same days as a fiscal year that begins in another month names them.

    Days that are no quarter or year there get their dates as a label, so that they are taken for no others.
    """
    if period.kind not in {"quarter", "year"}:
        return period
    own = period_containing(period.start, period.kind, fiscal_year_start)
    return own if (own.start, own.end) == (period.start, period.end) else _stretch(period)


def counterpart(period: Period, day: int, fiscal_year_start: int) -> Period:
    """Return the period of the same kind that a fiscal year has in the place of one of another fiscal year.

    It is the one that holds the day looked at from, or the day of the period next to it: what has begun by
    then gives way to nothing that has not.
    """
    nearest = max(period.start, min(day, period.end))
    return period_containing(nearest, period.kind, fiscal_year_start)


def previous(period: Period, fiscal_year_start: int = 1) -> Period:
    """Return the period of the same kind that ends on the day before."""
    return period_containing(period.start - 1, period.kind, fiscal_year_start)


def following(period: Period, fiscal_year_start: int = 1) -> Period:
    """Return the period of the same kind that starts on the day after."""
    return period_containing(period.end + 1, period.kind, fiscal_year_start)


def trailing(period: Period, count: int, fiscal_year_start: int = 1) -> tuple[Period, ...]:
    """Return that many periods of the same kind, oldest first, ``period`` last; no day lies in two of them.

    A quarter or year of another fiscal year bears the name that its days have in this one; where they are no
    period of this one, as many months come before them each time.
    """
    own = period_containing(period.start, period.kind, fiscal_year_start)
    if (own.start, own.end) != (period.start, period.end):
        return tuple(_stretch(_months_earlier(period, times)) for times in range(count - 1, -1, -1))
    periods = [own]
    while len(periods) < count:
        periods.append(previous(periods[-1], fiscal_year_start))
    return tuple(reversed(periods))


def parts_of(period: Period, kind: str, fiscal_year_start: int = 1) -> tuple[Period, ...]:
    """Return the periods of a kind that lie in a period, in order, but none that reaches over its edges."""
    parts = []
    part = period_containing(period.start, kind, fiscal_year_start)
    while part.end <= period.end:
        if part.start >= period.start:
            parts.append(part)
        part = following(part, fiscal_year_start)
    return tuple(parts)


def months_of(start: int, end: int) -> tuple[Period, ...]:
    """Return every calendar month with a day from ``start`` to ``end``; none when ``end`` is earlier."""
    first, last = date_of(start), date_of(end)
    return tuple(_month(i) for i in range(_index(first.year, first.month), _index(last.year, last.month) + 1))


def as_of_day(period: Period, chosen_day: int) -> int:
    """Return the day a period is looked at from: the chosen day (or today), at most the period's last day."""
    return min(chosen_day, period.end)


def elapsed_days(period: Period, as_of: int) -> int:
    """Return how many days of a period have passed, the as-of day included."""
    return max(0, min(as_of, period.end) - period.start + 1)


def elapsed(period: Period, as_of: int) -> float:
    """Return the share of a period that has passed, the as-of day included: 0 to 1."""
    return elapsed_days(period, as_of) / period.days


@lru_cache(maxsize=_REMEMBERED)
def year_earlier(day: int) -> int:
    """Return the same date one year earlier; 29 February becomes 28 February."""
    on = date_of(day)
    leap_day = (on.month, on.day) == (2, 29)
    return _day(on.replace(year=on.year - 1, day=28 if leap_day else on.day))


def window_start(as_of: int) -> int:
    """Return the first day of the trailing 12 months: the one after the same date a year earlier."""
    return year_earlier(as_of) + 1


def last_year_to(as_of: int) -> Period:
    """Return the trailing 12 months as a period, so that a flow can be read over them."""
    return Period("year", "last 12 months", window_start(as_of), as_of)


def months_before(day: int, months: float) -> int:
    """Return the first day of the month that lies so many months before that of a day.

    Of a part of a month its share of days is taken off, rounded to whole days.
    """
    on = date_of(day)
    index = _index(on.year, on.month) - int(months)
    part = months - int(months)
    return _first_day(index) - round(part * (_first_day(index) - _first_day(index - 1)))


def prior_year(period: Period, fiscal_year_start: int = 1) -> Period:
    """Return the period of the same name one year earlier (week 53 becomes 52 where there is no 53).

    Of days that are no period of the fiscal year it is the same days one year earlier.
    """
    if not period.label[:4].isdigit():
        start, end = year_earlier(period.start), year_earlier(period.end + 1) - 1
        return _stretch(period._replace(start=start, end=end))
    year, _, rest = period.label.partition("-")
    label = f"{int(year) - 1:04d}{'-' if rest else ''}{rest}"
    if period.kind == "week":
        weeks = date(int(year) - 1, 12, 28).isocalendar().week
        return _week(int(year) - 1, min(int(rest[1:]), weeks))
    return period_named(label, fiscal_year_start)


def _stretch(period: Period) -> Period:
    """Return a period with its dates as a label: ``days from 1 Jul 2026 to 30 Sep 2026``."""
    first, last = (
        f"{on.day} {MONTH_NAMES[on.month - 1]} {on.year}" for on in map(date_of, (period.start, period.end))
    )
    return period._replace(label=f"days from {first} to {last}")


def _months_earlier(period: Period, times: int) -> Period:
    """Return a stretch of whole months moved so many times its own length into the past."""
    first, past = date_of(period.start), date_of(period.end + 1)
    moved = (_index(past.year, past.month) - _index(first.year, first.month)) * times
    return period._replace(start=_same_day(first, moved), end=_same_day(past, moved) - 1)


def _same_day(on: date, months: int) -> int:
    """Return the same day of the month so many months earlier; one that a month lacks is its last."""
    index = _index(on.year, on.month) - months
    return min(_first_day(index) + on.day - 1, _first_day(index + 1) - 1)


def _fiscal(on: date, fiscal_year_start: int) -> tuple[int, int]:
    """Return the fiscal year of a date and the months passed in it, 0 to 11."""
    months = (on.month - fiscal_year_start) % _MONTHS
    later = fiscal_year_start > 1 and on.month >= fiscal_year_start
    return on.year + (1 if later else 0), months


def _index(year: int, month: int) -> int:
    return year * _MONTHS + month - 1


def _first_day(index: int) -> int:
    return _day(date(index // _MONTHS, index % _MONTHS + 1, 1))


def _first_month(fiscal_year: int, fiscal_year_start: int) -> int:
    return _index(fiscal_year - (1 if fiscal_year_start > 1 else 0), fiscal_year_start)


def _month(index: int) -> Period:
    label = f"{index // _MONTHS:04d}-{index % _MONTHS + 1:02d}"
    return Period("month", label, _first_day(index), _first_day(index + 1) - 1)


def _quarter(year: int, number: int, fiscal_year_start: int) -> Period:
    first = _first_month(year, fiscal_year_start) + (number - 1) * _QUARTER
    return Period("quarter", f"{year:04d}-Q{number}", _first_day(first), _first_day(first + _QUARTER) - 1)


def _year(year: int, fiscal_year_start: int) -> Period:
    first = _first_month(year, fiscal_year_start)
    return Period("year", f"{year:04d}", _first_day(first), _first_day(first + _MONTHS) - 1)


def _week(year: int, week: int) -> Period:
    start = _day(date.fromisocalendar(year, week, 1))
    return Period("week", f"{year:04d}-W{week:02d}", start, start + 6)


def _week_named(label: str, year: int, week: int) -> Period:
    if not 1 <= week <= date(year, 12, 28).isocalendar().week:
        raise _unknown(label)
    return _week(year, week)


def _unknown(label: str) -> UnusableArgumentError:
    return UnusableArgumentError(
        f"“{label}” is not a period.",
        "Write a year such as 2026, a quarter 2026-Q3, a month 2026-09 or a week 2026-W38.",
    )


def _day(on: date) -> int:
    return on.toordinal() - _EPOCH
