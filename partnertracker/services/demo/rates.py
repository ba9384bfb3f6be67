"""Made-up exchange rates, and what an amount was worth on a day."""

from bisect import bisect_right
from collections.abc import Iterator

from partnertracker.domain.fields import Value
from partnertracker.services.demo.plan import Calendar, Dice, Plan

COLUMNS = ("id", "currency", "from_date", "rate")

REPORTING = "USD"
"""The currency of a made-up programme's file."""

_STARTS = {"EUR": 1.08, "GBP": 1.26}
_OF_REGION = {"EMEA": ("EUR", 0.5), "UK and Ireland": ("GBP", 0.7)}


class Rates:
    """Monthly rates of the currencies that deals are in, from before the first deal on."""

    def __init__(self, plan: Plan, calendar: Calendar) -> None:
        """Let each rate wander a little from month to month."""
        self._dice = Dice(plan, "rates")
        self._calendar = calendar
        self._days = calendar.months(plan.first - 40, plan.last)
        self._rates = {currency: self._wander(rate) for currency, rate in _STARTS.items()}

    def in_reporting(self, minor: int, currency: str | None, day: int) -> int:
        """Return an amount in minor units of the reporting currency at the rate of the day."""
        if currency is None:
            return minor
        return round(minor * self._rates[currency][bisect_right(self._days, day) - 1])

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """Yield the table's rows, as ``COLUMNS`` says."""
        for currency, rates in self._rates.items():
            for day, rate in zip(self._days, rates, strict=True):
                yield self._dice.id(), currency, self._calendar.iso(day), rate

    def _wander(self, rate: float) -> list[float]:
        rates = []
        for _ in self._days:
            rate *= 1 + self._dice.random.uniform(-0.012, 0.012)
            rates.append(round(rate, 4))
        return rates


def currency_in(region: str, dice: Dice) -> str | None:
    """Return the currency of a deal in a region; None stands for the file's."""
    currency, share = _OF_REGION.get(region, ("", 0.0))
    return currency if share and dice.chance(share) else None
