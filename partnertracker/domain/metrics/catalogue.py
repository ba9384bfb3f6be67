"""Every metric of a file: those of the program by group in the order of the screen, then the team's own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics import activity, cost, partnership, pipeline, revenue, success
from partnertracker.domain.metrics.combining import Written, own_metrics
from partnertracker.domain.metrics.metric import Metric

BUILT_IN: tuple[Metric, ...] = (
    *revenue.METRICS,
    *pipeline.METRICS,
    *activity.METRICS,
    *success.METRICS,
    *partnership.METRICS,
    *cost.METRICS,
)
"""Those of the program, which every file has; their entries stand beside their functions."""

BUILT_IN_BY_ID = {metric.id: metric for metric in BUILT_IN}


@dataclass(frozen=True)
class Catalogue:
    """The metrics of one file, by id and in their order."""

    by_id: dict[str, Metric]

    def __iter__(self) -> Iterator[Metric]:
        return iter(self.by_id.values())

    def named(self, metric_id: str) -> Metric:
        """Return the metric with that id.

        Raises:
            UnusableArgumentError: there is none; the sentence lists those there are.
        """
        if metric_id not in self.by_id:
            raise UnusableArgumentError(
                f"There is no metric “{metric_id}”.", f"Choose one of {', '.join(self.by_id)}."
            )
        return self.by_id[metric_id]


def catalogue(facts: Facts) -> Catalogue:
    """Return a file's metrics, once for as long as the team's own stay as they are."""
    table = facts["custom_metrics"]
    return facts.derived(
        "metrics.catalogue",
        lambda facts: catalogue_with(written_in(facts).values()),
        table.keys,
        *table.values.values(),
    )


def catalogue_with(written: Iterable[Written]) -> Catalogue:
    """Return the metrics of the program with these of a team's own."""
    return Catalogue(BUILT_IN_BY_ID | own_metrics(written, BUILT_IN_BY_ID))


def written_in(facts: Facts) -> dict[str, Written]:
    """Return the team's own metrics as they lie in the file, by id."""
    table = facts["custom_metrics"]
    rows = (
        Written(*(table.text(name, row) or "" for name in Written.__annotations__))
        for row in range(len(table))
    )
    return {row.name: row for row in rows}
