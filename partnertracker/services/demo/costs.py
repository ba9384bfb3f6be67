"""What the made-up programme costs, and what the company earns beside it."""

from collections.abc import Iterator

from partnertracker.domain.fields import Value
from partnertracker.services.demo.partners import Partner
from partnertracker.services.demo.plan import Calendar, Dice, Plan
from partnertracker.services.demo.totals import Totals, smoothed

COLUMNS = ("id", "month", "category", "partner", "amount", "people")
REVENUE_COLUMNS = ("id", "month", "amount")

_SHARES = {"partner_managers": 0.078, "marketing": 0.045, "customer_success": 0.034, "commission": 0.06}
_YEAR_COST_OF_A_PERSON = 9_500_000  # minor units
_PARTNER_SHARE_OF_MARKETING = 0.3
_INVOLVED_SHARE = 0.335  # of what the company earns


def rows(totals: Totals, partners: list[Partner], plan: Plan) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of ``costs``, month by month."""
    dice, calendar = Dice(plan, "costs"), Calendar(plan)
    funded = [partner for partner in partners if partner.tier in {"Platinum", "Gold"}]
    for index, day in enumerate(totals.months):
        month = calendar.iso(day)[:7]
        for category, share in _SHARES.items():
            amount = _amount(totals, index, share, dice)
            if category == "marketing" and funded:
                given = _rounded(amount * _PARTNER_SHARE_OF_MARKETING, 100)
                amount -= given
                someone = funded[dice.between(0, len(funded) - 1)]
                yield dice.id(), month, category, someone.id, given, None
            people = None
            if category in {"partner_managers", "customer_success"}:
                people = max(0.5, round(24 * amount / _YEAR_COST_OF_A_PERSON) / 2)
            yield dice.id(), month, category, None, amount, people


def revenue(totals: Totals, plan: Plan) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of ``company_revenue``; the running month holds what came in so far."""
    dice, calendar = Dice(plan, "company revenue"), Calendar(plan)
    for index, day in enumerate(totals.months):
        usual = 0.6 * smoothed(totals.involved, index) + 0.4 * totals.involved[index]
        amount = usual / _INVOLVED_SHARE * dice.random.uniform(0.95, 1.05)
        days = calendar.month_end(day) - day + 1
        elapsed = min(1.0, (plan.last - day + 1) / days)
        yield dice.id(), calendar.iso(day)[:7], max(1_000_000, _rounded(amount * elapsed, 1_000))


def _amount(totals: Totals, index: int, share: float, dice: Dice) -> int:
    """Return a month's cost: a share of the last year's sourced revenue, smaller in the past."""
    year = sum(totals.sourced[-13:-1]) / 12
    grown = 0.62 + 0.38 * index / max(1, len(totals.months) - 1)
    return max(10_000, _rounded(year * share * grown * dice.random.uniform(0.96, 1.04), 100))


def _rounded(minor: float, step: int) -> int:
    """Return an amount rounded to a step in major units."""
    return round(minor / (100 * step)) * 100 * step
