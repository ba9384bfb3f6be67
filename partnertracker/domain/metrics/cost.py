"""Cost to carry: what the programme costs for what it brings in."""

import numpy as np

from partnertracker.domain.exchange import in_reporting_currency
from partnertracker.domain.metrics import deals
from partnertracker.domain.metrics.evidence import Credit, Evidence, Form, Moment, Part
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.periods import window_start

_GROUP = "Cost"
_CARRYING = ("partner_managers", "marketing", "customer_success")


def cost_to_carry(moment: Moment) -> Evidence:
    """Cost of partner managers, marketing and customer success ÷ sourced revenue, both of the window."""
    return _cost(moment, _CARRYING)


def cost_to_carry_with_commission(moment: Moment) -> Evidence:
    """The same with commissions."""
    return _cost(moment, (*_CARRYING, "commission"))


def _cost(moment: Moment, categories: tuple[str, ...]) -> Evidence:
    """Return the costs whose month starts in the window, over the revenue that shares out shared ones."""
    facts, first = moment.facts, window_start(moment.as_of)
    table = facts["costs"]
    months = table["month"]
    wanted = np.isin(table["category"], [table.code("category", each) for each in categories])
    rows = np.flatnonzero(wanted & (months >= first) & (months <= moment.as_of))
    won, amounts = deals.won_amounts(facts, deals.won_sourced, first, moment.as_of)
    revenue = Part("deals", won, amounts)
    return Evidence(
        Part("costs", rows, in_reporting_currency(facts, "costs", rows, months[rows]), Credit.OWN, revenue),
        revenue,
        Form.RATIO,
        missing="" if len(facts["deals"]) else "no deals yet",
    )


METRICS: tuple[Metric, ...] = (
    Metric(
        "cost_to_carry",
        "Cost to carry",
        _GROUP,
        "window",
        "share",
        "lower",
        "Cost of partner managers, marketing and customer success in the last 12 months, as a share of "
        "partner-sourced revenue.",
        cost_to_carry,
        reads="costs",
        nothing="no sourced revenue",
    ),
    Metric(
        "cost_to_carry_with_commission",
        "Cost to carry with commission",
        _GROUP,
        "window",
        "share",
        "lower",
        "Cost to carry with the commissions paid.",
        cost_to_carry_with_commission,
        reads="costs",
        nothing="no sourced revenue",
    ),
)
"""The entries of this group."""
