"""Every metric, one entry each; the order is that on screen."""

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.metrics import activity, partnership, pipeline, revenue
from partnertracker.domain.metrics.metric import Goal, Metric

_REVENUE = "Revenue"
_PIPELINE = "Pipeline and funnel"
_ACTIVITY = "Partner activity"
_HEALTH = "Partnership health"

GROUPS = (_REVENUE, _PIPELINE, _ACTIVITY, "Customer success", _HEALTH, "Cost")
"""The headings, in the order of the screen."""

CATALOGUE: tuple[Metric, ...] = (
    Metric(
        "bookings",
        "Bookings",
        _REVENUE,
        "flow",
        "money",
        "higher",
        "Total value of deals won in the period from a new customer whose source is a partner.",
        revenue.bookings,
    ),
    Metric(
        "sourced_revenue",
        "Partner-sourced revenue",
        _REVENUE,
        "flow",
        "money",
        "higher",
        "Total value of deals won in the period whose source is a partner.",
        revenue.sourced_revenue,
        default_target=Goal("growth", 20),
    ),
    Metric(
        "influenced_share",
        "Partner-influenced revenue",
        _REVENUE,
        "ratio",
        "share",
        "higher",
        "Value of deals won in the period with any partner involved, as a share of the company's revenue.",
        revenue.influenced_share,
        nothing="no company revenue",
        default_target=Goal("at_least", 0.3),
    ),
    Metric(
        "assisted_share",
        "Partner-assisted revenue",
        _REVENUE,
        "ratio",
        "share",
        "higher",
        "Value of deals won in the period that partners influenced but did not source, as a share of the "
        "company's revenue.",
        revenue.assisted_share,
        nothing="no company revenue",
    ),
    Metric(
        "revenue_per_partner",
        "Revenue per partner",
        _REVENUE,
        "ratio",
        "money",
        "higher",
        "Value of deals won in the last 12 months with any partner involved, divided by active partners.",
        revenue.revenue_per_partner,
        nothing="no active partners",
        default_target=Goal("at_least", 100_000),
    ),
    Metric(
        "average_deal_size",
        "Average deal size",
        _REVENUE,
        "ratio",
        "money",
        "higher",
        "Average value of the deals won in the period whose source is a partner.",
        revenue.average_deal_size,
        nothing="no deals won",
    ),
    Metric(
        "pipeline",
        "Pipeline",
        _PIPELINE,
        "stock",
        "money",
        "higher",
        "Total value of open deals from partners at or beyond the stage where value counts.",
        pipeline.pipeline,
    ),
    Metric(
        "weighted_pipeline",
        "Weighted pipeline",
        _PIPELINE,
        "stock",
        "money",
        "higher",
        "The pipeline, each deal times its own probability or that of its stage.",
        pipeline.weighted_pipeline,
    ),
    Metric(
        "pipeline_coverage",
        "Pipeline coverage",
        _PIPELINE,
        "ratio",
        "times",
        "higher",
        "The pipeline divided by what is left of the period's bookings target.",
        pipeline.pipeline_coverage,
        nothing="covered",
        default_target=Goal("at_least", 3),
    ),
    Metric(
        "sqls",
        "SQLs",
        _PIPELINE,
        "flow",
        "count",
        "higher",
        "Deals from partners that were qualified in the period.",
        pipeline.sqls,
    ),
    Metric(
        "sales_cycle",
        "Sales cycle length",
        _PIPELINE,
        "distribution",
        "days",
        "lower",
        "Median of the days from qualification to close of deals from partners won in the period.",
        pipeline.sales_cycle,
        nothing="no deals won",
    ),
    Metric(
        "win_rate",
        "Win rate",
        _PIPELINE,
        "ratio",
        "share",
        "higher",
        "Won deals as a share of all deals from partners closed in the period.",
        pipeline.win_rate,
        nothing="no deals closed",
    ),
    Metric(
        "cohort_conversion",
        "Cohort conversion",
        _PIPELINE,
        "ratio",
        "share",
        "higher",
        "Of the deals from partners qualified in the period, the share won by the as-of day.",
        pipeline.cohort_conversion,
        nothing="no deals qualified",
    ),
    Metric(
        "deal_registration",
        "Deal registration",
        _PIPELINE,
        "ratio",
        "share",
        "higher",
        "Of the deals from partners created in the period, the share with an approved registration in time.",
        pipeline.deal_registration,
        nothing="no deals created",
        default_target=Goal("more_than", 0.5),
    ),
    Metric(
        "active_partners",
        "Active partners",
        _ACTIVITY,
        "stock",
        "count",
        "higher",
        "Partners involved in a deal won in the last 12 months.",
        activity.active_partners,
        default_target=Goal("growing"),
    ),
    Metric(
        "certified_partners",
        "Certified partners",
        _ACTIVITY,
        "ratio",
        "share",
        "higher",
        "Active partners that hold every certificate their tier requires, as a share of active partners.",
        activity.certified_partners,
        nothing="no active partners",
        default_target=Goal("more_than", 0.8),
    ),
    Metric(
        "green_share",
        "Green partners",
        _HEALTH,
        "stock",
        "share",
        "higher",
        "Partners whose latest review is Green, as a share of those rated.",
        partnership.green_share,
        reads="health_reviews",
        nothing="no partners rated",
    ),
    Metric(
        "red_partners",
        "Red partners",
        _HEALTH,
        "stock",
        "count",
        "lower",
        "Partners whose latest review is Red.",
        partnership.red_partners,
        reads="health_reviews",
    ),
    Metric(
        "reviews_current",
        "Reviews up to date",
        _HEALTH,
        "stock",
        "share",
        "higher",
        "Partners whose latest review is not overdue, as a share of those rated.",
        partnership.reviews_current,
        reads="health_reviews",
        nothing="no partners rated",
    ),
)

_BY_ID = {metric.id: metric for metric in CATALOGUE}


def metric_named(metric_id: str) -> Metric:
    """Return the metric with that id.

    Raises:
        UnusableArgumentError: there is none; the sentence lists those there are.
    """
    if metric_id not in _BY_ID:
        raise UnusableArgumentError(
            f"There is no metric “{metric_id}”.", f"Choose one of {', '.join(_BY_ID)}."
        )
    return _BY_ID[metric_id]
