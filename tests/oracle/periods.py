"""Weeks, months, fiscal quarters and fiscal years, counted out on the calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included."""

    kind: str
    label: str
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def elapsed(self, as_of: date) -> int:
        """Return how many of its days have passed, the as-of day included."""
        return sum(self.first + n * DAY <= as_of for n in range(self.days))


def month_after(first: date, months: int) -> date:
    """Return the first day of the month so many months later (or earlier, when negative)."""
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def containing(day: date, kind: str, start: int) -> Period:
    """Return the period of a kind that holds a day, of fiscal years that start in month ``start``."""
    if kind == "week":
        monday = day - day.weekday() * DAY
        year, week, _ = day.isocalendar()
        return Period(kind, f"{year}-W{week:02}", monday, monday + 6 * DAY)
    month = day.replace(day=1)
    if kind == "month":
        return Period(kind, f"{month:%Y-%m}", month, month_after(month, 1) - DAY)
    year_first = month
    while year_first.month != start:
        year_first = month_after(year_first, -1)
    name = str((month_after(year_first, 12) - DAY).year)
    if kind == "year":
        return Period(kind, name, year_first, month_after(year_first, 12) - DAY)
    number = 1
    while month_after(year_first, 3 * number) <= day:
        number += 1
    first = month_after(year_first, 3 * number - 3)
    return Period(kind, f"{name}-Q{number}", first, month_after(first, 3) - DAY)


def trailing(period: Period, count: int, start: int) -> list[Period]:
    """Return so many periods of the same length, oldest first, ``period`` last."""
    found = [period]
    while len(found) < count:
        found.insert(0, containing(found[0].first - DAY, period.kind, start))
    return found


def prior_year(period: Period, start: int) -> Period:
    """Return the period of the same name a year earlier; a week 53 becomes the last week there is."""
    if period.kind != "week":
        return containing(month_after(period.first.replace(day=1), -12), period.kind, start)
    year, week, _ = period.first.isocalendar()
    last = date(year - 1, 12, 28).isocalendar().week  # 28 December always lies in the last week
    return containing(date.fromisocalendar(year - 1, min(week, last), 1), "week", start)


def year_earlier(day: date) -> date:
    """Return the same date a year earlier, 28 February for the 29th."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def months_between(first: date, last: date) -> list[date]:
    """Return the first day of every month with a day from ``first`` to ``last``."""
    found = []
    day = first
    while day <= last:
        if day.replace(day=1) not in found:
            found.append(day.replace(day=1))
        day += DAY
    return found
