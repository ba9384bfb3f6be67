"""What customers of made-up programmes say, and how far they have come."""

from collections.abc import Sequence
from random import Random
from typing import Any

from tests.oracle.drawing import Days, one


def answer(draw: Random, days: Days, partners: Sequence[object]) -> dict[str, Any] | None:
    partner, kind = one(draw, partners), draw.choice(["nps", "support"])
    scales = [(None, None), (0, 10), (1, 7), (None, 10)] if kind == "support" else [(None, None), (0, 10)]
    low, high = draw.choice(scales)
    lowest, highest = (0, 10) if kind == "nps" else (1, 5)
    score = draw.randint(lowest if low is None else low, highest if high is None else high)
    if partner is None:
        return None
    return {
        "partner": partner,
        "kind": kind,
        "score": score,
        "scale_min": low,
        "scale_max": high,
        "answered_on": days.any(draw).isoformat(),
        "respondent": draw.choice([None, "Ann", "ann ", "Bob", "Cy"]),
    }


def customer_stage(draw: Random, days: Days, partners: Sequence[object]) -> dict[str, Any] | None:
    partner, started = one(draw, partners), days.any(draw)
    outcome = draw.choice(["succeeded", "succeeded", "succeeded", "failed", "abandoned", None])
    if partner is None:
        return None
    return {
        "customer": "Acme",
        "partner": partner,
        "stage": draw.choice(["onboarding", "implementation", "early_adoption"]),
        "started_on": started.isoformat(),
        "finished_on": days.any(draw, started).isoformat() if outcome else None,
        "outcome": outcome,
    }
