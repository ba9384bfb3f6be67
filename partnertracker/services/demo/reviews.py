"""The made-up health reviews, and the actions that follow from them."""

from collections.abc import Iterator

from partnertracker.domain.fields import Value
from partnertracker.services.demo.partners import Partner
from partnertracker.services.demo.plan import Calendar, Dice, Plan
from partnertracker.services.demo.stories import STORIES, Story

COLUMNS = ("id", "partner", "status", "reviewed_on", "reason", "next_review_on", "reviewer")
ACTION_COLUMNS = ("id", "partner", "title", "owner", "due_on", "done_on")

_MONTHLY_FOR = 450  # days back in which reviews are monthly; before that they were quarterly
_SETTLING = 20  # days after joining before the first review
_FRESH = 75  # days in which good news is news
_NEWS = {"record", "tier", "praise"}
_SHORTEST_SILENCE = 3  # months
_DAYS_TO_NEXT = {"red": 14, "yellow": 30, "green": 30}


def rows(partners: list[Partner], plan: Plan) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of ``health_reviews``, by partner and day."""
    dice, calendar = Dice(plan, "reviews"), Calendar(plan)
    for partner in partners:
        days = sorted(_days(partner, plan, dice))
        for day in days:
            status = partner.status_at(day)
            following = _next(partner, day, plan, dice, last=day == days[-1])
            yield (
                dice.id(),
                partner.id,
                status,
                calendar.iso(day),
                _reason(partner, status, day, plan, dice),
                calendar.iso(following),
                partner.manager,
            )


def actions(partners: list[Partner], plan: Plan) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of ``actions``: those still to do first."""
    dice, calendar = Dice(plan, "actions"), Calendar(plan)
    for partner in partners:
        titles = list(STORIES[partner.story].actions)
        dice.random.shuffle(titles)
        troubled = partner.status in {"red", "yellow"} and partner.left is None
        pending = 2 if troubled else int(partner.left is None and dice.chance(0.25))
        for title in titles[:pending]:
            due = calendar.iso(plan.last + dice.between(-5, 24))
            yield dice.id(), partner.id, title, partner.manager, due, None
        for title in titles[pending : pending + dice.between(0, 2)]:
            done = max(partner.joined, (partner.left or plan.last) - dice.between(20, 300))
            yield (
                dice.id(),
                partner.id,
                title,
                partner.manager,
                calendar.iso(done + dice.between(-6, 9)),
                calendar.iso(done),
            )


def _days(partner: Partner, plan: Plan, dice: Dice) -> Iterator[int]:
    """Yield the days of a partner's reviews, backwards; the last one stands in its present phase."""
    if not partner.status:
        return
    end = plan.last if partner.left is None else partner.left
    since = end - partner.turns[-1]
    oldest, longest = (34, 68) if partner.overdue else (1, 13 if partner.status == "red" else 27)
    day = end - min(since, dice.between(oldest, longest))
    while day >= max(partner.joined + _SETTLING, plan.first):
        yield day
        day -= dice.between(27, 33) if plan.last - day < _MONTHLY_FOR else dice.between(80, 95)


def _next(partner: Partner, day: int, plan: Plan, dice: Dice, *, last: bool) -> int:
    if last and partner.overdue:
        return max(day, min(day + 30, plan.last - dice.between(1, 12)))
    if not last and plan.last - day >= _MONTHLY_FOR:
        return day + 90
    return day + _DAYS_TO_NEXT[partner.status_at(day)]


def _reason(partner: Partner, status: str, day: int, plan: Plan, dice: Dice) -> str | None:
    story = STORIES[partner.story]
    if status == "green" and partner.story in _NEWS and plan.last - day > _FRESH:
        story = STORIES["steady"]
    silent = 0 if partner.quiet_from is None else (day - partner.quiet_from) // 30
    if partner.story == "quiet" and silent < _SHORTEST_SILENCE:
        story = STORIES["pipeline"]
    return _words(story, status, dice).format(months=silent) or None


def _words(story: Story, status: str, dice: Dice) -> str:
    return dice.pick(*story.reasons[status])
