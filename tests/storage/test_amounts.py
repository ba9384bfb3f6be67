"""What becomes of amounts that are put back into rows whose currency was changed."""

from partnertracker.domain.fields import Row
from partnertracker.domain.settings import Settings
from partnertracker.services.configuring import change_setting
from partnertracker.services.editing import change_row
from partnertracker.services.session import Session
from partnertracker.storage.amounts import Returning, returning
from partnertracker.storage.layout import layout
from partnertracker.storage.standing import Standing
from tests.made_up import clock, empty_session, inserted
from tests.storage.memory import new_connection, store_over


def test_amounts_return_in_the_units_of_the_currency_of_now_where_it_holds_them() -> None:
    conn = new_connection(Settings())
    session = Session(store_over(conn), clock(), "Anna")
    deal: Row = {"name": "ERP", "customer": "C", "stage": "lead", "created_on": "2026-01-05"}
    inserted(session, "deals", {**deal, "currency": "EUR", "value": 100_00})
    steps = []
    for values in ({"value": 7_50}, {"value": 61_500_00}, {"currency": "JPY"}):
        session.execute(*change_row(session, "deals", 1, values))
        steps.append(session.store.last_step())

    found = [returning(Standing(conn, step), layout("deals")) for step in steps]
    assert found == [
        Returning(((1, "value", 100),)),
        Returning((), ((1, steps[-1]),)),
        Returning(((1, "value", 61_500_00),)),
    ]
    assert returning(Standing(conn, steps[0]), layout("partners")) == Returning()


def test_the_currency_that_the_file_had_after_a_step_is_known() -> None:
    session = empty_session()
    for currency in ("EUR", "JPY"):
        session.execute(*change_setting("currency", currency))
    assert [session.store.past.currency_after(step) for step in range(3)] == ["USD", "EUR", "JPY"]
