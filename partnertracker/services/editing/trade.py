"""The edits that have a name of their own in the trade: a target, a review, an influence."""

from partnertracker.domain.fields import Value
from partnertracker.services.editing.edit import Edit
from partnertracker.services.session import Session


def set_target(session: Session, metric: str, scope: str, period: str, **values: Value) -> Edit:
    """Set the target of a metric from today on: “Set target of bookings, 2026-Q3”.

    Args:
        session: the open file.
        metric: the metric's id.
        scope: as on disk (``all``, ``partner:<id>``, ``manager:NAME``, ``tier:NAME``).
        period: the period's label, or ``always``.
        values: comparison, value, value_high, yellow_at, red_below, spread, reason.
    """
    raise NotImplementedError


def add_review(
    session: Session,
    partner: str,
    status: str,
    reason: str = "",
    next_review_on: str = "",
    reviewer: str = "",
) -> Edit:
    """Rate a partner today: “Review “Litware”: Red”.

    Args:
        session: the open file.
        partner: the partner's id.
        status: green, yellow or red.
        reason: needed for yellow and red.
        next_review_on: ISO date, or empty.
        reviewer: empty: the person who works in the session.
    """
    raise NotImplementedError


def add_influence(session: Session, deal: str, partner: str, role: str = "", influenced_on: str = "") -> Edit:
    """Note that a partner influenced a deal (both by id): “Add influence of “Litware” on “ERP rollout””."""
    raise NotImplementedError
