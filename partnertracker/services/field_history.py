"""What one field of a row held before, and giving it such a value again."""

from typing import NamedTuple

from partnertracker.domain.amounts import rewritten
from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Field, Kind, Value
from partnertracker.domain.problems import Problem
from partnertracker.services.currencies import Currencies
from partnertracker.services.editing import Edit, change_row
from partnertracker.services.naming import ids_and_names, text_of
from partnertracker.services.ports import Step
from partnertracker.services.session import Session


class FieldValue(NamedTuple):
    """A value that a field held.

    Attributes:
        value: the disk value; None: it was empty.
        text: as a person reads it in a list; other rows by name.
        step: the step that gave it to the field; None when the log does not say.
        currency: that of the row then, for amounts.
    """

    value: Value
    text: str
    step: Step | None
    currency: str


class Held(NamedTuple):
    """What a field of one row holds and held.

    Attributes:
        field: the field.
        currency: that of the row now, for amounts.
        values: the one of now first.
    """

    field: Field
    currency: str
    values: tuple[FieldValue, ...]


def of_field(session: Session, table: str, key: int, name: str) -> Held:
    """Return what a field of a row holds and held.

    Raises:
        UnusableArgumentError: the row is gone.
    """
    field = session.kind(table).field(name)
    rows = session.store.rows(table, [key])
    if not rows:
        raise UnusableArgumentError(f"This {entity(table).singular.lower()} is no longer in the file.")
    (row,) = rows
    logged = session.store.history(table, str(row["id"]))
    updates = [change for change in logged if change.field == name]
    made = next((change.step for change in logged if change.what == "insert"), None)
    then = Currencies(logged, str(row.get("currency") or ""), session.store.settings().currency)
    held = [
        (updates[0].before if updates else row[name], made, then.before(0)),
        *((each.after, each.step, then.after(each.step.number)) for each in updates),
    ]
    values = [
        FieldValue(value, text_of(session.store, field, value, currency), step, currency)
        for value, step, currency in held
    ]
    return Held(field, then.now, tuple(reversed(values)))


def restore_value(session: Session, table: str, key: int, name: str, held: FieldValue) -> Edit:
    """Give a field a value again that it held before: “Restore “Value” of deal “ERP””; as ``change_row``.

    An amount reads as it did then, in the currency of now.

    Raises:
        InvalidRowsError: the currency of now has too few decimals for the amount.
    """
    field, value = session.kind(table).field(name), held.value
    if field.kind is Kind.MONEY:
        (row,) = session.store.rows(table, [key])
        now = str(row.get("currency") or session.store.settings().currency)
        amount = rewritten(field, value, held.currency, now)
        if isinstance(amount, Problem):
            raise InvalidRowsError((amount,))
        value = amount
    row_name = "".join(name for _, name in ids_and_names(session.store, table, [key]).values())
    label = f"Restore “{field.label}” of {entity(table).singular.lower()} “{row_name}”"
    return Edit(label, change_row(session, table, key, {name: value}).operation)
