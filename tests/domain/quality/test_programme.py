from typing import Any

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row
from partnertracker.domain.metrics.catalogue import BUILT_IN
from partnertracker.domain.quality import programme
from partnertracker.domain.quality.flaw import Look
from tests.domain.programmes import facts_from

DAY = day_of("2026-11-21")
MONTHS = ["2025-12", *(f"2026-{month:02}" for month in range(1, 12))]
PARTNERS = [{"name": "Litware", "manager": "MO", "tier": "Gold"}]


def flawed(**tables: list[dict[str, Any]]) -> dict[str, list[int] | tuple[str, ...]]:
    """Return by flaw the places of the rows that have it, counted from 1, or what is absent."""
    look = Look(facts_from({"partners": PARTNERS, **tables}), DAY)
    found = {flaw.id: flaw.find(look) for flaw in programme.FLAWS if flaw.id != "metrics_without_target"}
    return {
        name: rows if isinstance(rows, tuple) else [int(row) + 1 for row in rows]
        for name, rows in found.items()
        if len(rows)
    }


def cost(month: str, currency: str | None = None) -> dict[str, Any]:
    return {"month": month, "category": "marketing", "amount": 100, "currency": currency}


def test_every_month_of_the_last_twelve_has_costs_and_company_revenue() -> None:
    revenue = [{"month": month, "amount": 100} for month in MONTHS if month != "2026-03"]
    costs = [cost(month) for month in MONTHS if month not in {"2026-02", "2026-11"}]
    assert flawed(costs=costs, company_revenue=revenue) == {
        "months_without_cost": ("2026-02",),
        "months_without_revenue": ("2026-03",),
    }


def test_amounts_of_a_month_without_a_rate_are_found() -> None:
    euros = [cost(month, "EUR" if month in {"2026-01", "2026-02"} else None) for month in MONTHS]
    revenue = [{key: row[key] for key in ("month", "amount", "currency")} for row in euros]
    rates = [{"currency": "EUR", "from_date": "2026-02-01", "rate": 1.1}]
    assert flawed(costs=euros, company_revenue=revenue, exchange_rates=rates) == {
        "costs_unpriced": [2],
        "revenue_unpriced": [2],
    }


def test_a_target_is_for_somebody_and_for_a_metric() -> None:
    complete = {
        "costs": [cost(month) for month in MONTHS],
        "company_revenue": [{"month": month, "amount": 100} for month in MONTHS],
    }

    def target(scope: str, metric: str = "bookings") -> dict[str, Any]:
        return {"metric": metric, "scope": scope, "period": "2026", "comparison": "at_least", "value": 1}

    scopes = ["all", "partner:1", "partner:2", "manager:MO", "manager:JL", "tier:Gold", "tier:Tin"]
    targets = [*(target(scope) for scope in scopes), target("all", "gone_metric")]
    assert flawed(targets=targets, **complete) == {"targets_of_nobody": [3, 5, 7, 8]}


def test_a_metric_is_held_against_something() -> None:
    (flaw,) = (flaw for flaw in programme.FLAWS if flaw.id == "metrics_without_target")
    target: Row = {"metric": "bookings", "scope": "all", "period": "2026", "comparison": "at_least"}
    pipeline: Row = target | {"metric": "pipeline", "scope": "manager:MO"}

    found = flaw.find(Look(facts_from({"partners": PARTNERS, "targets": [target, pipeline]}), DAY))

    judged = {"Bookings", *(metric.label for metric in BUILT_IN if metric.default_target is not None)}
    assert set(found) == {metric.label for metric in BUILT_IN} - judged
    assert "Pipeline" in found


def test_a_role_says_what_one_person_carries() -> None:
    complete = {
        "costs": [cost(month) for month in MONTHS],
        "company_revenue": [{"month": month, "amount": 100} for month in MONTHS],
    }
    roles: list[Row] = [
        {"role": "Manager", "bookings_per_person": 100.0},
        {"role": "Trainer"},
        {"role": "Coach", "effective_on": "2026-11-22"},
    ]
    assert flawed(capacities=roles, **complete) == {"roles_without_capacity": [2]}
