"""The one write path: what a step logs, and that it keeps all or nothing."""

import sqlite3
from collections.abc import Callable

import pytest

from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Row
from partnertracker.services.ports import TableChanges
from partnertracker.storage.store import SqliteStore

AT = "2026-01-01T00:00:00.000000Z"
MakeDeal = Callable[..., Row]


def log_of(store: SqliteStore) -> list[tuple[object, ...]]:
    return store._conn.execute("SELECT step, table_name, row, what, field FROM changes").fetchall()


def test_inserted_rows_come_back_with_key_id_and_defaults(store: SqliteStore, deal: MakeDeal) -> None:
    with store.step("Add", AT, "anna") as step:
        made = step.insert("deals", [deal(), deal(customer_is_new=None)])
    assert [row["key"] for row in made] == [1, 2]
    assert [row["customer_is_new"] for row in made] == [1, None]
    assert {len(str(row["id"])) for row in made} == {36}
    assert made == store.rows("deals", [1, 2])
    assert step.outcome.changes == {"deals": TableChanges(inserted=(1, 2))}
    assert log_of(store) == []


def test_a_given_id_is_kept(store: SqliteStore, deal: MakeDeal) -> None:
    given = "01a200c8-0000-7000-8000-000000000000"
    with store.step("Add", AT, "anna") as step:
        assert step.insert("deals", [deal(id=given)])[0]["id"] == given
        step.insert_many("partners", ["id", "name"], [(given, "Acme")])
    assert store.keys_of("deals", [given, "other"]) == {given: 1}
    with pytest.raises(InvalidRowsError), store.step("Again", AT, "anna") as step:
        step.insert("deals", [deal(id=given)])


def test_only_what_changed_is_logged(store: SqliteStore, deal: MakeDeal) -> None:
    with store.step("Add", AT, "anna") as step:
        step.insert("deals", [deal(probability=50)])
    with store.step("Edit", AT, "anna") as step:
        step.update("deals", 1, {"name": "Other", "value": 100_00, "probability": 50.0})
    assert log_of(store) == [(2, "deals", 1, "update", "name")]
    assert step.outcome.changes == {"deals": TableChanges(updated=(1,))}


def test_a_step_without_changes_leaves_no_trace(store: SqliteStore, deal: MakeDeal) -> None:
    with store.step("Add", AT, "anna") as step:
        step.insert("deals", [deal()])
    store.undo(AT, "anna")
    with store.step("Nothing", AT, "anna") as step:
        step.delete("deals", [7])
    assert step.outcome.changes == {}
    assert step.outcome.step.number == 0
    assert store.last_step() == 2
    assert store.redoable() is not None


def test_a_new_edit_ends_what_could_be_redone(store: SqliteStore, deal: MakeDeal) -> None:
    for name in ("One", "Two"):
        with store.step(name, AT, "anna") as step:
            step.insert("deals", [deal(name=name)])
    store.undo(AT, "anna")
    with store.step("Three", AT, "anna") as step:
        step.insert("deals", [deal(name="Three")])
    assert store.redoable() is None
    assert [(each.label, each.state) for each in store.steps() if each.kind == "edit"] == [
        ("Three", "applied"),
        ("Two", "abandoned"),
        ("One", "applied"),
    ]


def test_an_exception_leaves_everything_as_it_was(store: SqliteStore, deal: MakeDeal) -> None:

    def add_and_fail() -> None:
        with store.step("Add", AT, "anna") as step:
            step.insert("deals", [deal()])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    assert (store.count("deals"), store.last_step()) == (0, 0)
    with store.step("Add", AT, "anna") as step:
        step.insert("deals", [deal()])
    assert store.count("deals") == 1


def test_a_row_made_and_deleted_in_one_step_never_was(store: SqliteStore, deal: MakeDeal) -> None:
    with store.step("Both", AT, "anna") as step:
        step.insert("deals", [deal(), deal()])
        step.update("deals", 1, {"name": "Other"})
        step.delete("deals", [1])
    assert step.outcome.changes == {"deals": TableChanges(inserted=(2,))}
    assert log_of(store) == []


def test_a_row_made_and_changed_in_one_step_is_only_made(store: SqliteStore, deal: MakeDeal) -> None:
    with store.step("Both", AT, "anna") as step:
        step.insert("deals", [deal()])
        step.update("deals", 1, {"name": "Other"})
    assert step.outcome.changes == {"deals": TableChanges(inserted=(1,))}
    assert log_of(store) == []


def test_a_key_is_never_used_again(store: SqliteStore, deal: MakeDeal) -> None:
    with store.step("Add", AT, "anna") as step:
        step.insert("deals", [deal(), deal()])
    store.undo(AT, "anna")
    with store.step("Add", AT, "anna") as step:
        made = step.insert("deals", [deal()])
    assert made[0]["key"] == 3


def test_what_is_referred_to_can_not_be_deleted(store: SqliteStore, deal: MakeDeal) -> None:
    with store.step("Add", AT, "anna") as step:
        (acme,) = step.insert("partners", [{"name": "Acme"}])
        step.insert("deals", [deal(source_partner=acme["id"])] * 2)
        step.insert("actions", [{"partner": acme["id"], "title": "Call"}])
        (note,) = step.insert("notes", [{"partner": acme["id"], "date": "2026-07-01", "text": "Met"}])
    with pytest.raises(InvalidRowsError) as caught, store.step("Delete", AT, "anna") as step:
        step.delete("partners", [1])
    sentence = "Partner “Acme” can't be deleted: 2 deals, 1 action and 1 note still refer to it."
    assert caught.value.problems[0].sentence == sentence
    with store.step("Delete one", AT, "anna") as step:
        step.delete("deals", [1, 2])
        step.delete("notes", [int(str(note["key"]))])
    with pytest.raises(InvalidRowsError) as caught, store.step("Delete", AT, "anna") as step:
        step.delete("partners", [1])
    sentence = "Partner “Acme” can't be deleted: 1 action still refers to it."
    assert caught.value.problems[0].sentence == sentence
    store.undo(AT, "anna")
    with store.step("Delete all", AT, "anna") as step:
        step.delete("deals", [1, 2])
        step.delete("actions", [1])
        step.delete("notes", [int(str(note["key"]))])
        step.delete("partners", [1])
    assert step.outcome.changes["deals"] == TableChanges(deleted=(1, 2))


def test_a_row_that_is_gone_can_not_be_changed(store: SqliteStore) -> None:
    with pytest.raises(InvalidRowsError, match="no longer"), store.step("Edit", AT, "anna") as step:
        step.update("deals", 5, {"name": "x"})


def test_names_are_checked_before_they_become_sql(store: SqliteStore) -> None:
    with pytest.raises(UnusableArgumentError), store.step("Bad", AT, "anna") as step:
        step.insert("deals; DROP TABLE deals", [{}])
    with pytest.raises(KeyError), store.step("Bad", AT, "anna") as step:
        step.insert_many("deals", ["name, value"], [("x",)])
    with pytest.raises(KeyError):
        store.find("deals", {"1 OR 1": 1})
    with pytest.raises(KeyError):
        list(store.each("deals", ["* FROM steps --"]))


def test_fields_that_the_table_does_not_have_are_refused(store: SqliteStore, deal: MakeDeal) -> None:
    with pytest.raises(KeyError), store.step("Bad", AT, "anna") as step:
        step.insert("deals", [deal(nonsense=1)])
    with pytest.raises(KeyError), store.step("Bad", AT, "anna") as step:
        step.update("deals", 1, {"nonsense": 1})


def test_the_writer_sees_its_own_changes(store: SqliteStore, deal: MakeDeal) -> None:
    with store.step("Add", AT, "anna") as step:
        step.insert("deals", [deal()])
        assert step.count("deals") == 1
        assert step.find("deals", {"name": "ERP rollout"})[0]["key"] == 1


def test_a_step_inside_a_step_is_a_bug(store: SqliteStore) -> None:
    with pytest.raises(sqlite3.OperationalError), store.step("Outer", AT, "anna"), store.step("In", AT, "a"):
        pytest.fail("two steps at once")
    assert store.last_step() == 0
