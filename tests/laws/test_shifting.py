"""The same programme some years later has the same figures that many years later.

Calendars repeat: after 28 years (within 1901 to 2099) and after 400 years every date falls on the same day of
the week and leap years fall alike.
"""

from functools import partial

from partnertracker.domain.metrics.figure import Figure
from tests.laws.asking import questions
from tests.oracle.made_up import Made, MadeUp
from tests.oracle.running import over_programmes


def later(years: int, _table: str, row: Made) -> Made:
    """Return a row with all its dates, months and the periods of targets so many years later."""

    def moved(name: str, value: object) -> object:
        dated = name.endswith("_on") or name in {"month", "from_date", "period"}
        if not dated or value is None or value == "always":
            return value
        year, rest = str(value)[:4], str(value)[4:]
        return f"{int(year) + years}{rest}"

    return {name: moved(name, value) for name, value in row.items()}


def without_dates(figure: Figure) -> Figure:
    """Return a figure without what a shift must change."""
    sometime = figure.period._replace(label="", start=0, end=0)
    return figure._replace(period=sometime, as_of=0, reason="" if figure.reason else None)


@over_programmes(4)
def test_dates_that_are_years_later_give_the_figures_years_later(made_up: MadeUp) -> None:
    for years in (28, -28, 400):
        shifted = questions(made_up, partial(later, years), years)
        for now, then in zip(questions(made_up), shifted, strict=True):
            here, there = now.figures(now.scopes()), then.figures(then.scopes())
            assert [without_dates(each) for each in here] == [without_dates(each) for each in there]
