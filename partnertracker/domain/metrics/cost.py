"""Cost to carry: what the programme costs for what it brings in, and the people it lacks."""

import numpy as np

from partnertracker.domain.exchange import in_reporting_currency
from partnertracker.domain.forecast import forecast
from partnertracker.domain.metrics import deals
from partnertracker.domain.metrics.activity import active
from partnertracker.domain.metrics.evidence import Credit, Evidence, Form, LeftOut, Moment, Part
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.metrics.sources import BY_CLOSE, RATES, Source
from partnertracker.domain.periods import window_start

_GROUP = "Cost"
_NEAREST = 0
_SOURCES = (Source("costs", ("month",), apart=True), BY_CLOSE, RATES)
_CARRYING = ("partner_managers", "marketing", "customer_success")


def cost_to_carry(moment: Moment) -> Evidence:
    """Cost of partner managers, marketing and customer success ÷ sourced revenue, both of the window."""
    return _cost(moment, _CARRYING)


def cost_to_carry_with_commission(moment: Moment) -> Evidence:
    """The same with commissions."""
    return _cost(moment, (*_CARRYING, "commission"))


def headcount_gap(moment: Moment) -> Evidence:
    """Σ over roles of needed − present in the nearest quarter of the resource forecast (``domain.forecast``).

    A role with more people than it needs counts against the others. One whose need or people are not known is
    left out with the reason; where that is so of all, there is no number. Nor is there one for lack of an
    exchange rate, as with any amount: without those deals the gap would look smaller than it is.
    """
    roles = forecast(moment.facts, moment.as_of).roles
    gaps = [(role.row, gap) for role in roles if (gap := role.gap(_NEAREST)) is not None]
    unknown = [(role.row, why) for role in roles if (why := role.why_no_gap(_NEAREST))]
    left_out = tuple(
        LeftOut(
            "capacities",
            np.array([row for row, each in unknown if each == why]),
            why,
            Credit.NOBODY,
            flawed=True,
        )
        for why in dict.fromkeys(why for _, why in unknown)
    )
    nothing = left_out[0].why if left_out else "no capacities entered by then"
    needs = [role.needs[_NEAREST] for role in roles]
    unpriced = next((need.why for need in needs if need.unpriced), "")
    rows, amounts = (
        np.array([row for row, _ in gaps], np.int64),
        np.array([gap for _, gap in gaps], np.float64),
    )
    return Evidence(
        Part("capacities", rows, amounts, Credit.NOBODY),
        left_out=left_out,
        missing=unpriced or ("" if gaps else nothing),
        undivided=True,
    )


def _cost(moment: Moment, categories: tuple[str, ...]) -> Evidence:
    """Return the costs whose month starts in the window, over the sourced revenue of the window."""
    facts, first = moment.facts, window_start(moment.as_of)
    table = facts["costs"]
    months = table["month"]
    inside = (months >= first) & (months <= moment.as_of)
    wanted = np.isin(table["category"], [table.code("category", each) for each in categories])
    rows = np.flatnonzero(wanted & inside)
    other = LeftOut("costs", np.flatnonzero(inside & ~wanted), "commission is not part of it", Credit.OWN)
    won, values = deals.won_amounts(facts, deals.won_sourced, first, moment.as_of)
    revenue = Part("deals", won, values, words="sourced revenue")
    amounts = in_reporting_currency(facts, "costs", rows, months[rows])
    return Evidence(
        Part("costs", rows, amounts, Credit.OWN, _shared_by(moment, revenue), words="cost"),
        revenue,
        Form.RATIO,
        left_out=(other,),
        missing="" if len(facts["deals"]) else "no deals yet",
    )


def _shared_by(moment: Moment, revenue: Part) -> Part:
    """Return the rows in proportion to which cost that names no partner goes to partners.

    By revenue and by deals these are the source-partner deals won in the window, so that all portions add up
    to the whole cost; equally, the partners active at the as-of day.
    """
    key = moment.facts.settings.shared_cost_key
    if key == "deals":
        return Part("deals", revenue.rows)
    if key == "equally":
        return Part("partners", np.flatnonzero(active(moment.facts, moment.as_of)), credit=Credit.SELF)
    return revenue


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
        sources=_SOURCES,
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
        sources=_SOURCES,
    ),
    Metric(
        "headcount_gap",
        "Headcount gap",
        _GROUP,
        "stock",
        "people",
        "lower",
        "People needed in the next quarter less those there now, over all roles whose capacity is entered.",
        headcount_gap,
        reads="capacities",
    ),
)
"""The entries of this group."""
