"""Flaws of what the programme itself is described by: costs, company revenue, rates, targets, capacities."""

import numpy as np

from partnertracker.domain.columns import Array, Columns
from partnertracker.domain.exchange import unrated
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.domain.metrics.scopes import ALL
from partnertracker.domain.periods import months_of, window_start
from partnertracker.domain.quality.flaw import CONTRADICTORY, MISSING, Absent, Flaw, Look

_COST = ("cost_to_carry", "cost_to_carry_with_commission")
_SHARES = ("influenced_share", "assisted_share")
_CAPACITIES = ("partners_per_person", "bookings_per_person", "onboardings_per_person")


def months_without_cost(look: Look) -> Absent:
    """Return the months of the last 12 that are over and for which no cost is entered."""
    return _absent(look.facts["costs"], window_start(look.day), look.day, whole=True)


def months_without_revenue(look: Look) -> Absent:
    """Return the months of the last 12, the running one included, without the company's revenue."""
    return _absent(look.facts["company_revenue"], window_start(look.day), look.day, whole=False)


def unpriced_costs(look: Look) -> Array:
    """Return costs in a currency without a rate for their month."""
    return _unpriced(look, "costs")


def unpriced_revenue(look: Look) -> Array:
    """Return company revenue in a currency without a rate for its month."""
    return _unpriced(look, "company_revenue")


def targets_of_nobody(look: Look) -> Array:
    """Return targets for a partner, a manager or a tier that is not there, or for a metric that is not."""
    targets = look.facts["targets"]
    metrics = catalogue(look.facts).by_id
    scopes = _scopes(look.facts)
    known_scope = np.array([word in scopes for word in targets.words["scope"]] + [True])
    known_metric = np.array([word in metrics for word in targets.words["metric"]] + [True])
    # a missing word is -1 and picks the last entry
    return np.flatnonzero(~known_scope[targets["scope"]] | ~known_metric[targets["metric"]])


def metrics_without_target(look: Look) -> Absent:
    """Return the metrics that the programme as a whole is held against nothing for."""
    targets = look.facts["targets"]
    of_all = targets["scope"] == targets.code("scope", ALL)
    judged = {targets.words["metric"][code] for code in np.unique(targets["metric"][of_all]).tolist()}
    return tuple(
        metric.label
        for metric in catalogue(look.facts)
        if metric.default_target is None and metric.id not in judged
    )


def roles_without_capacity(look: Look) -> Array:
    """Return roles for which it is not entered what one person carries."""
    table = look.facts["capacities"]
    nothing = np.all([np.isnan(table[name]) for name in _CAPACITIES], axis=0)
    return np.flatnonzero(nothing & (table["effective_on"] <= look.day))


def _absent(table: Columns, first: int, last: int, *, whole: bool) -> Absent:
    entered = set(table["month"].tolist())
    return tuple(
        month.label
        for month in months_of(first, last)
        if month.start not in entered and month.start >= first and (month.end <= last or not whole)
    )


def _unpriced(look: Look, table: str) -> Array:
    months = look.facts[table]["month"]
    return np.flatnonzero(unrated(look.facts, table, months) & (months <= look.day))


def _scopes(facts: Facts) -> set[str]:
    """Return every scope that somebody is in, as it lies on disk."""
    partners = facts["partners"]
    found = {ALL, *(f"partner:{key}" for key in partners.keys.tolist())}
    for name in ("manager", "tier"):
        codes = np.unique(partners[name]).tolist()
        found |= {f"{name}:{partners.words[name][code]}" for code in codes if code >= 0}
    return found


FLAWS: tuple[Flaw, ...] = (
    Flaw(
        "months_without_cost",
        "Months without costs",
        MISSING,
        "The programme seems cheaper than it was.",
        "costs",
        "month",
        _COST,
        months_without_cost,
    ),
    Flaw(
        "months_without_revenue",
        "Months without company revenue",
        MISSING,
        "Shares of company revenue have no value in a period with such a month.",
        "company_revenue",
        "month",
        _SHARES,
        months_without_revenue,
    ),
    Flaw(
        "costs_unpriced",
        "Costs without an exchange rate",
        MISSING,
        "A figure that needs the rate has no value until it is there.",
        "costs",
        "currency",
        _COST,
        unpriced_costs,
    ),
    Flaw(
        "revenue_unpriced",
        "Company revenue without an exchange rate",
        MISSING,
        "A figure that needs the rate has no value until it is there.",
        "company_revenue",
        "currency",
        _SHARES,
        unpriced_revenue,
    ),
    Flaw(
        "targets_of_nobody",
        "Targets for nobody",
        CONTRADICTORY,
        "They are for a partner, manager, tier or metric that is not there, and judge nothing.",
        "targets",
        "scope",
        (),
        targets_of_nobody,
    ),
    Flaw(
        "metrics_without_target",
        "Metrics without a target",
        MISSING,
        "They are shown without a colour.",
        "targets",
        "metric",
        (),
        metrics_without_target,
    ),
    Flaw(
        "roles_without_capacity",
        "Roles without a capacity",
        MISSING,
        "They are in no forecast of people.",
        "capacities",
        "partners_per_person",
        ("headcount_gap",),
        roles_without_capacity,
    ),
)
"""In no order: screens put the worst first."""
