"""Metrics of a team's own for made-up programmes: formulas over others, and now and then over its own."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from tests.oracle.metrics import METRICS

_FLOWS = ("bookings", "sourced_revenue", "sqls")


def formula(draw: Random, others: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Make a metric up that may build on those made up before it."""
    own = [row["name"] for row in others]
    ids = [*METRICS, *_FLOWS * 4, *own * 4]
    return {
        "name": f"own_{len(others)}",
        "label": f"Own {len(others)}",
        "formula": _sum(draw, ids),
        "unit": draw.choice(["count", "money", "share", "days"]),
        "direction": draw.choice(["higher", "lower"]),
    }


def _sum(draw: Random, ids: Sequence[str], depth: int = 0) -> str:
    terms = [_product(draw, ids, depth) for _ in range(draw.choice([1, 1, 2, 3]))]
    signs = [draw.choice(["+", "-", "−"]) for _ in terms[1:]]
    return " ".join([terms[0], *(f"{sign} {term}" for sign, term in zip(signs, terms[1:], strict=True))])


def _product(draw: Random, ids: Sequence[str], depth: int) -> str:
    factors = [draw.choice(ids), *(_factor(draw, ids, depth) for _ in range(draw.choice([0, 0, 1, 2])))]
    draw.shuffle(factors)
    signs = [draw.choice(["*", "/", "×", "÷"]) for _ in factors[1:]]
    return " ".join([factors[0], *(f"{sign} {each}" for sign, each in zip(signs, factors[1:], strict=True))])


def _factor(draw: Random, ids: Sequence[str], depth: int) -> str:
    kind = draw.choice(["number", "number", "metric", "minus", "bracket"])
    if kind == "number":
        return draw.choice(["2", "0.5", "100", "1.1"])
    if kind == "metric" or depth > 1:
        return draw.choice(ids)
    return f"-{draw.choice(ids)}" if kind == "minus" else f"({_sum(draw, ids, depth + 1)})"
