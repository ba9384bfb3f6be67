"""What the made-up deals add up to, month by month; costs, company revenue and targets follow from it."""

from bisect import bisect_right
from collections.abc import Sequence

from partnertracker.services.demo.deals import Deal
from partnertracker.services.demo.plan import Calendar, Plan
from partnertracker.services.demo.rates import Rates

_AROUND = 3  # months on either side of a smoothed one
_OPEN_PIPELINE = {"qualified", "proposal", "negotiation"}


class Totals:
    """Sums over the deals noted so far, in minor units of the reporting currency.

    Attributes:
        months: the first day of each month of the programme.
        bookings: by month, the value won from new customers through source partners.
        sourced: by month, the value won through source partners.
        involved: by month, the value won with any partner.
        qualified: by month, how many deals with a source partner qualified.
        pipeline: the value of the open deals with a source partner at or beyond qualified.
    """

    def __init__(self, plan: Plan, calendar: Calendar, rates: Rates) -> None:
        """Start at nothing."""
        self._rates = rates
        self._last = plan.last
        self.months = calendar.months(plan.first, plan.last)
        self.bookings = [0] * len(self.months)
        self.sourced = [0] * len(self.months)
        self.involved = [0] * len(self.months)
        self.qualified = [0] * len(self.months)
        self.pipeline = 0

    def note(self, deal: Deal) -> None:
        """Add a deal."""
        if deal.source is not None and deal.course.qualified is not None:
            self.qualified[self._month(deal.course.qualified)] += 1
        if deal.source is not None and deal.course.stage in _OPEN_PIPELINE:
            self.pipeline += self._rates.in_reporting(deal.value, deal.currency, self._last)
        if deal.won_on is None or (deal.source is None and not deal.influencers):
            return
        month = self._month(deal.won_on)
        value = self._rates.in_reporting(deal.value, deal.currency, deal.won_on)
        self.involved[month] += value
        if deal.source is not None:
            self.sourced[month] += value
            self.bookings[month] += value if deal.new_customer else 0

    def _month(self, day: int) -> int:
        return bisect_right(self.months, day) - 1


def smoothed(values: Sequence[int], index: int) -> float:
    """Return the mean of a month and its neighbours."""
    near = values[max(0, index - _AROUND) : index + _AROUND + 1]
    return sum(near) / len(near)
