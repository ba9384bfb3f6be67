"""What happened to rows, deleted ones too."""

from collections.abc import Callable

from partnertracker.domain.fields import Row
from partnertracker.storage.store import SqliteStore

DAYS = [f"2026-01-0{day}T09:00:00.000000Z" for day in range(1, 10)]


def edit(store: SqliteStore, at: str, who: str, values: Row) -> None:
    with store.step("Edit", at, who) as step:
        step.update("deals", 1, values)


def test_a_row_tells_its_history_oldest_first(store: SqliteStore, deal: Callable[..., Row]) -> None:
    with store.step("Add deal", DAYS[0], "anna") as step:
        (row,) = step.insert("deals", [deal()])
    edit(store, DAYS[1], "bert", {"name": "New", "value": 5})
    store.undo(DAYS[2], "cleo")
    store.redo(DAYS[3], "anna")
    told = [
        (each.step.who, each.step.kind, each.what, each.field, each.before, each.after)
        for each in store.history("deals", str(row["id"]))
    ]
    assert told == [
        ("anna", "edit", "insert", "", None, None),
        ("bert", "edit", "update", "name", "ERP rollout", "New"),
        ("bert", "edit", "update", "value", 100_00, 5),
        ("cleo", "undo", "update", "value", 5, 100_00),
        ("cleo", "undo", "update", "name", "New", "ERP rollout"),
        ("anna", "redo", "update", "name", "ERP rollout", "New"),
        ("anna", "redo", "update", "value", 100_00, 5),
    ]


def test_a_row_that_is_gone_still_has_its_history(store: SqliteStore, deal: Callable[..., Row]) -> None:
    with store.step("Add deal", DAYS[0], "anna") as step:
        (row,) = step.insert("deals", [deal()])
    store.undo(DAYS[1], "bert")
    store.redo(DAYS[2], "bert")
    with store.step("Delete", DAYS[3], "cleo") as step:
        step.delete("deals", [1])
    told = [(each.step.number, each.what) for each in store.history("deals", str(row["id"]))]
    assert told == [(1, "insert"), (2, "delete"), (3, "insert"), (4, "delete")]
    assert store.history("deals", "no such id") == []


def test_what_happened_to_rows_after_a_step(store: SqliteStore, deal: Callable[..., Row]) -> None:
    with store.step("Add deals", DAYS[0], "anna") as step:
        step.insert("deals", [deal(), deal(), deal()])
    edit(store, DAYS[1], "bert", {"value": 5})
    with store.step("Delete", DAYS[2], "cleo") as step:
        step.delete("deals", [2])
        step.insert("deals", [deal()])
    edit(store, DAYS[3], "anna", {"value": 6})

    def told(since: int) -> dict[int, list[tuple[int, str]]]:
        found = store.happened(since, "deals", [1, 2, 3, 4, 99])
        return {key: [(each.step.number, each.what) for each in those] for key, those in found.items()}

    assert told(0) == {
        1: [(1, "insert"), (2, "update"), (4, "update")],
        2: [(1, "insert"), (3, "delete")],
        3: [(1, "insert")],
        4: [(3, "insert")],
    }
    assert told(2) == {1: [(4, "update")], 2: [(3, "delete")], 4: [(3, "insert")]}
    assert told(4) == {}
