"""What the made-up team plans and judges by: capacities, a scorecard and a metric of its own."""

from collections.abc import Iterator

from partnertracker.domain.fields import Value
from partnertracker.services.demo.plan import Calendar, Dice, Plan
from partnertracker.services.demo.totals import Totals

CAPACITY_COLUMNS = (
    *("id", "role", "people", "partners_per_person", "bookings_per_person", "onboardings_per_person"),
    *("ramp_up_months", "reason", "effective_on"),
)
SCORECARD_COLUMNS = (
    *("id", "revenue", "pipeline", "engagement", "certification", "satisfaction"),
    *("green_from", "yellow_from", "reason", "effective_on"),
)
METRIC_COLUMNS = ("id", "name", "label", "formula", "unit", "direction", "definition")

_REVISED = 300  # days ago
_HELD_BEFORE = 700


def capacities(totals: Totals, plan: Plan) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of ``capacities``: what one person of each role can carry."""
    dice, calendar = Dice(plan, "capacities"), Calendar(plan)
    bookings = max(50_000.0, round(sum(totals.bookings[-12:]) / 100 / 4 / 4, -4))
    first, revised = (calendar.iso(plan.last - ago) for ago in (_HELD_BEFORE, _REVISED))
    yield dice.id(), "Partner managers", None, 25.0, bookings, None, 6.0, None, first
    why = "Enablement takes more time since the new tiers."
    yield dice.id(), "Partner managers", None, 18.0, bookings, None, 6.0, why, revised
    yield dice.id(), "Marketing", 2.0, 60.0, None, None, 3.0, None, first
    yield dice.id(), "Customer success", None, None, None, 25.0, 4.0, None, first


def scorecards(plan: Plan) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of ``scorecards``: one revision of the usual weights."""
    dice, calendar = Dice(plan, "scorecards"), Calendar(plan)
    why = "Certification counts more, satisfaction less."
    yield dice.id(), 30.0, 20.0, 20.0, 20.0, 10.0, 80.0, 50.0, why, calendar.iso(plan.last - _REVISED)


def custom_metrics(plan: Plan) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of ``custom_metrics``."""
    dice = Dice(plan, "custom metrics")
    words = "Open pipeline for each partner that won a deal in the last 12 months."
    label = "Pipeline per active partner"
    yield dice.id(), "pipeline_per_partner", label, "pipeline / active_partners", "money", "higher", words
