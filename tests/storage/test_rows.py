"""Reading rows."""

from collections.abc import Callable

import pytest

from partnertracker.domain.entities.deals import DEALS
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Row
from partnertracker.storage.store import SqliteStore

AT = "2026-01-01T00:00:00.000000Z"


@pytest.fixture
def filled(store: SqliteStore, deal: Callable[..., Row]) -> SqliteStore:
    with store.step("Add", AT, "anna") as step:
        step.insert("partners", [{"name": "Straße & Co"}, {"name": "İstanbul"}])
        step.insert("deals", [deal(name=f"Deal {n}", value=n, closed_on=None) for n in range(1, 2001)])
    return store


def test_rows_come_in_the_order_asked_for_without_those_that_are_not_there(filled: SqliteStore) -> None:
    wanted = [5, 2000, 9999, 3, 5]
    assert [row["key"] for row in filled.rows("deals", wanted)] == [5, 2000, 3, 5]
    assert tuple(filled.rows("deals", [1])[0]) == DEALS.columns
    assert filled.rows("deals", []) == []
    assert len(filled.rows("deals", range(1, 2001))) == 2000


def test_a_row_is_found_by_its_id(filled: SqliteStore) -> None:
    third = filled.rows("deals", [3])[0]
    assert filled.row("deals", str(third["id"])) == third
    assert filled.row("deals", "no such id") is None


def test_find_takes_values_and_missing_values(filled: SqliteStore) -> None:
    assert [row["key"] for row in filled.find("deals", {"value": 7, "closed_on": None})] == [7]
    assert filled.find("deals", {"value": 7, "closed_on": "2026-01-01"}) == []
    assert len(filled.find("deals", {})) == 2000


@pytest.mark.parametrize("name", ["STRASSE & CO", "  straße   &  co ", "Straße & Co"])
def test_partners_are_found_whatever_the_case_of_their_name(filled: SqliteStore, name: str) -> None:
    assert [row["name"] for row in filled.find("partners", {"name": name})] == ["Straße & Co"]


def test_every_row_can_be_read_one_by_one(filled: SqliteStore) -> None:
    found = filled.each("deals", ["key", "value"])
    assert next(iter(found)) == (1, 1)
    assert list(filled.each("deals", ["value"]))[-1] == (2000,)


def test_keys_and_counts(filled: SqliteStore) -> None:
    ids = [str(row["id"]) for row in filled.rows("deals", [2, 4])]
    assert filled.keys_of("deals", [*ids, "nobody"]) == {ids[0]: 2, ids[1]: 4}
    assert (filled.count("deals"), filled.count("surveys")) == (2000, 0)


def test_a_table_that_is_not_there_is_an_unusable_argument(filled: SqliteStore) -> None:
    with pytest.raises(UnusableArgumentError):
        filled.count("sqlite_schema")


def test_rows_are_found_among_several_values(store: SqliteStore) -> None:
    with store.step("Add", AT, "anna") as step:
        step.insert("partners", [{"name": name, "tier": tier} for name, tier in (("A", "Gold"), ("B", None))])
        step.insert("partners", [{"name": "C", "tier": "Silver"}])
    assert [row["name"] for row in store.find_among("partners", "tier", ["Silver", "Gold"])] == ["A", "C"]
    assert store.find_among("partners", "tier", []) == []
