"""The edits that have a name of their own in the trade: a target, a review, an influence."""

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Value
from partnertracker.services.editing.checking import completed, merged
from partnertracker.services.editing.edit import Edit
from partnertracker.services.editing.naming import name_of
from partnertracker.services.editing.rows import add, change, insert_row
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session


def set_target(session: Session, metric: str, scope: str, period: str, **values: Value) -> Edit:
    """Set the target of a metric from today on: “Set target of bookings, 2026-Q3”.

    The one that held before still holds for the days before; a second change on one day replaces the first.

    Args:
        session: the open file.
        metric: the metric's id.
        scope: as on disk (``all``, ``partner:<id>``, ``manager:NAME``, ``tier:NAME``).
        period: the period's label, or ``always``.
        values: comparison, value, value_high, yellow_at, red_below, spread, reason.
    """
    kind = entity("targets")
    context = session.context
    place: dict[str, Value] = {"metric": metric, "scope": scope, "period": period}
    new = completed(kind, {**values, **place}, context)
    words = [metric, *([] if scope == "all" else [name_of(session.store, kind, {"scope": scope})]), period]

    def operation(writer: Writer) -> None:
        today = writer.find("targets", {**place, "effective_on": context.today})
        if today:
            change(writer, kind, today[-1], merged(kind, today[-1], new, context), context)
        else:
            add(writer, kind, new, context)

    return Edit(f"Set target of {', '.join(words)}", operation)


def add_review(
    session: Session,
    partner: str,
    status: str,
    reason: str = "",
    next_review_on: str = "",
    reviewer: str = "",
) -> Edit:
    """Rate a partner today: “Review “Litware”: red”.

    Args:
        session: the open file.
        partner: the partner's id.
        status: green, yellow or red.
        reason: needed for yellow and red.
        next_review_on: ISO date, or empty.
        reviewer: empty: the person who works in the session.
    """
    values: dict[str, Value] = {
        "partner": partner,
        "status": status,
        "reviewed_on": session.clock.today().isoformat(),
        "reason": reason.strip() or None,
        "next_review_on": next_review_on or None,
        "reviewer": reviewer.strip() or session.who or None,
    }
    name = name_of(session.store, entity("health_reviews"), {"partner": partner})
    return Edit(f"Review “{name}”: {status}", insert_row(session, "health_reviews", values).operation)


def add_influence(
    session: Session, deal: str, partner: str, role: str = "", influenced_on: str = "", notes: str = ""
) -> Edit:
    """Note that a partner influenced a deal (both by id): “Add influence “ERP rollout, Litware””."""
    values: dict[str, Value] = {
        "deal": deal,
        "partner": partner,
        "role": role or None,
        "influenced_on": influenced_on or None,
        "notes": notes or None,
    }
    return insert_row(session, "deal_influences", values)
