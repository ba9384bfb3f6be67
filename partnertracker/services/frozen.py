"""What was known when a period was closed, and how many of its figures are others now."""

from typing import NamedTuple

from partnertracker.domain.facts import Facts
from partnertracker.domain.periods import Period
from partnertracker.services.closing import ClosedPeriod, closing_of, question_of
from partnertracker.services.restating import Question, restatements
from partnertracker.services.session import Session


class Frozen(NamedTuple):
    """What was known when a period was closed; it never changes.

    Attributes:
        closed: how it was closed.
        then: the file as it was known then.
        question: which figures were frozen.
    """

    closed: ClosedPeriod
    then: Facts
    question: Question


def frozen_of(session: Session, period: Period, kept: Frozen | None = None) -> Frozen | None:
    """Return what was known when a period was closed, None while it is open.

    Args:
        session: the open file.
        period: the period.
        kept: what was returned last, which is not read again where it is about the same closing.
    """
    closed = closing_of(session, period)
    if closed is None or (kept is not None and kept.closed == closed):
        return kept if closed is not None else None
    past = session.as_known(closed.step)
    then = past.load()
    past.store.close()
    return Frozen(closed, then, question_of(closed, then))


def restated(frozen: Frozen, now: Facts) -> int:
    """Return how many figures of a closed period are others today."""
    return sum(each.is_restated for each in restatements(frozen.then, now, frozen.question))
