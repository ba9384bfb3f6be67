"""A custom field is added, changed and deleted in one step each, and takes part like any other field."""

import io
from pathlib import Path

import pytest

from partnertracker.domain.custom import kind_of
from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Kind, Row
from partnertracker.services.checking import faults
from partnertracker.services.custom_fields import (
    add_field,
    change_field,
    declared,
    delete_field,
    move_field,
)
from partnertracker.services.editing import change_row, duplicate_rows, insert_row
from partnertracker.services.exporting import export_table
from partnertracker.services.history import of_row
from partnertracker.services.session import Session
from partnertracker.services.snapshot import take
from tests.made_up import TODAY, empty_session, inserted

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
    told = [(each.field, each.before, each.after) for each in of_row(session, "partners", str(row["id"]))]
    assert told == [("Added", "", ""), ("Seats", "12.5", "20")]
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


def test_a_kept_text_that_its_kind_no_longer_reads_is_a_fault(session: Session) -> None:
    (partner,) = inserted(session, "partners", {"name": "Litware"})
    (seats,) = session.store.find("custom_fields", {"name": "seats"})
    inserted(session, "custom_values", {"field": seats["id"], "record": partner["id"], "value": "many"})
    inserted(session, "custom_values", {"field": seats["id"], "record": seats["id"], "value": "7"})
    assert [(fault.table, fault.column, fault.sentence) for fault in faults(session)] == [
        (
            "partners",
            "seats",
            f"Row {partner['id']} of partners, “Litware”, seats “many”: Seats must be a number such as 12.5.",
        ),
        (
            "partners",
            "seats",
            f"Row {seats['id']} of partners, seats “7”: This row is not there; its value is left over.",
        ),
    ]


def test_its_values_and_what_it_is_stand_in_a_snapshot(session: Session, tmp_path: Path) -> None:
    inserted(session, "partners", {"name": "Litware", "segment": "Retail", "seats": 12.5})
    session.load()
    made = take(session, tmp_path, TODAY)
    header, row = [line.split(",") for line in (made / "partners.csv").read_text().splitlines()]
    assert dict(zip(header, row, strict=True))["seats"] == "12.5"
    assert (made / "custom_fields.csv").read_text().splitlines() == [
        "table_name,name,label,kind,choices,position",
        "partners,seats,Seats,number,,1",
        "partners,segment,Segment,choice,Retail; Public sector,2",
        "deals,renews_on,Renews on,date,,",
    ]


def key_of(session: Session, name: str) -> int:
    (field,) = session.store.find("custom_fields", {"name": name})
    return int(str(field["key"]))


def names(session: Session, table: str) -> list[object]:
    return [row["name"] for row in declared(session.store, table)]


def test_a_new_field_stands_last_under_a_name_of_its_own(session: Session) -> None:
    edit = add_field(session, "deals", " Contract ID ", "text")
    assert edit.label == "Add field “Contract ID” to deals"
    session.execute(*edit)
    session.execute(*add_field(session, "deals", "Close!", "yes_no"))
    session.execute(*add_field(session, "deals", "3rd party", "choice", "Yes;  No ; "))
    assert names(session, "deals") == ["renews_on", "contract", "close_2", "field_3rd_party"]
    assert declared(session.store, "deals")[-1]["choices"] == "Yes; No"
    session.undo()
    session.undo()
    session.undo()
    assert names(session, "deals") == ["renews_on"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"label": ""}, "Label is needed."),
        ({"label": "A" * 51}, "Label must have at most 50 letters."),
        ({"label": "TIER "}, "There is already a field “TIER” in partners."),
        ({"label": "segment"}, "There is already a field “segment” in partners."),
        ({"label": "A", "name": "tier"}, "Column name “tier” is taken in partners; choose another one."),
        ({"label": "A", "name": "id"}, "Column name “id” is taken in partners; choose another one."),
        ({"label": "A", "name": "open_deals"}, "Column name “open_deals” is taken in partners"),
        ({"label": "A", "name": "seats"}, "Column name “seats” is taken in partners"),
        ({"label": "A", "name": "crm_id"}, "Column name can't end with _id"),
        ({"label": "A", "name": "Big"}, "Column name must be small letters"),
        ({"label": "A", "kind": "choice"}, "Choices must be given, with semicolons between them."),
        ({"label": "A", "kind": "choice", "choices": "B; b"}, "“B” stands among the choices twice."),
        ({"label": "A", "kind": "money"}, "Kind must be one of Text, Number, Date, Choice, Yes or no."),
    ],
)
def test_what_a_field_can_not_be_is_said(session: Session, values: dict[str, str], sentence: str) -> None:
    with pytest.raises(InvalidRowsError) as refused:
        session.execute(*add_field(session, "partners", **values))
    assert sentence in str(refused.value)


def test_tables_whose_rows_follow_one_another_have_none(session: Session) -> None:
    for table in ("targets", "settings", "nonsense"):
        with pytest.raises(UnusableArgumentError, match=f"There can be no custom fields in “{table}”."):
            add_field(session, table, "Reason why")


def test_a_field_gets_another_label_name_and_place(session: Session) -> None:
    session.execute(*change_field(session, key_of(session, "seats"), label="Licences", name="licences"))
    edit = move_field(session, key_of(session, "licences"), 1)
    assert edit.label == "Move field “Licences” of partners"
    session.execute(*edit)
    assert names(session, "partners") == ["segment", "licences"]
    assert session.kind("partners").field("licences").label == "Licences"
    with pytest.raises(UnusableArgumentError, match="can't be moved there"):
        move_field(session, key_of(session, "licences"), 1)


def test_a_choice_that_rows_have_stays(session: Session) -> None:
    inserted(session, "partners", {"name": "Litware", "segment": "Retail"})
    inserted(session, "partners", {"name": "Fabrikam", "segment": "Retail"})
    key = key_of(session, "segment")
    with pytest.raises(InvalidRowsError) as refused:
        session.execute(*change_field(session, key, choices="Public sector"))
    assert (
        str(refused.value) == "“Retail” must stay among the choices: 2 partners have it (Litware, Fabrikam)."
    )
    session.execute(*change_field(session, key, choices="Farming; RETAIL"))
    assert [row["segment"] for row in session.store.find("partners", {})] == ["RETAIL"] * 2
    session.undo()
    assert [row["segment"] for row in session.store.find("partners", {})] == ["Retail"] * 2


def test_the_kind_changes_while_the_values_fit(session: Session) -> None:
    inserted(session, "partners", {"name": "Litware", "seats": 12.5}, {"name": "Fabrikam"})
    key = key_of(session, "seats")
    session.execute(*change_field(session, key, kind="text"))
    inserted(session, "partners", {"name": "Contoso", "seats": "1.50"})
    session.execute(*change_field(session, key, kind="number"))
    assert [row["seats"] for row in session.store.find("partners", {})] == [12.5, None, 1.5]
    assert list(faults(session)) == []
    with pytest.raises(InvalidRowsError) as refused:
        session.execute(*change_field(session, key, kind="date"))
    assert str(refused.value) == (
        "Kind can't change: the value of 2 partners is not a date, such as “12.5”; change or empty it first."
    )


def test_a_field_goes_with_its_values_and_comes_back_with_them(session: Session) -> None:
    inserted(session, "partners", {"name": "Litware", "segment": "Retail", "seats": 3.0})
    edit = delete_field(session, key_of(session, "seats"))
    assert edit.label == "Delete field “Seats” of partners"
    outcome = session.execute(*edit)
    assert {name: len(each.deleted) for name, each in outcome.changes.items()} == {
        "custom_fields": 1,
        "custom_values": 1,
    }
    assert "seats" not in session.store.find("partners", {})[0]
    assert [each.name for each in kind_of(session.facts, "partners").fields[-1:]] == ["segment"]
    session.undo()
    assert session.store.find("partners", {})[0]["seats"] == 3.0
    assert kind_of(session.facts, "partners").field("seats").label == "Seats"
