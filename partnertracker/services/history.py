"""Who changed what, in words: the steps of a file and what happened to one row."""

from typing import NamedTuple

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Field, Value
from partnertracker.services.currencies import Currencies
from partnertracker.services.naming import text_of
from partnertracker.services.ports import LoggedChange, Step
from partnertracker.services.session import Session

STEP_HEADER = ("Step", "When", "Who", "What", "State")
"""What the parts of ``step_texts`` are."""

CHANGE_HEADER = ("When", "Who", "Step", "Field", "Before", "After")
"""What the parts of ``change_texts`` are."""

_WHAT = {"insert": "Added", "delete": "Deleted"}
_KINDS = {"undo": "Undo: ", "redo": "Redo: "}
_STATES = {"applied": "", "undone": "Undone", "abandoned": "Undone"}
_MINUTES = len("2026-09-30T12:30")


class Change(NamedTuple):
    """One change of a row, in words.

    Attributes:
        logged: the entry of the change log.
        field: the label of the field; ``Added`` or ``Deleted`` for the row as a whole.
        before, after: the values as texts.
        of: the field; None for the row as a whole.
        was, currency: of amounts before and after.
    """

    logged: LoggedChange
    field: str
    before: str
    after: str
    of: Field | None = None
    was: str = ""
    currency: str = ""


class Edited(NamedTuple):
    """A field that holds another value than it did.

    Attributes:
        field: the field.
        before, after: disk values; a reference comes as the other row's name.
        currency: that of the row, for amounts; empty: the file's.
        was: that of the amount before, where the row had another one; empty: the same.
    """

    field: Field
    before: Value
    after: Value
    currency: str = ""
    was: str = ""


def of_row(session: Session, table: str, row_id: str, since: str = "") -> list[Change]:
    """Return what happened to a row, oldest first.

    Args:
        session: the open file.
        table: the row's table.
        row_id: its id; the row may have been deleted.
        since: ISO date or time (UTC); only what was done then or later.

    Raises:
        UnusableArgumentError: there is no such table, or no such row ever.
    """
    each = entity(table)
    logged = session.store.history(table, row_id)
    row = session.store.row(table, row_id)
    if row is None and not logged:
        raise UnusableArgumentError(f"There is no {each.singular.lower()} with the id “{row_id}”.")
    held = row or session.store.gone(table, row_id) or {}
    last = logged[-1].step.number if logged else session.store.last_step()
    then = Currencies(logged, str(held.get("currency") or ""), session.store.past.currency_after(last))
    return [in_words(session, change, then) for change in logged if change.step.at >= since]


def title(step: Step) -> str:
    """Return what a step is called in a list: its label, after “Undo:” or “Redo:” where it is one."""
    prefix = _KINDS.get(step.kind, "")
    return step.label if step.label.startswith(prefix) else prefix + step.label


def step_texts(step: Step) -> tuple[str, ...]:
    """Return a step as the texts of ``STEP_HEADER``; times are UTC."""
    return str(step.number), _when(step), step.who, title(step), _STATES.get(step.state, step.state)


def change_texts(change: Change) -> tuple[str, ...]:
    """Return a change as the texts of ``CHANGE_HEADER``."""
    step = change.logged.step
    return _when(step), step.who, title(step), change.field, change.before, change.after


def step_as_json(step: Step) -> dict[str, object]:
    """Return a step for machines."""
    return {
        "step": step.number,
        "id": step.id,
        "label": step.label,
        "who": step.who,
        "device": step.device,
        "at": step.at,
        "kind": step.kind,
        "reverses": step.reverses or None,
        "state": step.state,
    }


def change_as_json(change: Change) -> dict[str, object]:
    """Return a change for machines, with the values as they lie on disk and as texts."""
    logged = change.logged
    return {
        "step": logged.step.number,
        "label": logged.step.label,
        "who": logged.step.who,
        "at": logged.step.at,
        "what": logged.what,
        "field": logged.field or None,
        "before": logged.before,
        "after": logged.after,
        "before_text": change.before,
        "after_text": change.after,
    }


def in_words(session: Session, logged: LoggedChange, then: Currencies) -> Change:
    """Return a change of a row in words; amounts in the currency of then."""
    if logged.what in _WHAT:
        return Change(logged, _WHAT[logged.what], "", "")
    field, number = session.kind(logged.table).field(logged.field), logged.step.number
    was, currency = then.before(number), then.after(number)
    before = text_of(session.store, field, logged.before, was)
    after = text_of(session.store, field, logged.after, currency)
    return Change(logged, field.label, before, after, field, was, currency)


def _when(step: Step) -> str:
    return step.at[:_MINUTES].replace("T", " ")
