"""Partner activity: who takes part in deals won, and who is certified for it."""

from dataclasses import dataclass

import numpy as np

from partnertracker.domain.columns import NO_DAY, Array
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics import deals
from partnertracker.domain.metrics.evidence import Credit, Evidence, Form, LeftOut, Moment, Part
from partnertracker.domain.metrics.metric import Goal, Metric
from partnertracker.domain.periods import window_start

_GROUP = "Partner activity"


def active_partners(moment: Moment) -> Evidence:
    """Partners involved in a deal won in the window."""
    late = deals.late_influences(moment.facts).between(window_start(moment.as_of), moment.as_of)
    return Evidence(
        Part("partners", np.flatnonzero(active(moment.facts, moment.as_of)), credit=Credit.SELF),
        left_out=(LeftOut("deal_influences", late, "dated after the deal's close", Credit.OWN),),
    )


def certified_partners(moment: Moment) -> Evidence:
    """Active partners that hold every certificate their tier requires ÷ active partners."""
    acting = active(moment.facts, moment.as_of)
    certified = acting & _certified(moment.facts, moment.as_of)
    return Evidence(
        Part("partners", np.flatnonzero(certified), credit=Credit.SELF),
        Part("partners", np.flatnonzero(acting), credit=Credit.SELF),
        Form.RATIO,
        missing="" if len(moment.facts["certifications"]) else "no certifications yet",
    )


def active(facts: Facts, day: int) -> Array:
    """Tell for each partner whether it is involved in a deal won in the window that ends on a day."""
    seen = np.zeros(len(facts["partners"]), dtype=bool)
    for partners in deals.winners(facts):
        seen[partners.between(window_start(day), day)] = True
    return seen


@dataclass(frozen=True)
class _Holdings:
    """Certificates held, counted by people.

    Attributes:
        holder: for each certification, which (partner, certificate, person) it is.
        pair: for each such holder, which (partner, certificate) it belongs to.
        partners: the partner of each pair.
        certificates: the certificate of each pair, as a code of ``certifications``.
    """

    holder: Array
    pair: Array
    partners: Array
    certificates: Array


def _holdings(facts: Facts) -> _Holdings:
    table = facts["certifications"]
    keys = np.stack([table["partner"], table["certificate"], table["person"]], axis=1)
    holders, holder = np.unique(keys, axis=0, return_inverse=True)
    pairs, pair = np.unique(holders[:, :2], axis=0, return_inverse=True)
    return _Holdings(holder.reshape(-1), pair.reshape(-1), pairs[:, 0], pairs[:, 1])


def _certified(facts: Facts, day: int) -> Array:
    """Tell for each partner whether it holds what its tier requires on a day (nothing set: anything)."""
    table, requirements = facts["certifications"], facts["tier_requirements"]
    held = facts.derived("activity.holdings", _holdings, *table.values.values())
    expires = table["expires_on"]
    valid = (table["issued_on"] <= day) & ((expires == NO_DAY) | (expires >= day))
    holds = np.zeros(len(held.pair), dtype=bool)
    holds[held.holder[valid]] = True
    people = np.bincount(held.pair[holds], minlength=len(held.partners))
    certified = np.zeros(len(facts["partners"]), dtype=bool)
    certified[held.partners[people > 0]] = True
    tiers = facts["partners"]["tier"]
    required = {tier: np.ones(len(certified), dtype=bool) for tier in requirements.words["tier"]}
    for row in range(len(requirements)):
        certificate = table.code("certificate", requirements.text("certificate", row) or "")
        enough = (held.certificates == certificate) & (people >= requirements["people"][row])
        having = np.zeros(len(certified), dtype=bool)
        having[held.partners[enough]] = True
        required[requirements.text("tier", row) or ""] &= having
    for tier, having in required.items():
        at_tier = tiers == facts["partners"].code("tier", tier)
        certified[at_tier] = having[at_tier]
    return certified


METRICS: tuple[Metric, ...] = (
    Metric(
        "active_partners",
        "Active partners",
        _GROUP,
        "stock",
        "count",
        "higher",
        "Partners involved in a deal won in the last 12 months.",
        active_partners,
        default_target=Goal("growing"),
    ),
    Metric(
        "certified_partners",
        "Certified partners",
        _GROUP,
        "ratio",
        "share",
        "higher",
        "Active partners that hold every certificate their tier requires, as a share of active partners.",
        certified_partners,
        nothing="no active partners",
        default_target=Goal("more_than", 0.8),
    ),
)
"""The entries of this group."""
