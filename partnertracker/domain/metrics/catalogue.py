"""Every metric; the entries stand beside their functions, group by group, in the order of the screen."""

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.metrics import activity, cost, partnership, pipeline, revenue, success
from partnertracker.domain.metrics.metric import Metric

CATALOGUE: tuple[Metric, ...] = (
    *revenue.METRICS,
    *pipeline.METRICS,
    *activity.METRICS,
    *success.METRICS,
    *partnership.METRICS,
    *cost.METRICS,
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
