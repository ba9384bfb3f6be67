"""A step taken back loses nothing that it had only moved from one row to another."""

from collections.abc import Callable

from partnertracker.domain.fields import Row
from partnertracker.services.past import NewStep, TakingBack
from partnertracker.storage.store import SqliteStore

AT = "2026-01-01T00:00:00Z"


def take_back(store: SqliteStore, number: int) -> None:
    store.past.take_back(NewStep("Take back", AT, "Anna"), [TakingBack(number)], lambda _obstacles: None)


def test_what_belongs_to_another_row_again_does_not_go_with_the_one_it_was_moved_to(
    store: SqliteStore, deal: Callable[..., Row]
) -> None:
    with store.step("Add", AT, "Anna") as step:
        kept, gone = step.insert("deals", [deal(), deal()])
        step.insert("deal_stage_events", [{"deal": gone["id"], "stage": "won", "entered_on": "2026-03-02"}])
    with store.step("Merge", AT, "Anna") as step:
        step.update("deal_stage_events", 1, {"deal": kept["id"]})
        step.delete("deals", [int(gone["key"] or 0)])
    take_back(store, 2)
    assert [event["deal"] for event in store.find("deal_stage_events", {})] == [gone["id"]]

    take_back(store, 3)

    assert [row["id"] for row in store.find("deals", {})] == [kept["id"]]
    assert [event["deal"] for event in store.find("deal_stage_events", {})] == [kept["id"]]
    assert store.check() == []


def restore_one_of_two(store: SqliteStore, deal: Callable[..., Row]) -> None:
    """Add two deals, delete both, and bring the first one back: steps 1 to 3."""
    with store.step("Add", AT, "Anna") as step:
        step.insert("deals", [deal(), deal()])
    with store.step("Delete", AT, "Anna") as step:
        step.delete("deals", [1, 2])
    only_one = TakingBack(2, only=frozenset({("deals", 1)}))
    store.past.take_back(NewStep("Restore", AT, "Anna"), [only_one], lambda _obstacles: None)


def test_a_row_whose_return_was_taken_back_returns_with_the_step_that_deleted_it(
    store: SqliteStore, deal: Callable[..., Row]
) -> None:
    restore_one_of_two(store, deal)
    take_back(store, 3)
    assert store.count("deals") == 0

    take_back(store, 2)

    assert [row["key"] for row in store.find("deals", {})] == [1, 2]


def test_a_row_that_was_deleted_once_more_does_not_return_with_the_first_deletion(
    store: SqliteStore, deal: Callable[..., Row]
) -> None:
    restore_one_of_two(store, deal)
    with store.step("Delete", AT, "Anna") as step:
        step.delete("deals", [1])

    take_back(store, 2)

    assert [row["key"] for row in store.find("deals", {})] == [2]
