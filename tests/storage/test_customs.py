"""Custom fields are fields like any other, wherever their values lie."""

from collections.abc import Callable

import pytest

from partnertracker.domain.fields import Row
from partnertracker.storage.store import SqliteStore

AT = "2026-01-01T00:00:00.000000Z"
FIELDS: tuple[Row, ...] = (
    {"table_name": "partners", "name": "segment", "label": "Segment", "kind": "choice", "choices": "A; B"},
    {"table_name": "partners", "name": "seats", "label": "Seats", "kind": "number"},
    {"table_name": "partners", "name": "audited", "label": "Audited", "kind": "yes_no"},
    {"table_name": "deals", "name": "renews_on", "label": "Renews on", "kind": "date"},
)
LITWARE: Row = {"name": "Litware", "segment": "A", "seats": 12.5, "audited": 0}


@pytest.fixture
def fielded(store: SqliteStore) -> SqliteStore:
    with store.step("Fields", AT, "anna") as step:
        step.insert("custom_fields", FIELDS)
    return store


def partner(store: SqliteStore) -> Row:
    (found,) = store.find("partners", {})
    return {name: found[name] for name in ("name", "segment", "seats", "audited")}


def kept(store: SqliteStore) -> list[object]:
    return [text for (text,) in store.each("custom_values", ("value",))]


def test_a_row_comes_with_its_custom_values(fielded: SqliteStore) -> None:
    with fielded.step("Add", AT, "anna") as step:
        (made,) = step.insert("partners", [LITWARE])
    assert {name: made[name] for name in LITWARE} == LITWARE
    assert partner(fielded) == LITWARE
    assert kept(fielded) == ["A", "12.5", "no"]
    columns = ("seats", "name", "audited")
    assert list(fielded.each("partners", columns)) == [(12.5, "Litware", 0)]


def test_a_change_of_one_is_one_logged_change_and_undo_takes_it_back(fielded: SqliteStore) -> None:
    with fielded.step("Add", AT, "anna") as step:
        step.insert("partners", [LITWARE])
    with fielded.step("Edit", AT, "anna") as step:
        step.update("partners", 1, {"seats": 13.0, "segment": "A", "audited": None})
    assert {name: len(each.updated) for name, each in step.outcome.changes.items()} == {"custom_values": 1}
    assert partner(fielded) == {**LITWARE, "seats": 13.0, "audited": None}
    fielded.undo(AT, "anna")
    assert partner(fielded) == LITWARE
    fielded.redo(AT, "anna")
    assert partner(fielded) == {**LITWARE, "seats": 13.0, "audited": None}


def test_they_go_and_come_back_with_their_record(fielded: SqliteStore) -> None:
    with fielded.step("Add", AT, "anna") as step:
        step.insert("partners", [LITWARE])
    with fielded.step("Delete", AT, "anna") as step:
        step.delete("partners", [1])
    assert kept(fielded) == []
    fielded.undo(AT, "anna")
    assert partner(fielded) == LITWARE


@pytest.mark.parametrize(
    "ids", [("", ""), ("01a200c8-0000-7000-8000-000000000001", "01a200c8-0000-7000-8000-000000000002")]
)
def test_a_great_many_rows_bring_theirs(
    fielded: SqliteStore, deal: Callable[..., Row], ids: tuple[str, str]
) -> None:
    rows = [{**deal(), "renews_on": "2027-01-31"}, {**deal(), "renews_on": None}]
    if all(ids):
        rows = [{**row, "id": row_id} for row, row_id in zip(rows, ids, strict=True)]
    columns = list(rows[0])
    with fielded.step("Import", AT, "anna") as step:
        step.insert_many("deals", columns, [list(row.values()) for row in rows])
    assert [each["renews_on"] for each in fielded.find("deals", {})] == ["2027-01-31", None]


def test_as_columns_they_come_too(fielded: SqliteStore, deal: Callable[..., Row]) -> None:
    row = {**deal(), "renews_on": "2027-01-31"}
    with fielded.step("Import", AT, "anna") as step:
        step.insert_columns("deals", list(row), [[[value, value] for value in row.values()]], 2)
    assert [each["renews_on"] for each in fielded.find("deals", {})] == ["2027-01-31"] * 2


def test_the_history_of_a_record_tells_of_them(fielded: SqliteStore) -> None:
    with fielded.step("Add", AT, "anna") as step:
        (made,) = step.insert("partners", [LITWARE])
    for seats in (13.0, None, 14.0):
        with fielded.step("Edit", AT, "anna") as step:
            step.update("partners", 1, {"seats": seats})
    fielded.undo(AT, "anna")
    told = [
        (each.step.number, each.what, each.field, each.before, each.after)
        for each in fielded.history("partners", str(made["id"]))
    ]
    assert told == [
        (2, "insert", "", None, None),
        (3, "update", "seats", 12.5, 13.0),
        (4, "update", "seats", 13.0, None),
        (5, "update", "seats", None, 14.0),
        (6, "update", "seats", 14.0, None),
    ]


def test_a_text_that_the_kind_no_longer_reads_is_no_value(fielded: SqliteStore) -> None:
    with fielded.step("Add", AT, "anna") as step:
        (made,) = step.insert("partners", [{"name": "Litware"}])
        field = step.find("custom_fields", {"name": "seats"})[0]["id"]
        step.insert("custom_values", [{"field": field, "record": made["id"], "value": "many"}])
    assert partner(fielded)["seats"] is None


def test_the_copy_as_known_has_those_of_then(fielded: SqliteStore) -> None:
    with fielded.step("Add", AT, "anna") as step:
        step.insert("partners", [LITWARE])
    with fielded.step("Edit", AT, "anna") as step:
        step.update("partners", 1, {"seats": 99.0})
    then, _ = fielded.as_known(2)
    assert partner(then)["seats"] == 12.5
    then.close()
