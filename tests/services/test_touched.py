"""The rows of a step are told by name, and never more of them than are asked for."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.fields import Row
from partnertracker.services.custom_fields import add_field, delete_field
from partnertracker.services.editing import change_row, delete_rows
from partnertracker.services.past import Count
from partnertracker.services.session import Session
from partnertracker.services.touched import rows_touched
from tests.made_up import empty_session, inserted


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    yield session
    session.store.close()


def test_a_large_step_shows_counts_and_some_rows(session: Session) -> None:
    rows: list[Row] = [{"name": f"P{n}"} for n in range(50)]
    inserted(session, "partners", *rows)

    told, counts = rows_touched(session, 1, 3)

    assert counts == (Count("partners", "insert", 50),)
    assert [each.name for each in told] == ["P0", "P1", "P2"]


def test_fields_are_told_with_other_rows_by_name(session: Session) -> None:
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    deal: Row = {"name": "ERP", "customer": "C", "stage": "lead", "value": 1, "created_on": "2026-01-05"}
    inserted(session, "deals", {**deal, "currency": "EUR"})
    session.execute(*change_row(session, "deals", 1, {"source_partner": litware["id"], "value": 5}))

    ((_, name, edited),), _ = rows_touched(session, session.store.last_step(), 9)

    assert name == "ERP"
    assert {(each.field.name, each.before, each.after, each.currency) for each in edited} == {
        ("source_partner", None, "Litware", "EUR"),
        ("value", 1, 5, "EUR"),
    }


def test_custom_values_are_told_as_fields_of_their_record(session: Session) -> None:
    session.execute(*add_field(session, "partners", "Seats", "number"))
    inserted(session, "partners", {"name": "Litware"})
    for seats in (12.5, 13.0, None):
        session.execute(*change_row(session, "partners", 1, {"seats": seats}))
        ((touched, name, edited),), _ = rows_touched(session, session.store.last_step(), 9)
        assert (touched.table, touched.key, touched.what, name) == ("partners", 1, "update", "Litware")
        assert [(each.field.label, each.after) for each in edited] == [("Seats", seats)]
    session.execute(*change_row(session, "partners", 1, {"seats": 7.0}))
    session.execute(*delete_field(session, 1))
    told, _ = rows_touched(session, session.store.last_step(), 9)
    assert {each.touched.table for each in told} == {"custom_fields", "custom_values"}


def test_a_deleted_row_keeps_its_name(session: Session) -> None:
    inserted(session, "partners", {"name": "Litware"})
    session.execute(*delete_rows(session, "partners", [1]))
    ((touched, name, _),), _ = rows_touched(session, 2, 9)
    assert (touched.what, name) == ("delete", "Litware")


def test_an_amount_that_reads_the_same_in_another_currency_is_no_edit(session: Session) -> None:
    deal: Row = {"name": "ERP", "customer": "C", "stage": "lead", "created_on": "2026-01-05"}
    inserted(session, "deals", {**deal, "currency": "USD", "value": 61_500_00})
    changes: list[Row] = [{"currency": "JPY"}, {"currency": "USD", "value": 7_50}]
    told = []
    for values in changes:
        outcome = session.execute(*change_row(session, "deals", 1, values))
        ((row,), _) = rows_touched(session, outcome.step.number, 9)
        told.append([(each.field.name, each.before, each.after) for each in row.edited])
    assert told == [
        [("currency", "USD", "JPY")],
        [("currency", "JPY", "USD"), ("value", 61_500, 7_50)],
    ]


def test_an_amount_is_told_in_the_currency_that_its_row_had_after_the_step(session: Session) -> None:
    deal: Row = {"name": "ERP", "customer": "C", "stage": "lead", "created_on": "2026-01-05"}
    inserted(session, "deals", {**deal, "currency": "EUR", "value": 100_00})
    session.execute(*change_row(session, "deals", 1, {"value": 200_00}))
    raised = session.store.last_step()
    session.execute(*change_row(session, "deals", 1, {"currency": "JPY", "value": 7}))
    told = []
    for number in (raised, raised + 1):
        ((row,), _) = rows_touched(session, number, 9)
        told += [
            (each.before, each.was, each.after, each.currency)
            for each in row.edited
            if each.field.name == "value"
        ]
    assert told == [(100_00, "", 200_00, "EUR"), (200_00, "EUR", 7, "JPY")]
