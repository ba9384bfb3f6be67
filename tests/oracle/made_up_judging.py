"""Capacities (of few roles, in several spellings and versions) and scorecards for made-up programmes."""

from collections.abc import Sequence
from random import Random
from typing import Any

from tests.oracle.drawing import Days

ROLES = ("Partner managers", "partner  managers", "Marketing", "customer success", "Alliances")


def capacity(draw: Random, days: Days, others: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Make a capacity up; None where the role has one of that day already."""
    role = draw.choice(ROLES)
    since = draw.choice(["2024-01-01", "2024-01-01", None, days.any(draw).isoformat()])
    if any((row["role"], row["effective_on"]) == (role, since) for row in others):
        return None
    return {
        "role": role,
        "people": draw.choice([None, None, 0, 1, 2.5, 3]),
        "partners_per_person": draw.choice([None, 1, 2, 2.5, 0.3]),
        "bookings_per_person": draw.choice([None, None, 1_000, 33_333.33, 1e7]),
        "onboardings_per_person": draw.choice([None, None, 0.1, 2, 5]),
        "ramp_up_months": draw.choice([None, 0, 3, 6]),
        "effective_on": since,
    }


def scorecard(draw: Random, days: Days, others: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    since = days.any(draw).isoformat()
    if any(row["effective_on"] == since for row in others):
        return None
    weights = {name: draw.choice([0, 10, 15, 33.3]) for name in ("pipeline", "engagement", "satisfaction")}
    weights |= {"revenue": draw.choice([10, 30]), "certification": draw.choice([0, 15, 7.5])}
    return {**weights, "green_from": draw.choice([80, 62.5]), "yellow_from": 50, "effective_on": since}
