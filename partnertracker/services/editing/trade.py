"""The edits with a name of their own in the trade: a target, a scorecard, a capacity, a review, an influence.

A target, a scorecard and a capacity hold from today on. The one before still holds for the days before; a
second change on one day replaces the first.
"""

from collections.abc import Mapping

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.domain.names import search_key
from partnertracker.services.editing.checking import completed
from partnertracker.services.editing.edit import Edit
from partnertracker.services.editing.judging import change_of, store_changes
from partnertracker.services.editing.naming import name_of
from partnertracker.services.editing.rows import add, insert_row
from partnertracker.services.ports import Reader, Writer
from partnertracker.services.session import Operation, Session


def set_target(session: Session, metric: str, scope: str, period: str, **values: Value) -> Edit:
    """Set the target of a metric from today on: “Set target of Bookings, 2026-Q3”.

    Args:
        session: the open file.
        metric: the metric's id.
        scope: as on disk (``all``, ``partner:<id>``, ``manager:NAME``, ``tier:NAME``).
        period: the period's label, or ``always``.
        values: comparison, value, value_high, yellow_at, red_below, spread, reason.
    """
    place: dict[str, Value] = {"metric": metric, "scope": scope, "period": period}
    words = _target_words(session, metric, scope, period)
    return Edit(f"Set target of {words}", _from_today(session, "targets", place, values))


def remove_target(session: Session, metric: str, scope: str, period: str) -> Edit:
    """Delete all that was ever set for a metric, scope and period: “Remove target of Bookings, 2026-Q3”.

    Nothing happens where nothing is set; the arguments are those of ``set_target``.
    """
    place: dict[str, Value] = {"metric": metric, "scope": scope, "period": period}

    def operation(writer: Writer) -> None:
        keys = [int(row["key"] or 0) for row in writer.find("targets", place)]
        if keys:
            writer.delete("targets", keys)

    return Edit(f"Remove target of {_target_words(session, metric, scope, period)}", operation)


def _target_words(session: Session, metric: str, scope: str, period: str) -> str:
    whose = "" if scope == "all" else name_of(session.store, entity("targets"), {"scope": scope})
    known = catalogue(session.facts).by_id.get(metric)
    return ", ".join(word for word in (metric if known is None else known.label, whose, period) if word)


def set_scorecard(session: Session, **values: Value) -> Edit:
    """Set weights and bands from today on: “Set scorecard”.

    Args:
        session: the open file.
        values: a weight for each dimension, green_from, yellow_from, reason.
    """
    return Edit("Set scorecard", _from_today(session, "scorecards", {}, values))


def set_capacity(session: Session, role: str, **values: Value) -> Edit:
    """Set what one person of a role carries from today on: “Set capacity of Partner managers”.

    Args:
        session: the open file.
        role: a new one, or one that is there in any spelling.
        values: people, partners_per_person, bookings_per_person, onboardings_per_person, ramp_up_months,
            reason.
    """
    known = next((str(row["role"]) for row in _of_role(session.store, role)), role.strip())
    place: dict[str, Value] = {"role": known or None}
    return Edit(f"Set capacity of {known}", _from_today(session, "capacities", place, values))


def end_capacity(session: Session, role: str) -> Edit:
    """Forecast a role no longer from today on: “Remove capacity of Marketing”; the past keeps it.

    Raises:
        UnusableArgumentError: nothing is entered for the role.
    """
    rows = _of_role(session.store, role)
    if not rows:
        raise UnusableArgumentError(f"There is no capacity of “{role}”.")
    today = session.context.today
    earlier = [row for row in rows if row["effective_on"] != today]
    ended = _from_today(session, "capacities", {"role": rows[-1]["role"]}, {})

    def operation(writer: Writer) -> None:
        if earlier:
            ended(writer)
        else:
            writer.delete("capacities", [int(row["key"] or 0) for row in rows])

    return Edit(f"Remove capacity of {role}", operation)


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
    return Edit(
        f"Review “{name}”: {status.capitalize()}", insert_row(session, "health_reviews", values).operation
    )


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


def _from_today(
    session: Session, table: str, place: Mapping[str, Value], values: Mapping[str, Value]
) -> Operation:
    """Return the operation that lets a row hold from today on.

    Args:
        session: the open file.
        table: of rows that hold since a day.
        place: what a row must agree in to take the place of another.
        values: all its other values.
    """
    kind, context = entity(table), session.context
    new = completed(kind, {**values, **place}, context)

    def operation(writer: Writer) -> None:
        today = writer.find(table, {**place, kind.since: context.today})
        if today:
            store_changes(writer, kind, [change_of(kind, today[-1], new, context)], context)
        else:
            add(writer, kind, new, context)

    return operation


def _of_role(reader: Reader, role: str) -> list[Row]:
    """Return every capacity of a role, whatever its spelling."""
    rows = reader.find("capacities", {})
    return [row for row in rows if search_key(str(row["role"])) == search_key(role)]
