"""A custom field takes part in editing, export and history like a field of the contract."""

import io

import pytest

from partnertracker.domain.custom import kind_of
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Kind, Row
from partnertracker.services.checking import faults
from partnertracker.services.editing import change_row, duplicate_rows, insert_row
from partnertracker.services.exporting import export_table
from partnertracker.services.history import of_row
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted

FIELDS: tuple[Row, ...] = (
    {
        "table_name": "partners",
        "name": "segment",
        "label": "Segment",
        "kind": "choice",
        "choices": "Retail; Public sector",
        "position": 2,
    },
    {"table_name": "partners", "name": "seats", "label": "Seats", "kind": "number", "position": 1},
    {"table_name": "deals", "name": "renews_on", "label": "Renews on", "kind": "date"},
)


@pytest.fixture
def session() -> Session:
    made = empty_session()
    for field in FIELDS:
        made.execute(*insert_row(made, "custom_fields", field))
    return made


def test_facts_and_file_know_the_same_fields_in_their_order(session: Session) -> None:
    from_file, from_facts = session.kind("partners"), kind_of(session.facts, "partners")
    assert [each.name for each in from_file.fields[-2:]] == ["seats", "segment"]
    assert [(f.name, f.label, f.kind, f.choices) for f in from_file.fields] == [
        (f.name, f.label, f.kind, f.choices) for f in from_facts.fields
    ]
    assert from_file.field("segment").kind is Kind.CHOICE


def test_it_is_checked_like_any_other(session: Session) -> None:
    with pytest.raises(InvalidRowsError, match="Segment must be one of Retail, Public sector"):
        session.execute(*insert_row(session, "partners", {"name": "Litware", "segment": "Farming"}))
    assert session.store.count("partners") == 0


def test_it_is_stored_exported_copied_and_told_in_the_history(session: Session) -> None:
    session.execute(*insert_row(session, "partners", {"name": "Litware", "segment": "Retail", "seats": 12.5}))
    session.execute(*change_row(session, "partners", 1, {"seats": 20.0}))
    session.execute(*duplicate_rows(session, "partners", [1]))
    out = io.StringIO()
    export_table(session, "partners", out)
    header, *rows = [line.split(",") for line in out.getvalue().splitlines()]
    assert header[-2:] == ["seats", "segment"]
    assert [row[-2:] for row in rows] == [["20", "Retail"], ["20", "Retail"]]
    (row,) = session.rows("partners", [1])
    told = [change.sentence for change in of_row(session, "partners", str(row["id"]))]
    assert told == ["Added", "Seats: 12.5 → 20"]
    assert list(faults(session)) == []


def test_a_kept_text_that_is_none_of_the_choices_any_more_is_a_fault(session: Session) -> None:
    (partner,) = inserted(session, "partners", {"name": "Litware", "segment": "Retail"})
    (field,) = session.store.find("custom_fields", {"name": "segment"})
    session.execute(
        *change_row(session, "custom_fields", int(str(field["key"])), {"choices": "Public sector"})
    )
    found = [fault.sentence for fault in faults(session)]
    assert len(found) == 1
    assert str(partner["id"]) in found[0]
