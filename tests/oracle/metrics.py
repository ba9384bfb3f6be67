"""Every metric of METRICS.md: its function, its kind and its default target. A new one is one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle import headcount, partnership, pipeline, revenue, success
from tests.oracle.question import Question, Reading


@dataclass(frozen=True)
class Goal:
    """A target as it was set; ``growth`` in percent, the bounds are of attainment."""

    comparison: str
    value: Fraction | None = None
    high: Fraction | None = None
    yellow_at: Fraction | None = None
    red_below: Fraction | None = None
    spread: str = "evenly"


@dataclass(frozen=True)
class Metric:
    """A metric.

    Attributes:
        read: computes it.
        kind: flow, stock, ratio, window or distribution.
        reads: the table without whose rows there is no number.
        default: the target of scope all unless the team sets its own.
        pooled: whether it is a ratio, a median or a survey score, which fewer than five items don't colour.
    """

    read: Callable[[Question], Reading]
    kind: str
    reads: str = "deals"
    default: Goal | None = None
    pooled: bool = True


def _goal(comparison: str, value: str | None = None) -> Goal:
    return Goal(comparison, None if value is None else Fraction(value))


_FLOWS = (
    Metric(revenue.bookings, "flow", pooled=False),
    Metric(revenue.sourced_revenue, "flow", default=_goal("growth", "20"), pooled=False),
    Metric(pipeline.sqls, "flow", pooled=False),
)
_STOCKS = (
    Metric(pipeline.pipeline, "stock", pooled=False),
    Metric(pipeline.weighted_pipeline, "stock", pooled=False),
    Metric(revenue.active_partners, "stock", default=_goal("growing"), pooled=False),
    Metric(partnership.green_share, "stock", "health_reviews"),
    Metric(partnership.red_partners, "stock", "health_reviews", pooled=False),
    Metric(partnership.reviews_current, "stock", "health_reviews"),
    Metric(headcount.headcount_gap, "stock", "capacities", pooled=False),
)
_RATIOS = (
    Metric(revenue.influenced_share, "ratio", default=_goal("at_least", "0.3")),
    Metric(revenue.assisted_share, "ratio"),
    Metric(revenue.revenue_per_partner, "ratio", default=_goal("at_least", "100000")),
    Metric(revenue.average_deal_size, "ratio"),
    Metric(pipeline.pipeline_coverage, "ratio", default=_goal("at_least", "3")),
    Metric(pipeline.win_rate, "ratio"),
    Metric(pipeline.cohort_conversion, "ratio"),
    Metric(pipeline.deal_registration, "ratio", default=_goal("more_than", "0.5")),
    Metric(revenue.certified_partners, "ratio", default=_goal("more_than", "0.8")),
    Metric(success.implementation_success, "ratio", "customer_stages", _goal("more_than", "0.9")),
    Metric(success.onboarding_completion, "ratio", "customer_stages"),
    Metric(success.implementation_completion, "ratio", "customer_stages"),
    Metric(success.early_adoption_completion, "ratio", "customer_stages"),
)
_WINDOWS = (
    Metric(success.partner_nps, "window", "surveys", _goal("at_least", "50")),
    Metric(success.support_satisfaction, "window", "surveys", _goal("more_than", "4")),
    Metric(partnership.cost_to_carry, "window", "costs"),
    Metric(partnership.cost_to_carry_with_commission, "window", "costs"),
)
_DISTRIBUTIONS = (
    Metric(pipeline.sales_cycle, "distribution"),
    Metric(success.onboarding_days, "distribution", "customer_stages"),
    Metric(success.implementation_days, "distribution", "customer_stages"),
    Metric(success.early_adoption_days, "distribution", "customer_stages"),
)

METRICS = {
    metric.read.__name__: metric for metric in (*_FLOWS, *_STOCKS, *_RATIOS, *_WINDOWS, *_DISTRIBUTIONS)
}
"""By id, which is the function's name."""
