"""Many rows given new values at once: logged, undone and refused as one by one."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.settings import Settings
from partnertracker.services.ports import TableChanges
from partnertracker.storage.store import SqliteStore
from tests.storage.memory import open_memory

AT = "2026-01-01T00:00:00.000000Z"
MakeDeal = Callable[..., Row]

CHANGES = st.dictionaries(
    st.integers(1, 6),
    st.fixed_dictionaries(
        {},
        optional={
            "name": st.sampled_from(["ERP rollout", "Other", "Köln"]),
            "manager": st.sampled_from([None, "AK"]),
            "value": st.sampled_from([100_00, 7]),
            "probability": st.sampled_from([None, 0.1, 33.3]),
        },
    ),
)


def log_of(store: SqliteStore) -> list[tuple[object, ...]]:
    query = "SELECT step, table_name, row, what, field, before, after FROM changes ORDER BY row, number"
    return store._conn.execute(query).fetchall()


def with_six_deals(deal: MakeDeal) -> SqliteStore:
    store = open_memory(Settings(currency="EUR"))
    with store.step("Add", AT, "anna") as step:
        step.insert("deals", [deal(manager="AK" if n % 2 else None) for n in range(6)])
    return store


@given(changes=CHANGES)
def test_many_at_once_are_what_each_by_itself_is(changes: dict[int, dict[str, Value]]) -> None:
    def deal(**fields: object) -> Row:
        usual = {"name": "ERP rollout", "customer": "Contoso", "stage": "lead", "value": 100_00}
        return {**usual, "created_on": "2026-03-01", **fields}  # type: ignore[dict-item]

    together, apart = with_six_deals(deal), with_six_deals(deal)
    before = together.rows("deals", range(1, 7))
    with together.step("Edit", AT, "anna") as step:
        step.update_many("deals", changes)
    with apart.step("Edit", AT, "anna") as each:
        for key, values in changes.items():
            each.update("deals", key, values)
    after = together.rows("deals", range(1, 7))
    assert [{**row, "id": ""} for row in after] == [
        {**row, "id": ""} for row in apart.rows("deals", range(1, 7))
    ]
    assert log_of(together) == log_of(apart)
    assert step.outcome.changes == each.outcome.changes
    if step.outcome.changes:
        together.undo(AT, "anna")
    assert together.rows("deals", range(1, 7)) == before
    together.close()
    apart.close()


def test_a_row_that_is_gone_refuses_all(store: SqliteStore, deal: MakeDeal) -> None:
    with store.step("Add", AT, "anna") as step:
        step.insert("deals", [deal()])
    with pytest.raises(InvalidRowsError, match="no longer in the file"), store.step("Edit", AT, "a") as step:
        step.update_many("deals", {1: {"name": "Other"}, 2: {"name": "Other"}})
    assert store.rows("deals", [1])[0]["name"] == "ERP rollout"


def test_rows_of_the_same_step_are_not_logged(store: SqliteStore, deal: MakeDeal) -> None:
    with store.step("Add and edit", AT, "anna") as step:
        step.insert("deals", [deal(), deal()])
        step.update_many("deals", {1: {"name": "First"}, 2: {"name": "Second"}})
    assert [row["name"] for row in store.rows("deals", [1, 2])] == ["First", "Second"]
    assert log_of(store) == []
    assert step.outcome.changes == {"deals": TableChanges(inserted=(1, 2))}


def test_a_search_follows_partners_that_get_other_names(store: SqliteStore) -> None:
    with store.step("Add", AT, "anna") as step:
        step.insert("partners", [{"name": "Acme"}, {"name": "Litware"}])
        step.update_many("partners", {1: {"name": "ACME Limited"}, 2: {"region": "DACH"}})
    assert [row["key"] for row in store.find("partners", {"name": "acme limited"})] == [1]
    assert store.find("partners", {"name": "Acme"}) == []


def test_custom_fields_go_with_them(store: SqliteStore, deal: MakeDeal) -> None:
    with store.step("Add", AT, "anna") as step:
        field: Row = {"table_name": "deals", "name": "floor", "label": "Floor", "kind": "number"}
        step.insert("custom_fields", [field])
        step.insert("deals", [deal(), deal()])
    with store.step("Edit", AT, "anna") as step:
        step.update_many("deals", {1: {"floor": 3.0, "manager": "AK"}, 2: {"floor": 4.0}})
    assert [(row["floor"], row["manager"]) for row in store.rows("deals", [1, 2])] == [(3, "AK"), (4, None)]
    store.undo(AT, "anna")
    assert [row["floor"] for row in store.rows("deals", [1, 2])] == [None, None]
