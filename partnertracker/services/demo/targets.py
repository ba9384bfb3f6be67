"""The goals of the made-up programme, and the notes that explain its curves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partnertracker.domain.fields import Value
from partnertracker.services.demo.partners import Partner
from partnertracker.services.demo.plan import Calendar, Dice, Plan
from partnertracker.services.demo.totals import Totals

COLUMNS = (
    "id", "metric", "scope", "period", "comparison", "value", "value_high", "spread", "reason",
    "effective_on",
)  # fmt: skip
NOTE_COLUMNS = ("id", "date", "partner", "metric", "text")

_STANDING = (
    ("sourced_revenue", "growth", 20.0),
    ("influenced_share", "at_least", 0.3),
    ("sales_cycle", "at_most", 62.0),
    ("win_rate", "at_least", 0.28),
    ("pipeline_coverage", "at_least", 3.0),
    ("deal_registration", "more_than", 0.5),
    ("active_partners", "growing", None),
    ("certified_partners", "more_than", 0.8),
    ("green_share", "at_least", 0.6),
    ("reviews_current", "at_least", 0.95),
)
_METRIC_NOTES = (
    ("bookings", 320, "New price list in force."),
    ("bookings", 95, "Trade fair week: many signatures moved to the next month."),
    ("sqls", 150, "Joint campaign with the three largest resellers started."),
    ("win_rate", 210, "Competitor withdrew from two regions."),
    ("certified_partners", 60, "Exam for the new version is out."),
)
_PARTNER_NOTES = (
    (40, "Met their leadership; they want a joint plan for next year."),
    (120, "Moved office, new phone numbers."),
    (200, "Hired two consultants for our product."),
)
_LEAST_ELAPSED = 0.15
_PLANNED_TIERS = frozenset({"Platinum", "Gold"})
_PER_PARTNER = 90_000.0  # of revenue a year, for a programme of the usual size


@dataclass(frozen=True, slots=True)
class Goal:
    """A target before it is a row; ``value`` in the metric's own unit, ``since`` the day it was set."""

    metric: str
    scope: str
    period: str
    comparison: str
    value: float | None
    since: int
    spread: str = "evenly"
    reason: str | None = None


def rows(totals: Totals, partners: list[Partner], plan: Plan) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of ``targets``."""
    dice, calendar = Dice(plan, "targets"), Calendar(plan)
    for goal in (*_standing(totals, plan), *_yearly(totals, partners, plan, calendar)):
        if goal.comparison == "at_least" and not goal.value:
            continue  # nothing has happened that a target could be set from
        yield (
            dice.id(), goal.metric, goal.scope, goal.period, goal.comparison, goal.value, None, goal.spread,
            goal.reason, calendar.iso(goal.since),
        )  # fmt: skip


def notes(partners: list[Partner], plan: Plan) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of ``notes``."""
    dice, calendar = Dice(plan, "notes"), Calendar(plan)
    for metric, ago, text in _METRIC_NOTES:
        yield dice.id(), calendar.iso(plan.last - ago), None, metric, text
    for partner in partners[:8]:
        ago, text = _PARTNER_NOTES[dice.between(0, len(_PARTNER_NOTES) - 1)]
        yield dice.id(), calendar.iso(max(partner.joined, plan.last - ago)), partner.id, None, text


def _standing(totals: Totals, plan: Plan) -> Iterator[Goal]:
    for metric, comparison, value in _STANDING:
        yield Goal(metric, "all", "always", comparison, value, plan.first)
    usual = plan.deals / plan.partners / 12 if plan.partners else 1
    yield Goal("revenue_per_partner", "all", "always", "at_least", _round(_PER_PARTNER * usual), plan.first)
    yield Goal("pipeline", "all", "always", "at_least", _round(totals.pipeline / 100 * 0.95), plan.first)
    yield Goal("red_partners", "all", "always", "at_most", float(round(plan.partners * 0.06)), plan.first)


def _yearly(totals: Totals, partners: list[Partner], plan: Plan, calendar: Calendar) -> Iterator[Goal]:
    """Yield the year targets: past years were planned near what came, this one near its pace."""
    this_year = calendar.year(plan.last)
    for year in range(calendar.year(plan.first) + 1, this_year):
        opened = _first_of(calendar, plan, year)
        booked = sum(_of_year(totals.bookings, totals, calendar, year)) / 100
        qualified = sum(_of_year(totals.qualified, totals, calendar, year))
        # a year that the file knows only in part has no shape to go by
        spread = "last_year" if year - 1 > calendar.year(plan.first) else "evenly"
        yield Goal("bookings", "all", str(year), "at_least", _round(booked * 1.04), opened, spread)
        yield Goal("sqls", "all", str(year), "at_least", _round(qualified * 0.97), opened)
    opened = _first_of(calendar, plan, this_year)
    elapsed = (plan.last - opened + 1) / 365
    coming = _paced(totals.bookings, totals, calendar, this_year, elapsed) / 100
    qualifying = _paced(totals.qualified, totals, calendar, this_year, elapsed)
    period = str(this_year)
    yield Goal("bookings", "all", period, "at_least", _round(coming * 0.9), opened, "last_year")
    raised = opened + 110
    if raised <= plan.last:
        why = "Raised after a strong first quarter."
        yield Goal("bookings", "all", period, "at_least", _round(coming * 0.97), raised, "last_year", why)
    yield Goal("sqls", "all", period, "at_least", _round(qualifying * 1.06), opened)
    for partner in partners[:1]:
        share = _round(coming * 0.12)
        yield Goal("bookings", f"partner:{partner.id}", period, "at_least", share, opened)
        share = _round(qualifying * 0.28)
        yield Goal("sqls", f"manager:{partner.manager}", period, "at_least", share, opened)
    everyone = sum(partner.size for partner in partners)
    for partner in partners[1:]:
        if partner.tier in _PLANNED_TIERS and partner.left is None and partner.joined < opened:
            share = _round(coming * 0.9 * partner.size / everyone)
            yield Goal("bookings", f"partner:{partner.id}", period, "at_least", share, opened)


def _paced(monthly: Sequence[int], totals: Totals, calendar: Calendar, year: int, elapsed: float) -> float:
    """Return what the year will bring at its own pace, or last year's with some growth while it is young."""
    if elapsed < _LEAST_ELAPSED:
        return 1.2 * sum(_of_year(monthly, totals, calendar, year - 1))
    return sum(_of_year(monthly, totals, calendar, year)) / elapsed


def _of_year(monthly: Sequence[int], totals: Totals, calendar: Calendar, year: int) -> Iterator[int]:
    return (
        value for day, value in zip(totals.months, monthly, strict=True) if int(calendar.iso(day)[:4]) == year
    )


def _first_of(calendar: Calendar, plan: Plan, year: int) -> int:
    return next(day for day in calendar.months(plan.first, plan.last) if calendar.iso(day) == f"{year}-01-01")


def _round(value: float) -> float:
    """Return the value as people set targets: two figures that count; 0 stays 0."""
    if value <= 0:
        return 0.0
    digits = len(str(int(value)))
    return float(max(1, round(value, 2 - digits)))
