"""An amount that comes back from the log reads as it was written, or nothing of its row is touched."""

from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row
from partnertracker.domain.money import digits, to_major, to_minor
from partnertracker.services.editing import change_row
from partnertracker.services.field_history import of_field, restore_value
from partnertracker.services.session import Session
from partnertracker.services.taking_back import prospect, take_back
from tests.made_up import empty_session, inserted

CODES = ("EUR", "JPY", "KWD", "GBP", None)
AMOUNTS = st.sampled_from(("0", "7", "100", "100.5", "61500"))
TOO = frozenset({("deals", 1)})
EDITS = st.lists(AMOUNTS.map(Decimal) | st.sampled_from(CODES), min_size=1, max_size=6)


class Written(NamedTuple):
    """A deal as it reads: ``100.5 EUR``."""

    amount: Decimal
    currency: str

    @property
    def fits(self) -> bool:
        return self.amount == round(self.amount, digits(self.currency))


class Made(NamedTuple):
    """A step: its number, the deal before it as it reads and on disk, the fields that it changed there."""

    number: int
    before: Written
    row: Row
    fields: frozenset[str]


def deal_of(session: Session) -> Row:
    return session.store.find("deals", {})[0]


def written(session: Session) -> Written:
    row = deal_of(session)
    currency = str(row["currency"] or session.context.currency)
    return Written(to_major(int(row["value"] or 0), currency), currency)


def edited(session: Session, edits: list[Decimal | str | None]) -> list[Made]:
    """Change a deal's amount or currency, one step each, where that can be."""
    row: Row = {"name": "ERP", "customer": "C", "stage": "lead", "created_on": "2026-01-05"}
    inserted(session, "deals", {**row, "value": 100_00, "currency": None})
    made = []
    for edit in edits:
        was, before = written(session), deal_of(session)
        if isinstance(edit, Decimal):
            if not Written(edit, was.currency).fits:
                continue
            values: Row = {"value": to_minor(edit, was.currency)}
        else:
            values = {"currency": edit}
        try:
            session.execute(*change_row(session, "deals", 1, values))
        except InvalidRowsError:
            continue
        after = deal_of(session)
        fields = frozenset(name for name in ("value", "currency") if before[name] != after[name])
        if fields:
            made.append(Made(session.store.last_step(), was, before, fields))
    return made


@given(EDITS, st.integers(0, 5))
def test_a_step_taken_back_gives_amounts_as_they_were_written(
    edits: list[Decimal | str | None], pick: int
) -> None:
    session = empty_session()
    made = edited(session, edits)
    if not made:
        return
    step, now, was = made[pick % len(made)], written(session), deal_of(session)
    amount = step.before.amount if "value" in step.fields else now.amount
    currency = step.before.currency if "currency" in step.fields else now.currency
    wanted = Written(amount, currency)
    way = prospect(session, step.number).in_the_way
    assert any(not each.optional for each in way) is not wanted.fits
    kept = step.row["currency"] if "currency" in step.fields else was["currency"]
    back: Row = {**was, "currency": kept}
    if wanted.fits:
        back["value"] = to_minor(wanted.amount, wanted.currency)
    if back == was or not wanted.fits:
        with pytest.raises(
            InvalidRowsError, match="Nothing of it is left" if wanted.fits else "too many decimals"
        ):
            take_back(session, step.number, too=TOO)
        assert deal_of(session) == was
        return
    take_back(session, step.number, too=TOO)
    assert deal_of(session) == back
    assert session.store.check() == []
    session.undo()
    assert deal_of(session) == was
    session.redo()
    assert deal_of(session) == back


@given(EDITS)
def test_undo_redo_and_a_value_of_then_give_amounts_as_they_were_written(
    edits: list[Decimal | str | None],
) -> None:
    session = empty_session()
    made = edited(session, edits)
    last = deal_of(session)
    for step in reversed(made):
        session.undo()
        assert written(session) == step.before
    for _ in made:
        session.redo()
    assert deal_of(session) == last
    currency = written(session).currency
    for held in of_field(session, "deals", 1, "value").values:
        then = Written(to_major(int(held.value or 0), held.currency), currency)
        if then.fits:
            session.execute(*restore_value(session, "deals", 1, "value", held))
            assert written(session) == then
        else:
            with pytest.raises(InvalidRowsError):
                restore_value(session, "deals", 1, "value", held)
