"""What a row's log tells of its currency."""

from partnertracker.domain.fields import Row
from partnertracker.services.editing import change_row
from partnertracker.services.history import of_row
from tests.made_up import empty_session, inserted


def test_each_amount_is_told_in_the_currency_of_its_time() -> None:
    session = empty_session()
    deal: Row = {"name": "ERP", "customer": "C", "stage": "lead", "created_on": "2026-01-05"}
    row = inserted(session, "deals", {**deal, "currency": "USD", "value": 5_00})[0]
    changes: list[Row] = [{"value": 61_500_00}, {"currency": "JPY"}, {"value": 9}, {"currency": "KWD"}]
    for values in changes:
        session.execute(*change_row(session, "deals", 1, values))
    told = [
        (each.before, each.after)
        for each in of_row(session, "deals", str(row["id"]))
        if each.field == "Value"
    ]
    assert told == [("5.00", "61500.00"), ("61500.00", "61500"), ("61500", "9"), ("9", "9.000")]
