"""The made-up partners: who they are, how much they bring, and how they have stood over the years."""

import itertools
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from partnertracker.domain.fields import Value
from partnertracker.services.demo import words
from partnertracker.services.demo.cast import CAST, Part
from partnertracker.services.demo.plan import Calendar, Dice, Plan
from partnertracker.services.demo.stories import BY_STATUS

_MONTH = 30
_QUIET_MONTHS = 11
_TIERS = ("Platinum", "Gold", "Silver", "Registered")
_TIER_SHARES = (0.08, 0.30, 0.68)
_SIZE_OF_TIER = {"Platinum": 4.0, "Gold": 2.0, "Silver": 1.0, "Registered": 0.5}
_TYPES = ("reseller", "reseller", "services", "services", "technology", "referral", "agency", "distributor")
_BUSINESS = {"green": 1.15, "yellow": 0.6, "red": 0.2, "": 0.5}
_WINNING = {"green": 1.1, "yellow": 0.85, "red": 0.55, "": 0.9}
_PARTNERS_A_MANAGER = 25

COLUMNS = (
    "id", "name", "type", "tier", "region", "manager", "stage", "joined_on", "offboarded_on", "website",
    "contact_name", "contact_email", "contact_phone",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Partner:
    """A made-up partner and its course.

    Attributes:
        id, name, type, tier, region, manager: as in the table.
        joined: the day it joined.
        left: the day it was offboarded, or None.
        status: how it stands today; empty when nobody has rated it yet.
        story: the cause behind the status.
        size: how much business it brings in ordinary times; the middle is about 1.
        turns: the days on which its status changed, ascending.
        phases: the status from each of those days on.
        quiet_from: the day after which nothing is won with it any more, or None.
        overdue: whether its review is overdue.
    """

    id: str
    name: str
    type: str
    tier: str
    region: str
    manager: str
    joined: int
    left: int | None
    status: str
    story: str
    size: float
    turns: tuple[int, ...]
    phases: tuple[str, ...]
    quiet_from: int | None
    overdue: bool

    def status_at(self, day: int) -> str:
        """Return how it stood on a day."""
        return self.phases[max(0, bisect_right(self.turns, day) - 1)]

    def business_at(self, day: int) -> float:
        """Return how many deals it brings around a day, in proportion to the others."""
        if day < self.joined or (self.left is not None and day >= self.left):
            return 0.0
        if self.quiet_from is not None and day >= self.quiet_from:
            return 0.1
        starting = 0.3 + 0.7 * min(1.0, (day - self.joined) / 180)
        return self.size * starting * _BUSINESS[self.status_at(day)]

    def winning_at(self, day: int) -> float:
        """Return the factor on its chance to win a deal created on a day."""
        return _WINNING[self.status_at(day)]


def make(plan: Plan) -> list[Partner]:
    """Make the partners of a plan, the written ones first."""
    dice = Dice(plan, "partners")
    managers = words.MANAGERS[: max(4, min(len(words.MANAGERS), plan.partners // _PARTNERS_A_MANAGER))]
    parts = list(CAST[: plan.partners])
    statuses = _statuses(plan.partners, [part.status for part in parts], dice)
    names = _names(dice, {part.name for part in parts})
    for status in statuses:
        tier = _tier(dice)
        story = dice.pick(*BY_STATUS[status]) if status in BY_STATUS else "steady"
        manager = dice.between(0, len(managers) - 1)
        size = _SIZE_OF_TIER[tier] * dice.random.lognormvariate(0, 0.5)
        parts.append(Part(next(names), dice.pick(*_TYPES), tier, manager, status, story, size))
    return [_partner(plan, dice, part, managers, written=i < len(CAST)) for i, part in enumerate(parts)]


def rows(partners: list[Partner], plan: Plan) -> Iterator[tuple[Value, ...]]:
    """Yield the table's rows, as ``COLUMNS`` says."""
    dice = Dice(plan, "contacts")
    calendar = Calendar(plan)
    for partner in partners:
        first, last = dice.pick(*words.PEOPLE_FIRST), dice.pick(*words.PEOPLE_LAST)
        host = "".join(c for c in partner.name.lower() if c.isalnum())
        yield (
            partner.id, partner.name, partner.type, partner.tier, partner.region, partner.manager,
            _stage(partner, plan), calendar.iso(partner.joined), calendar.iso_or_none(partner.left),
            f"https://{host}.example", f"{first} {last}", f"{first}.{last}@{host}.example".lower(),
            f"+1 555 01{dice.between(0, 99):02d}",
        )  # fmt: skip


def _statuses(count: int, given: list[str], dice: Dice) -> list[str]:
    """Return the status of each partner that is drawn, so that the board as a whole has its shares."""
    wanted = {"red": 0.08, "yellow": 0.25, "left": 0.03, "": 0.04}
    drawn: list[str] = []
    for status, share in wanted.items():
        drawn += [status] * max(0, round(share * count) - given.count(status))
    drawn = drawn[: count - len(given)]
    drawn += ["green"] * (count - len(given) - len(drawn))
    dice.random.shuffle(drawn)
    return drawn


def _names(dice: Dice, taken: set[str]) -> Iterator[str]:
    combined = [f"{first} {second}" for first in words.FIRST for second in words.SECOND]
    dice.random.shuffle(combined)
    yield from (name for name in combined if name not in taken)
    for number in itertools.count(2):
        yield from (f"{name} {number}" for name in combined)


def _tier(dice: Dice) -> str:
    return _TIERS[bisect_right(_TIER_SHARES, dice.random.random())]


def _partner(plan: Plan, dice: Dice, part: Part, managers: tuple[str, ...], *, written: bool) -> Partner:
    today = plan.last
    joined, left = _stay(plan, dice, part.status, written=written)
    turns, phases = _course(dice, part.status, joined, today)
    return Partner(
        id=dice.id(),
        name=part.name,
        type=part.type,
        tier=part.tier,
        region=dice.pick(*words.REGIONS),
        manager=managers[part.manager],
        joined=joined,
        left=left,
        status=part.status if part.status != "left" else "red",
        story=part.story,
        size=part.size,
        turns=turns,
        phases=phases,
        quiet_from=today - _QUIET_MONTHS * _MONTH - 15 if part.story == "quiet" else None,
        overdue=part.overdue or (not written and dice.chance(0.12)),
    )


def _stay(plan: Plan, dice: Dice, status: str, *, written: bool) -> tuple[int, int | None]:
    """Return the day a partner joined and the day it was offboarded."""
    today = plan.last
    if status == "":
        return today - dice.between(5, 80), None
    if status == "left":
        return plan.first - dice.between(30, 300), today - dice.between(40, 400)
    if written or dice.chance(0.6):
        return plan.first - dice.between(20, 400), None
    return dice.between(plan.first, today - 200), None


def _course(dice: Dice, status: str, joined: int, today: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return when a partner's status changed and to what, from the day it joined until today."""
    turns, phases = [], []
    day = today
    for phase, months in _phases_back(dice, status):
        day = day - months * _MONTH + dice.between(-8, 8) if months else joined
        turns.append(max(day, joined))
        phases.append(phase)
        if day <= joined:
            break
    return tuple(reversed(turns)), tuple(reversed(phases))


def _phases_back(dice: Dice, status: str) -> list[tuple[str, int]]:
    """Return a partner's phases, the present one first, with their months; 0: since it joined."""
    beginning = ("green", 0)
    if status == "red":
        return [("red", dice.between(1, 4)), ("yellow", dice.between(2, 6)), beginning]
    if status == "left":
        return [("red", dice.between(14, 18)), ("yellow", dice.between(3, 6)), beginning]
    if status == "yellow":
        trouble = [("red", dice.between(2, 4)), ("yellow", 2)] if dice.chance(0.2) else []
        return [("yellow", dice.between(1, 7)), *trouble, beginning]
    if status == "green":
        dip = [("yellow", dice.between(2, 6))] if dice.chance(0.6) else []
        trouble = [("red", dice.between(1, 4)), ("yellow", 2)] if dice.chance(0.15) else []
        early = [("yellow", dice.between(2, 5))] if dice.chance(0.4) else []
        present, before = ("green", dice.between(2, 20)), ("green", dice.between(6, 14))
        return [present, *dip, *trouble, before, *early, beginning]
    return [("", 0)]


def _stage(partner: Partner, plan: Plan) -> str:
    if partner.left is not None:
        return "offboarded"
    if partner.status == "":
        return "onboarding"
    return "inactive" if partner.quiet_from is not None and plan.last - partner.joined > 0 else "active"
