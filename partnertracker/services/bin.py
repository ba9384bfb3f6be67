"""The bin: rows that are deleted now, with what they counted towards."""

from typing import NamedTuple

from partnertracker.domain.columns import day_of
from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Row
from partnertracker.domain.periods import period_containing
from partnertracker.services.naming import name_of
from partnertracker.services.past import DeletedRow
from partnertracker.services.session import Session


class Worth(NamedTuple):
    """What a deleted row counted towards when it was deleted.

    Attributes:
        what: ``bookings``, ``lost deals``, ``pipeline``, ``cost`` or ``company revenue``.
        amount: in minor units; None where the row has none.
        currency: of the amount.
        period: the label of the quarter or month; empty: any.
    """

    what: str
    amount: int | None
    currency: str
    period: str = ""


class Binned(NamedTuple):
    """A row in the bin.

    Attributes:
        deleted: the row, and the step that deleted it.
        kind: the words for such a row: “Deal”.
        name: what a person calls it.
        worth: what it counted towards; None: no sum of money.
    """

    deleted: DeletedRow
    kind: str
    name: str
    worth: Worth | None


def binned(session: Session, table: str, before: int, limit: int) -> list[Binned]:
    """Return rows in the bin, the last deleted first; as ``Past.deleted``."""
    return [
        Binned(
            each,
            entity(each.table).singular,
            name_of(session.store, each.table, each.row),
            _worth(session, each),
        )
        for each in session.store.past.deleted(table, before, limit)
    ]


def _worth(session: Session, deleted: DeletedRow) -> Worth | None:
    row = deleted.row
    currency = str(row.get("currency") or session.store.past.currency_after(deleted.step.number))
    if deleted.table == "deals":
        return _of_deal(session, row, currency)
    what = {"costs": "cost", "company_revenue": "company revenue"}.get(deleted.table, "")
    return Worth(what, _amount(row, "amount"), currency, str(row.get("month") or "")) if what else None


def _of_deal(session: Session, row: Row, currency: str) -> Worth:
    outcomes = {stage.key: stage.outcome for stage in session.store.stages()}
    outcome = outcomes.get(str(row["stage"]), "open")
    closed = row.get("closed_on")
    period = ""
    if closed is not None and outcome != "open":
        start = session.store.settings().fiscal_year_start
        period = period_containing(day_of(str(closed)), "quarter", start).label
    what = {"won": "bookings", "lost": "lost deals"}.get(outcome, "pipeline")
    return Worth(what, _amount(row, "value"), currency, period)


def _amount(row: Row, name: str) -> int | None:
    value = row.get(name)
    return None if value is None else int(value)
