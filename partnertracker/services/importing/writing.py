"""Doing what a plan says, in one step, so that one undo takes it back."""

from collections.abc import Callable

from partnertracker.services.importing.planning import Plan
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session


def carry_out(session: Session, plan: Plan, progress: Callable[[float], None] | None = None) -> Outcome:
    """Write a plan's new and changed rows, partners to add and stage changes in one step.

    Args:
        session: the open file, unchanged since the plan was made.
        plan: from ``plan``.
        progress: told the share done, 0 to 1; what it raises leaves the file as it was.

    Raises:
        UnusableInputError: the file has changed since the plan was made.
        InvalidRowsError: a row breaks a rule after all; nothing is stored.
    """
    raise NotImplementedError
