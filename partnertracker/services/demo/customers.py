"""The made-up customers: who is asked next, and who bought before."""

from collections.abc import Iterator
from itertools import cycle

from partnertracker.services.demo import words
from partnertracker.services.demo.plan import Dice, Plan

_COMES_BACK = 0.3
_SIDES = ("", " North", " South", " East", " West")


class Customers:
    """Customers in the order in which deals find them."""

    def __init__(self, plan: Plan) -> None:
        """Put everyone who might buy in an order."""
        self._dice = Dice(plan, "customers")
        self._prospects: Iterator[str] = cycle(self._everyone())
        self._bought: list[tuple[str, int]] = []

    def next(self, created: int) -> tuple[str, bool]:
        """Return the customer of a deal created on a day, and whether it is a new one."""
        if self._bought and self._dice.chance(_COMES_BACK):
            name, since = self._bought[self._dice.between(0, len(self._bought) - 1)]
            if since <= created:
                return name, False
        return next(self._prospects), True

    def buys(self, name: str, day: int) -> None:
        """Note that a customer has bought for the first time."""
        self._bought.append((name, day))

    def _everyone(self) -> list[str]:
        names = [
            f"{place}{end} {trade}{side}"
            for side in _SIDES
            for place in words.PLACES
            for end in words.PLACE_ENDS
            for trade in words.TRADES
        ]
        usual = len(names) // len(_SIDES)
        plain, other = names[:usual], names[usual:]
        self._dice.random.shuffle(plain)
        self._dice.random.shuffle(other)
        return plain + other
