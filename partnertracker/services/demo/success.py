"""What made-up customers answer, and how far their projects have come."""

from collections.abc import Iterator

from partnertracker.domain.fields import Value
from partnertracker.services.demo import words
from partnertracker.services.demo.deals import Deal
from partnertracker.services.demo.partners import Partner
from partnertracker.services.demo.plan import Calendar, Dice, Plan

SURVEY_COLUMNS = (
    "id", "partner", "kind", "score", "scale_min", "scale_max", "answered_on", "respondent", "comment",
)  # fmt: skip
STAGE_COLUMNS = (
    "id", "customer", "partner", "stage", "started_on", "planned_days", "finished_on", "outcome",
)  # fmt: skip

_QUARTER = 91
_PROMOTERS = {"green": (0.74, 0.94), "yellow": (0.42, 0.80), "red": (0.12, 0.5), "": (0.5, 0.8)}
_SUPPORT = {"green": (5, 5, 5, 4, 4, 4, 3), "yellow": (5, 4, 4, 4, 3, 2), "red": (4, 3, 3, 2, 1), "": (4, 3)}
_PRAISE = ("They know our business.", "Quick and friendly.", "Would hire them again.")
_BLAME = ("Nobody called back.", "The project took too long.", "Too many hand-overs.")
_STAGES = (("onboarding", 30, 3.3), ("implementation", 75, 4.2), ("early_adoption", 90, 4.4))
_FAILS, _FAILS_IN_TROUBLE, _ABANDONED = 0.04, 0.5, 0.03
_TROUBLE_SINCE = 240  # days


def surveys(partners: list[Partner], plan: Plan) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of ``surveys``: each quarter, from those partners' customers that answer."""
    dice, calendar = Dice(plan, "surveys"), Calendar(plan)
    for partner in partners:
        names = [f"{dice.pick(*words.PEOPLE_FIRST)} {dice.pick(*words.PEOPLE_LAST)}" for _ in range(3)]
        day = max(partner.joined + 60, plan.first) + dice.between(0, _QUARTER)
        end = partner.left or plan.last
        while day <= end:
            status = partner.status_at(day)
            if dice.chance(0.7):
                yield _nps(dice, partner, status, calendar.iso(day), dice.pick(*names))
            if dice.chance(0.6):
                yield _support(dice, partner, status, calendar.iso(day))
            day += dice.between(_QUARTER - 15, _QUARTER + 15)


def stages(deal: Deal, dice: Dice, calendar: Calendar, today: int) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of ``customer_stages`` that follow a deal; none unless it was won with a partner."""
    partner = deal.source or (deal.influencers[0][0] if deal.influencers else None)
    if deal.won_on is None or partner is None:
        return
    day = deal.won_on + dice.between(1, 14)
    for stage, planned, middle in _STAGES:
        if day > today:
            return
        finished = day + 5 + int(dice.random.lognormvariate(middle, 0.4))
        outcome = _outcome(partner, stage, finished, today, dice)
        open_still = finished > today
        yield (
            dice.id(), deal.customer, partner.id, stage, calendar.iso(day), planned,
            None if open_still else calendar.iso(finished), None if open_still else outcome,
        )  # fmt: skip
        if open_still or outcome != "succeeded":
            return
        day = finished + dice.between(0, 10)


def _outcome(partner: Partner, stage: str, finished: int, today: int, dice: Dice) -> str:
    troubled = partner.story == "rollouts" and stage == "implementation" and today - finished < _TROUBLE_SINCE
    draw = dice.random.random()
    fails = _FAILS_IN_TROUBLE if troubled else _FAILS
    if draw < fails:
        return "failed"
    return "abandoned" if draw < fails + _ABANDONED else "succeeded"


def _nps(dice: Dice, partner: Partner, status: str, on: str, respondent: str) -> tuple[Value, ...]:
    promoters, passives = _PROMOTERS[status]
    draw = dice.random.random()
    comment = None
    if draw < promoters:
        score = dice.between(9, 10)
        comment = dice.pick(*_PRAISE) if dice.chance(0.15) else None
    elif draw < passives:
        score = dice.between(7, 8)
    else:
        score = dice.between(3, 6)
        comment = dice.pick(*_BLAME) if dice.chance(0.4) else None
    return dice.id(), partner.id, "nps", float(score), None, None, on, respondent, comment


def _support(dice: Dice, partner: Partner, status: str, on: str) -> tuple[Value, ...]:
    score = _SUPPORT[status][dice.between(0, len(_SUPPORT[status]) - 1)]
    if partner.region == "APAC":  # where the help desk asks on a scale of its own
        return dice.id(), partner.id, "support", float(2 * score), 0.0, 10.0, on, None, None
    return dice.id(), partner.id, "support", float(score), None, None, on, None, None
