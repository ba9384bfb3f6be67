"""A field tells what it held, own fields too, and holds it again."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Row
from partnertracker.services.editing import change_row
from partnertracker.services.field_history import of_field, restore_value
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    field: Row = {"table_name": "partners", "name": "segment", "label": "Segment", "kind": "number"}
    inserted(session, "custom_fields", field)
    yield session
    session.store.close()


def test_own_fields_have_a_history_too(session: Session) -> None:
    inserted(session, "partners", {"name": "Litware", "tier": "Gold"})
    for segment in (3, 4.5, None):
        session.execute(*change_row(session, "partners", 1, {"segment": segment}))

    held = of_field(session, "partners", 1, "segment")
    assert [value for value, _, _, _ in held.values] == [None, 4.5, 3, None]
    assert [step.label for _, _, step, _ in held.values if step][-1] == "Add"

    session.execute(*restore_value(session, "partners", 1, "segment", held.values[1]))
    assert session.rows("partners", [1])[0]["segment"] == 4.5
    assert of_field(session, "partners", 1, "tier").values[0].text == "Gold"


def test_a_reference_reads_as_a_name_and_returns_as_the_row(session: Session) -> None:
    litware, proseware = inserted(session, "partners", {"name": "Litware"}, {"name": "Proseware"})
    deal: Row = {"name": "ERP", "customer": "C", "stage": "lead", "value": 1, "created_on": "2026-01-05"}
    inserted(session, "deals", {**deal, "source_partner": litware["id"]})
    session.execute(*change_row(session, "deals", 1, {"source_partner": proseware["id"]}))

    held = of_field(session, "deals", 1, "source_partner")
    assert [text for _, text, _, _ in held.values] == ["Proseware", "Litware"]
    edit = restore_value(session, "deals", 1, "source_partner", held.values[1])
    session.execute(*edit)
    assert edit.label == "Restore “Sourced by” of deal “ERP”"
    assert session.rows("deals", [1])[0]["source_partner"] == litware["id"]


def test_a_row_that_is_gone_is_told(session: Session) -> None:
    with pytest.raises(UnusableArgumentError, match="This partner is no longer in the file"):
        of_field(session, "partners", 1, "tier")


def test_an_amount_is_told_in_the_currency_of_then_and_reads_the_same_again(session: Session) -> None:
    deal: Row = {"name": "ERP", "customer": "C", "stage": "lead", "value": 1, "created_on": "2026-01-05"}
    inserted(session, "deals", {**deal, "currency": "USD", "value": 10_55})
    for values in ({"value": 61_500_00}, {"currency": "JPY"}, {"value": 9}):
        session.execute(*change_row(session, "deals", 1, values))

    held = of_field(session, "deals", 1, "value")
    assert [(each.text, each.currency) for each in held.values] == [
        *(("9", "JPY"), ("61500", "JPY"), ("61500.00", "USD"), ("10.55", "USD")),
    ]
    for each in held.values[1:3]:
        session.execute(*restore_value(session, "deals", 1, "value", each))
        assert session.rows("deals", [1])[0]["value"] == 61_500
    with pytest.raises(InvalidRowsError, match="Value can have no decimals in JPY"):
        session.execute(*restore_value(session, "deals", 1, "value", held.values[3]))
