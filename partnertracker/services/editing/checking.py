"""What only the file knows of a row: whether its references exist and its keys are its own."""

from collections.abc import Mapping

from partnertracker.domain.fields import Value
from partnertracker.domain.problems import Problem
from partnertracker.services.session import Session


def problems_of(
    session: Session, table: str, values: Mapping[str, Value], key: int | None = None
) -> tuple[Problem, ...]:
    """Return all that keeps a row from being stored; empty when it can be.

    Args:
        session: the open file.
        table: the row's table.
        values: disk values by field name (references as ids); for an existing row only those that change are needed.
        key: the row's key when it exists already.
    """
    raise NotImplementedError
