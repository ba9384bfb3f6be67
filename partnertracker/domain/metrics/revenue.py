"""Revenue: what partners brought in, and its part in the company's revenue."""

import numpy as np

from partnertracker.domain.columns import Array
from partnertracker.domain.exchange import in_reporting_currency
from partnertracker.domain.metrics import deals
from partnertracker.domain.metrics.activity import active
from partnertracker.domain.metrics.evidence import Credit, Evidence, Form, LeftOut, Moment, Part
from partnertracker.domain.metrics.metric import Goal, Metric
from partnertracker.domain.metrics.sources import BY_CLOSE, RATES, WINNERS, Source
from partnertracker.domain.periods import months_of, window_start

_GROUP = "Revenue"
_COMPANY = Source("company_revenue")


def bookings(moment: Moment) -> Evidence:
    """Σ value of deals won in the period with a source partner, from a new customer."""
    rows, amounts = deals.won_amounts(moment.facts, deals.won_sourced, moment.period.start, moment.as_of)
    new = moment.facts["deals"]["customer_is_new"][rows] != 0
    return Evidence(
        Part("deals", rows[new], amounts[new]),
        left_out=(LeftOut("deals", rows[~new], "not a new customer"),),
    )


def sourced_revenue(moment: Moment) -> Evidence:
    """Σ value of deals won in the period with a source partner."""
    rows, amounts = deals.won_amounts(moment.facts, deals.won_sourced, moment.period.start, moment.as_of)
    return Evidence(Part("deals", rows, amounts))


def influenced_share(moment: Moment) -> Evidence:
    """Σ value of deals won in the period with any partner involved ÷ total company revenue of the period."""
    rows, amounts = deals.won_amounts(moment.facts, deals.won_involved, moment.period.start, moment.as_of)
    return _of_company_revenue(moment, Part("deals", rows, amounts, Credit.INVOLVED, words="with partners"))


def assisted_share(moment: Moment) -> Evidence:
    """The same with deals that have an influencing partner and no source partner only."""
    rows, amounts = deals.won_amounts(moment.facts, deals.won_involved, moment.period.start, moment.as_of)
    assisted = ~deals.sourced(moment.facts)[rows]
    assisting = Part("deals", rows[assisted], amounts[assisted], Credit.INVOLVED, words="assisted")
    return _of_company_revenue(moment, assisting)


def revenue_per_partner(moment: Moment) -> Evidence:
    """Σ value of deals won in the window with any partner involved ÷ active partners."""
    first = window_start(moment.as_of)
    rows, amounts = deals.won_amounts(moment.facts, deals.won_involved, first, moment.as_of)
    return Evidence(
        Part("deals", rows, amounts, Credit.INVOLVED, words="won with partners"),
        Part(
            "partners",
            np.flatnonzero(active(moment.facts, moment.as_of)),
            credit=Credit.SELF,
            words="active partners",
        ),
        Form.RATIO,
        left_out=late_influences(moment, first),
    )


def average_deal_size(moment: Moment) -> Evidence:
    """Σ value ÷ count of source-partner deals won in the period."""
    rows, amounts = deals.won_amounts(moment.facts, deals.won_sourced, moment.period.start, moment.as_of)
    return Evidence(Part("deals", rows, amounts, words="won"), Part("deals", rows), Form.RATIO)


def late_influences(moment: Moment, first: int) -> tuple[LeftOut, ...]:
    """Return the influences that don't count because they are dated after the close of the deal they name."""
    late = deals.late_influences(moment.facts).between(first, moment.as_of)
    return (LeftOut("deal_influences", late, "dated after the deal's close", Credit.OWN, flawed=True),)


def _of_company_revenue(moment: Moment, numerator: Part) -> Evidence:
    rows, missing = _company_revenue(moment)
    days = moment.facts["company_revenue"]["month"][rows]
    amounts = in_reporting_currency(moment.facts, "company_revenue", rows, days)
    return Evidence(
        numerator,
        Part("company_revenue", rows, amounts, Credit.NOBODY, words="company revenue"),
        Form.RATIO,
        counts_numerator=True,
        left_out=late_influences(moment, moment.period.start),
        missing=missing,
    )


def _company_revenue(moment: Moment) -> tuple[Array, str]:
    """Return the rows of the period's months up to the as-of day, and what is missing."""
    if moment.period.kind == "week":
        return np.empty(0, np.int64), "company revenue is entered by month, so a week has none"
    row_of = {day: row for row, day in enumerate(moment.facts["company_revenue"]["month"].tolist())}
    months = months_of(moment.period.start, moment.as_of)
    absent = [month.label for month in months if month.start not in row_of]
    missing = f"no company revenue for {', '.join(absent)}" if absent else ""
    rows = [row_of[month.start] for month in months if month.start in row_of]
    return np.array(rows, dtype=np.int64), missing


METRICS: tuple[Metric, ...] = (
    Metric(
        "bookings",
        "Bookings",
        _GROUP,
        "flow",
        "money",
        "higher",
        "Total value of deals won in the period from a new customer whose source is a partner.",
        bookings,
        counted_as="won",
        sources=(BY_CLOSE, RATES),
    ),
    Metric(
        "sourced_revenue",
        "Partner-sourced revenue",
        _GROUP,
        "flow",
        "money",
        "higher",
        "Total value of deals won in the period whose source is a partner.",
        sourced_revenue,
        default_target=Goal("growth", 20),
        counted_as="won",
        sources=(BY_CLOSE, RATES),
    ),
    Metric(
        "influenced_share",
        "Partner-influenced revenue",
        _GROUP,
        "ratio",
        "share",
        "higher",
        "Value of deals won in the period with any partner involved, as a share of the company's revenue.",
        influenced_share,
        nothing="no company revenue",
        default_target=Goal("at_least", 0.3),
        sources=(BY_CLOSE, RATES, _COMPANY),
    ),
    Metric(
        "assisted_share",
        "Partner-assisted revenue",
        _GROUP,
        "ratio",
        "share",
        "higher",
        "Value of deals won in the period that partners influenced but did not source, as a share of the "
        "company's revenue.",
        assisted_share,
        nothing="no company revenue",
        sources=(BY_CLOSE, RATES, _COMPANY),
    ),
    Metric(
        "revenue_per_partner",
        "Revenue per partner",
        _GROUP,
        "ratio",
        "money",
        "higher",
        "Value of deals won in the last 12 months with any partner involved, divided by active partners.",
        revenue_per_partner,
        nothing="no active partners",
        counted_as="won",
        default_target=Goal("at_least", 100_000),
        sources=(WINNERS, RATES),
    ),
    Metric(
        "average_deal_size",
        "Average deal size",
        _GROUP,
        "ratio",
        "money",
        "higher",
        "Average value of the deals won in the period whose source is a partner.",
        average_deal_size,
        nothing="no deals won",
        counted_as="won",
        sources=(BY_CLOSE, RATES),
    ),
)
"""The entries of this group."""
