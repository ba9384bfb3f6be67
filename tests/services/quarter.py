"""A quarter of a small programme, and its figures."""

from typing import Any

from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import period_named
from partnertracker.domain.settings import Settings
from partnertracker.services.measuring import figures
from tests.domain.programmes import facts_from

Q3 = period_named("2026-Q3")
END = Q3.end
PARTNERS = [
    {"name": "Litware", "manager": "MO", "tier": "Gold"},
    {"name": "Adatum", "manager": "JL"},
    {"name": "Contoso", "manager": "MO", "tier": "Gold"},
]


def deal(**values: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a deal won in the quarter, but for what is given."""
    return {
        "customer": "Acme",
        "customer_is_new": 1,
        "source_partner": 1,
        "stage": "won",
        "value": 10_000,
        "created_on": "2026-06-01",
        "qualified_on": "2026-06-01",
        "closed_on": "2026-08-01",
    } | values


def programme(*deals: dict[str, Any], currency: str = "USD", **tables: list[dict[str, Any]]) -> Facts:
    """Return a programme of these deals and further tables."""
    return facts_from({"partners": PARTNERS, "deals": deals, **tables}, Settings(currency=currency))


def one(facts: Facts, metric: str, scope: str = "all", label: str = "2026-Q3", day: int = END) -> Figure:
    """Return the one figure of a metric."""
    (found,) = figures(facts, period_named(label), day, scopes=[scope], metrics=[metric])
    return found
