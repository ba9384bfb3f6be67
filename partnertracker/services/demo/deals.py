"""The made-up deals, one after the other in the order of their creation, with all that happened to each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from partnertracker.domain.fields import Value
from partnertracker.services.demo import words
from partnertracker.services.demo.courses import Course, course, lost_instead, pulled
from partnertracker.services.demo.customers import Customers
from partnertracker.services.demo.partners import Partner
from partnertracker.services.demo.plan import Calendar, Dice, Plan
from partnertracker.services.demo.rates import currency_in

COLUMNS = (
    "id", "name", "customer", "customer_is_new", "source_partner", "stage", "value", "currency", "created_on",
    "qualified_on", "expected_close_on", "closed_on", "probability", "registration_status", "registered_on",
    "term_months", "lost_reason", "manager", "external_id", "notes",
)  # fmt: skip
INFLUENCE_COLUMNS = ("id", "deal", "partner", "role", "influenced_on")
EVENT_COLUMNS = ("id", "deal", "stage", "entered_on")

_SEASON = (0.95, 1.0, 1.1, 0.95, 1.0, 1.05, 0.8, 0.72, 1.1, 1.15, 1.15, 0.9)
_GROWTH = 0.8  # how much more is created a day at the end than at the beginning
_WEEKEND = 0.05
_DIRECT = 0.1
_SMALL = 20_000  # below it, values are quoted more finely
_INFLUENCED = (0.34, 0.06)  # the shares of deals with one and with two influencing partners
_ASSISTED = (0.5,)  # the same where no partner brought the deal
_WINNING = 0.37
_VALUE_OF_TIER = {"Platinum": 1.35, "Gold": 1.1, "Silver": 0.9, "Registered": 0.7}
_ROLE_OF_TYPE = {"referral": "referral", "technology": "technical", "services": "delivery"}
_NOTES = (
    "Waiting for board approval.",
    "Second demo went well.",
    "Budget holder changed; meet again.",
    "Procurement asks for references.",
    "Wants to start with one site.",
)
_THURSDAY = 3  # 1970-01-01 was one; Monday is 0


@dataclass(frozen=True, slots=True)
class Deal:
    """A made-up deal.

    Attributes:
        id, customer, new_customer, value, currency: as in the table; value in minor units.
        created: the day it was created.
        source: its source partner, or None.
        influencers: the partners with influence on it, each with the day, never the source.
        course: its way through the stages.
        row: the table's row, as ``COLUMNS`` says.
    """

    id: str
    customer: str
    new_customer: bool
    value: int
    currency: str | None
    created: int
    source: Partner | None
    influencers: tuple[tuple[Partner, int], ...]
    course: Course
    row: tuple[Value, ...]

    @property
    def won_on(self) -> int | None:
        """The day it was won, or None."""
        return self.course.closed if self.course.stage == "won" else None


class Deals:
    """Makes the deals of a plan; iterate once."""

    def __init__(self, plan: Plan, calendar: Calendar, partners: list[Partner]) -> None:
        """Prepare who brings deals in which month."""
        self._plan = plan
        self._first, self._last = plan.first, plan.last
        self._calendar = calendar
        self._partners = partners
        self._dice = Dice(plan, "deals")
        self._customers = Customers(plan)
        self._managers = sorted({partner.manager for partner in partners}) or list(words.MANAGERS[:4])
        self._months = calendar.months(plan.first, plan.last)
        self._business = [list(accumulate(p.business_at(day + 14) for p in partners)) for day in self._months]

    def __iter__(self) -> Iterator[Deal]:
        """Yield every deal in the order of creation."""
        number = 0
        for day, count in _created(self._plan, self._calendar, self._dice):
            for _ in range(count):
                number += 1
                yield self._deal(number, day)

    def _deal(self, number: int, created: int) -> Deal:
        dice = self._dice
        source = None if dice.chance(_DIRECT) else self._someone(created)
        made = self._course(source, created)
        influencers = self._influencers(source, created, made)
        customer, is_new = self._customers.next(created)
        if is_new and made.stage == "won":
            self._customers.buys(customer, made.due)
        known = source or (influencers[0][0] if influencers else None)
        currency = currency_in(known.region, dice) if known else None
        value = self._value(source, created)
        identity = dice.id()
        row: tuple[Value, ...] = (
            identity, self._name(is_new=is_new), customer, int(is_new), source.id if source else None,
            made.stage, value, currency,
            *self._days(source, created, made),
            *self._registration(source, created, made),
            (12, 12, 24, 36, None)[dice.between(0, 4)],
            dice.pick(*words.LOST_REASONS) if made.stage == "lost" else None,
            known.manager if known else dice.pick(*self._managers),
            f"OPP-{number:06d}",
            dice.pick(*_NOTES) if made.closed is None and dice.chance(0.2) else None,
        )  # fmt: skip
        return Deal(identity, customer, is_new, value, currency, created, source, influencers, made, row)

    def _someone(self, day: int) -> Partner | None:
        business = self._business[bisect_right(self._months, day) - 1]
        if not business or not business[-1]:
            return None
        someone = self._partners[bisect_left(business, self._dice.random.random() * business[-1])]
        return someone if someone.business_at(day) else None

    def _course(self, source: Partner | None, created: int) -> Course:
        random, today = self._dice.random, self._last
        winning = _WINNING * (source.winning_at(created) if source else 0.8)
        made = course(random, created, today, winning)
        if made.closed is not None:
            made = pulled(random, made, self._calendar.month_end(made.closed), today)
        quiet = source.quiet_from if source else None
        return lost_instead(made) if quiet is not None and made.due >= quiet else made

    def _influencers(
        self, source: Partner | None, created: int, made: Course
    ) -> tuple[tuple[Partner, int], ...]:
        dice = self._dice
        draw = dice.random.random()
        count = sum(draw < share for share in (_INFLUENCED if source else _ASSISTED))
        end = self._last if made.closed is None else made.closed
        found: dict[str, tuple[Partner, int]] = {}
        for _ in range(count):
            someone = self._someone(created)
            if someone is None or someone is source or someone.quiet_from is not None:
                continue
            found[someone.id] = (someone, dice.between(created, max(created, min(end, created + 60))))
        return tuple(found.values())

    def _value(self, source: Partner | None, created: int) -> int:
        years = (created - self._first) / 365
        middle = 26_000 * (_VALUE_OF_TIER[source.tier] if source else 1.0) * (1 + 0.05 * years)
        amount = middle * self._dice.random.lognormvariate(0, 0.75)
        step = 100 if amount < _SMALL else 500
        return max(10, round(amount / step)) * step * 100

    def _name(self, *, is_new: bool) -> str:
        name = self._dice.pick(*words.DEALS)
        if not is_new:
            return f"{name} {self._dice.pick('extension', 'renewal', 'phase 2')}"
        return f"{name} pilot" if self._dice.chance(0.06) and not name.endswith("pilot") else name

    def _days(self, source: Partner | None, created: int, made: Course) -> tuple[Value, ...]:
        """Return created, qualified, expected close, closed, and the deal's own probability."""
        dice, iso = self._dice, self._calendar.iso
        expected = made.due + dice.between(-12, 12) if made.closed is not None else made.due
        slips = 0.6 if source is not None and source.story == "late" else 0.07
        if made.closed is None and dice.chance(slips):
            expected = self._last - dice.between(3, 40)
        probability = None
        if made.stage in {"proposal", "negotiation"} and dice.chance(0.25):
            probability = dice.between(6, 18) * 5.0
        qualified = self._calendar.iso_or_none(made.qualified)
        closed = self._calendar.iso_or_none(made.closed)
        return iso(created), qualified, iso(max(expected, created)), closed, probability

    def _registration(
        self, source: Partner | None, created: int, made: Course
    ) -> tuple[str | None, str | None]:
        dice = self._dice
        if source is None:
            return None, None
        share = 0.5 + 0.12 * (created - self._first) / (self._last - self._first)
        draw = dice.random.random()
        registered = created + dice.between(0, 9)
        end = self._last if made.closed is None else made.closed
        if draw < share:
            return ("approved", self._calendar.iso(registered)) if registered <= end else ("pending", None)
        if draw < share + 0.12:
            return dice.pick("rejected", "expired"), self._calendar.iso(min(registered, end))
        return ("pending" if draw < share + 0.16 else "none"), None


def influence_rows(deal: Deal, dice: Dice, calendar: Calendar) -> Iterator[tuple[Value, ...]]:
    """Yield a deal's rows of ``deal_influences``."""
    for partner, day in deal.influencers:
        role = _ROLE_OF_TYPE.get(partner.type, "co-sell")
        yield dice.id(), deal.id, partner.id, role, calendar.iso(day) if dice.chance(0.9) else None


def event_rows(deal: Deal, dice: Dice, calendar: Calendar) -> Iterator[tuple[Value, ...]]:
    """Yield a deal's rows of ``deal_stage_events``."""
    for stage, day in deal.course.events:
        yield dice.id(), deal.id, stage, calendar.iso(day)


def _created(plan: Plan, calendar: Calendar, dice: Dice) -> Iterator[tuple[int, int]]:
    """Yield each day on which deals were created, with their number."""
    days = range(plan.first, plan.last + 1)
    weights = list(accumulate(_busy(plan, calendar, day) for day in days))
    counts = [0] * len(weights)
    for _ in range(plan.deals):
        counts[bisect_left(weights, dice.random.random() * weights[-1])] += 1
    yield from ((day, count) for day, count in zip(days, counts, strict=True) if count)


def _busy(plan: Plan, calendar: Calendar, day: int) -> float:
    """Return how much is created on a day, in proportion to others."""
    grown = 1 + _GROWTH * (day - plan.first) / (plan.last - plan.first)
    weekend = _WEEKEND if (day + _THURSDAY) % 7 > 4 else 1.0  # noqa: PLR2004 - Saturday and Sunday
    return grown * weekend * _SEASON[int(calendar.iso(day)[5:7]) - 1]
