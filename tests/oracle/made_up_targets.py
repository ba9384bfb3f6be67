"""Targets of every kind for made-up programmes, many of them exactly what is reached."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from tests.oracle.drawing import Days
from tests.oracle.metrics import METRICS

COMPARISONS = ("at_least", "at_least", "more_than", "at_most", "less_than", "between", "growth", "growing")
MONEY = {
    "bookings",
    "sourced_revenue",
    "revenue_per_partner",
    "average_deal_size",
    "pipeline",
    "weighted_pipeline",
}
_DAYS = (0, 30, 90, 400)
_SHARES = (0, 0.3, 0.5, 0.6, 0.6667, 0.75, 1)
_USUAL: Mapping[str, Sequence[float]] = {
    "sqls": range(12),
    "active_partners": range(7),
    "red_partners": range(4),
    "headcount_gap": (0, 1, 2.5, 5),
    "partner_nps": (0, 20, 50),
    "support_satisfaction": (2, 3, 4),
    "pipeline_coverage": (0.5, 1, 3),
}
_FLOWS = ("bookings", "bookings", "bookings", "sourced_revenue", "sqls")


def targets(
    draw: Random,
    count: int,
    made: Mapping[str, Sequence[Mapping[str, Any]]],
    periods: Sequence[str],
    today: date,
) -> list[dict[str, Any]]:
    """Make targets for some periods up; a partner in a scope is named by its place: ``partner:3``."""
    found: dict[tuple[str, str, str, str], dict[str, Any]] = {}
    own = [row["name"] for row in made["custom_metrics"]]
    metrics = [*METRICS, *_FLOWS, *_FLOWS, *own, *own]
    for number in range(count):
        metric = metrics[number % len(metrics)]
        row: dict[str, Any] = {
            "metric": metric,
            "scope": _scope(draw, made),
            "period": draw.choice(periods),
            "comparison": draw.choice(COMPARISONS),
            "spread": draw.choice(["evenly", "last_year", None]),
            "effective_on": Days().any(draw, latest=today).isoformat(),
        } | dict(zip(("yellow_at", "red_below"), _bounds(draw), strict=True))
        row |= _values(draw, metric, row["comparison"], made)
        found[row["metric"], row["scope"], row["period"], row["effective_on"]] = row
    return list(found.values())


def _scope(draw: Random, made: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    partners = made["partners"]
    kind = draw.choice(["all", "all", "all", "partner", "manager", "tier"])
    if kind == "all" or not partners:
        return "all"
    number = draw.randrange(len(partners))
    if kind == "partner":
        return f"partner:{number}"
    name = partners[number][kind]
    return "all" if name is None else f"{kind}:{name}"


def _bounds(draw: Random) -> tuple[float | None, float | None]:
    usual = (None, None)
    return draw.choice([usual, usual, (0.8, None), (None, 0.5), (0.95, 0.6), (0.7, 0.7), (0, None)])


def _values(
    draw: Random, metric: str, comparison: str, made: Mapping[str, Sequence[Mapping[str, Any]]]
) -> dict[str, float | None]:
    if comparison == "growing":
        return {"value": draw.choice([None, 5.0]), "value_high": None}
    if comparison == "growth":
        return {"value": draw.choice([20.0, 0.0, 12.5, -10.0, 33.3]), "value_high": None}
    low = _value(draw, metric, made)
    return {
        "value": low,
        "value_high": round(low * draw.choice([1, 1.5, 2]), 6) if comparison == "between" else None,
    }


def _value(draw: Random, metric: str, made: Mapping[str, Sequence[Mapping[str, Any]]]) -> float:
    if metric in MONEY:
        reached = [deal["value"] / 100 for deal in made["deals"][:6]]
        return float(draw.choice([*reached, 1_000.0, 4_000.0, 25_000.0, 10_000.07, 0.0, 1.1]))
    usual: Sequence[float] = _DAYS if metric.endswith(("_days", "_cycle")) else _USUAL.get(metric, _SHARES)
    return float(draw.choice(usual))
