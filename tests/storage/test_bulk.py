"""A great many rows at once: the same rules, the same log, the same file afterwards."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Value
from partnertracker.services.ports import StepWriter
from partnertracker.storage import bulk
from partnertracker.storage.schema import expected_schema
from partnertracker.storage.store import SqliteStore
from partnertracker.storage.version import NEWEST, schema_of

AT = "2026-01-01T00:00:00.000000Z"
COLUMNS = ["name", "customer", "stage", "value", "created_on", "external_id"]


@pytest.fixture(autouse=True)
def many_is_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the ways for very many rows begin at a hundred."""
    monkeypatch.setattr(bulk, "_MANY_ROWS", 100)
    monkeypatch.setattr(bulk, "CHUNK", 100)


def rows(count: int, start: int = 0) -> Iterator[tuple[Value, ...]]:
    return ((f"D{n}", "C", "lead", n, "2026-01-01", f"X{n}") for n in range(start, start + count))


def insert(store: SqliteStore, count: int, start: int = 0) -> None:
    with store.step("Import", AT, "anna") as step:
        assert step.insert_many("deals", COLUMNS, rows(count, start)) == count


def test_rows_are_marked_not_logged(store: SqliteStore) -> None:
    insert(store, 1050)
    assert store.count("deals") == 1050
    assert {row["created_step"] for row in store.rows("deals", range(1, 1051))} == {1}
    assert {row["customer_is_new"] for row in store.rows("deals", range(1, 1051))} == {1}
    assert store._conn.execute("SELECT count(*) FROM changes").fetchone() == (0,)


def test_very_many_keys_are_a_range(store: SqliteStore) -> None:
    with store.step("Import", AT, "anna") as step:
        step.insert_many("deals", COLUMNS, rows(2000))
    assert step.outcome.changes["deals"].inserted == range(1, 2001)


def test_rows_that_went_again_in_the_step_are_not_among_the_new_ones(store: SqliteStore) -> None:
    with store.step("Import", AT, "anna") as step:
        step.insert_many("deals", COLUMNS, rows(10))
        step.delete("deals", [3, 10])
    assert step.outcome.changes["deals"].inserted == (1, 2, 4, 5, 6, 7, 8, 9)
    assert step.outcome.changes["deals"].deleted == ()


def test_undo_and_redo_of_an_import(store: SqliteStore) -> None:
    insert(store, 5)
    insert(store, 1050, start=5)
    before = store.find("deals", {})
    assert len(store.undo(AT, "anna").changes["deals"].deleted) == 1050
    assert store.count("deals") == 5
    assert len(store.redo(AT, "anna").changes["deals"].inserted) == 1050
    assert store.find("deals", {}) == before
    assert store.check() == []


def test_the_schema_is_the_same_afterwards(store: SqliteStore) -> None:
    insert(store, 1050)
    assert schema_of(store._conn) == expected_schema(NEWEST)
    store.undo(AT, "anna")
    assert schema_of(store._conn) == expected_schema(NEWEST)


def test_a_rule_broken_by_the_last_row_keeps_nothing(store: SqliteStore) -> None:
    def with_a_bad_end() -> Iterator[tuple[Value, ...]]:
        yield from rows(1000)
        yield ("D", "C", "lead", -1, "2026-01-01", None)

    with pytest.raises(InvalidRowsError, match="Value"), store.step("Import", AT, "anna") as step:
        step.insert_many("deals", COLUMNS, with_a_bad_end())
    assert store.count("deals") == 0
    assert schema_of(store._conn) == expected_schema(NEWEST)


def test_an_external_id_that_comes_twice_is_found_at_the_end(store: SqliteStore) -> None:
    def twice() -> Iterator[tuple[Value, ...]]:
        yield from rows(1000)
        yield from rows(1)

    with pytest.raises(InvalidRowsError, match="External id"), store.step("Import", AT, "anna") as step:
        step.insert_many("deals", COLUMNS, twice())
    assert store.count("deals") == 0
    assert store.check() == []


def test_text_is_normalised_and_checked_in_bulk_too(store: SqliteStore) -> None:
    with store.step("Import", AT, "anna") as step:
        step.insert_many("partners", ["name", "notes"], [("Cafe\u0301", None), ("Plain", "x")])
    assert store.find("partners", {"name": "CAF\u00c9"})[0]["name"] == "Caf\u00e9"
    with pytest.raises(InvalidRowsError), store.step("Import", AT, "anna") as step:
        step.insert_many("partners", ["name"], [("fine",), ("a\0b",)])


def test_rows_of_another_width_are_an_error(store: SqliteStore) -> None:
    with pytest.raises(ValueError, match="argument"), store.step("Import", AT, "anna") as step:
        step.insert_many("deals", COLUMNS, [("D", "C")])


def test_mass_updates_are_undone_too(store: SqliteStore) -> None:
    insert(store, 300)
    with store.step("Edit all", AT, "anna") as step:
        for key in range(1, 301):
            step.update("deals", key, {"value": key + 1000, "external_id": f"Y{key}"})
    changed = store.undo(AT, "anna").changes["deals"].updated
    assert list(changed) == list(range(1, 301))
    assert [row["value"] for row in store.rows("deals", range(1, 301))] == list(range(300))


def follow(step: StepWriter) -> int:
    """Insert the stage events of the deals that a step made, but for leads."""
    columns = {"deal": ("id", None), "stage": ("stage", None), "entered_on": ("closed_on", "2026-02-02")}
    return step.insert_from("deal_stage_events", "deals", columns, ("stage", "lead"), expected=300)


def staged(count: int) -> Iterator[tuple[Value, ...]]:
    """Make deals of which every third is a lead, the first one among them, and every second is closed."""
    for n in range(count):
        stage = "won" if n % 3 else "lead"
        yield ("D", "C", stage, n, "2026-01-01", "2026-01-09" if n % 2 else None)


STAGED = ["name", "customer", "stage", "value", "created_on", "closed_on"]


@pytest.mark.parametrize("count", [7, 330])
def test_rows_follow_from_those_of_another_table(store: SqliteStore, count: int) -> None:
    with store.step("Before", AT, "anna") as step:
        step.insert_many("deals", STAGED, staged(4))
    with store.step("Import", AT, "anna") as step:
        step.insert_many("deals", STAGED, staged(count))
        made = follow(step)
    wanted = [row for row in store.find("deals", {"stage": "won"}) if row["created_step"] == 2]
    events = store.find("deal_stage_events", {})
    assert made == len(wanted) == len(events)
    assert [(event["deal"], event["stage"], event["entered_on"]) for event in events] == [
        (deal["id"], "won", deal["closed_on"] or "2026-02-02") for deal in wanted
    ]
    assert [event["key"] for event in events] == list(range(1, made + 1))
    assert {event["created_step"] for event in events} == {2}
    assert {UUID(str(event["id"])).version for event in events} == {7}
    assert len({event["id"] for event in events}) == made
    assert step.outcome.changes["deal_stage_events"].inserted == (*range(1, made + 1),)
    assert store.check() == []


def test_rows_that_follow_never_take_a_key_of_the_log(store: SqliteStore) -> None:
    for _ in range(2):
        with store.step("Import", AT, "anna") as step:
            step.insert_many("deals", STAGED, staged(5))
            assert follow(step) == 3
        store.undo(AT, "anna")
    store.redo(AT, "anna")
    assert [row["key"] for row in store.find("deal_stage_events", {})] == [4, 5, 6]


def test_nothing_follows_from_nothing(store: SqliteStore) -> None:
    with store.step("Import", AT, "anna") as step:
        assert follow(step) == 0
        step.insert_many("deals", STAGED, staged(1))
        assert follow(step) == 0
