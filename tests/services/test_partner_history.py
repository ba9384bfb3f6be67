"""The history of a partner tells what happened to it and to what hangs on it."""

from partnertracker.domain.fields import Row
from partnertracker.services.editing import change_row
from partnertracker.services.partner_history import happened_to
from tests.made_up import empty_session, inserted


def test_each_amount_is_told_in_the_currency_that_its_row_had_then() -> None:
    session = empty_session()
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    deal: Row = {"name": "ERP", "customer": "C", "stage": "lead", "created_on": "2026-01-05"}
    of: Row = {"source_partner": litware["id"], "currency": "EUR", "value": 100_00}
    inserted(session, "deals", {**deal, **of})
    changes: list[Row] = [{"value": 200_00}, {"currency": "JPY"}, {"value": 7}]
    for values in changes:
        session.execute(*change_row(session, "deals", 1, values))

    told = [each.change for each in happened_to(session, 1, 9) if each.change.field == "Value"]
    assert [(each.before, each.was, each.after, each.currency) for each in told] == [
        ("200", "JPY", "7", "JPY"),
        ("200.00", "EUR", "200", "JPY"),
        ("100.00", "EUR", "200.00", "EUR"),
    ]
    assert len(happened_to(session, 1, 2)) == 2
