"""Every problem of a row that can be seen from the row alone; services add references and uniqueness."""

from collections.abc import Collection

from partnertracker.domain.fields import Context, Entity, Row
from partnertracker.domain.problems import Problem


def problems_of_row(
    entity: Entity, row: Row, context: Context, metrics: Collection[str] | None = None
) -> tuple[Problem, ...]:
    """Return all that is wrong with a row: missing values, wrong kinds, ranges, then the entity's rules.

    Args:
        entity: the row's table.
        row: disk values by field name; an absent field counts as None.
        context: the day, the currency and the stages.
        metrics: the metric ids that targets and notes may name; None leaves them unchecked.
    """
    raise NotImplementedError
