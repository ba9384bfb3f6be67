"""What made-up tiers ask for, and who holds which certificate until when."""

from collections.abc import Iterator

from partnertracker.domain.fields import Value
from partnertracker.services.demo import words
from partnertracker.services.demo.partners import Partner
from partnertracker.services.demo.plan import Calendar, Dice, Plan

COLUMNS = ("id", "partner", "person", "certificate", "issued_on", "expires_on")
REQUIREMENT_COLUMNS = ("id", "tier", "certificate", "people")

_SALES, _IMPLEMENTATION, _ARCHITECT = words.CERTIFICATES
_REQUIRED = {
    "Platinum": ((_SALES, 2), (_IMPLEMENTATION, 3), (_ARCHITECT, 2)),
    "Gold": ((_IMPLEMENTATION, 2), (_ARCHITECT, 1)),
    "Silver": ((_SALES, 1), (_IMPLEMENTATION, 1)),
    "Registered": ((_SALES, 1),),
}
_VALID = 730
_LATER = 0.25  # of the people took their first exam only while the programme ran
_COMPLETE = {"green": 0.85, "yellow": 0.66, "red": 0.35, "": 0.3}


def requirements(plan: Plan) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of ``tier_requirements``."""
    dice = Dice(plan, "requirements")
    for tier, required in _REQUIRED.items():
        for certificate, people in required:
            yield dice.id(), tier, certificate, people


def rows(partners: list[Partner], plan: Plan) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of ``certifications``, each renewal a row of its own."""
    dice, calendar = Dice(plan, "certifications"), Calendar(plan)
    for partner in partners:
        holders = [certificate for certificate, people in _REQUIRED[partner.tier] for _ in range(people)]
        lapsed = _lapsed(partner, len(holders), dice)
        for index, certificate in enumerate(holders):
            person = f"{dice.pick(*words.PEOPLE_FIRST)} {dice.pick(*words.PEOPLE_LAST)}"
            end = plan.last + _days_left(partner, dice, lapsed=index in lapsed, first=index == 0)
            for issued, expires in reversed(list(_renewals(partner, end, plan, dice))):
                yield dice.id(), partner.id, person, certificate, calendar.iso(issued), calendar.iso(expires)


def _lapsed(partner: Partner, holders: int, dice: Dice) -> set[int]:
    """Return which of the certificates a partner should hold are no longer valid today."""
    if partner.story == "certificates":
        return set(range(holders)) if partner.status == "red" else set()
    return set() if dice.chance(_COMPLETE[partner.status]) else {dice.between(0, holders - 1)}


def _days_left(partner: Partner, dice: Dice, *, lapsed: bool, first: bool) -> int:
    if lapsed:
        return -dice.between(12, 700)
    if first and partner.story == "certificates" and partner.status == "yellow":
        return dice.between(8, 35)
    return dice.between(60, 700)


def _renewals(partner: Partner, end: int, plan: Plan, dice: Dice) -> Iterator[tuple[int, int]]:
    """Yield issue and expiry of one person's certificate, the last one first."""
    started = dice.between(plan.first, plan.last - 30) if dice.chance(_LATER) else plan.first - 300
    earliest = max(partner.joined + dice.between(10, 90), started)
    expires, issued = end, end - _VALID
    while expires > earliest:
        yield min(max(issued, earliest), plan.last), expires
        if issued <= earliest:
            return
        expires = issued + dice.between(0, 30)
        issued = expires - _VALID
