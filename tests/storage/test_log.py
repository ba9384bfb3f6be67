"""Who changed what, and when."""

from collections.abc import Callable

from partnertracker.domain.fields import Row
from partnertracker.storage.store import SqliteStore

DAYS = [f"2026-01-0{day}T09:00:00.000000Z" for day in range(1, 10)]


def edit(store: SqliteStore, at: str, who: str, values: Row) -> None:
    with store.step("Edit", at, who) as step:
        step.update("deals", 1, values)


def test_steps_are_told_newest_first_since_a_day_and_limited(
    store: SqliteStore, deal: Callable[..., Row]
) -> None:
    for at in DAYS[:4]:
        with store.step(f"At {at[:10]}", at, "anna") as step:
            step.insert("deals", [deal()])
    assert [each.number for each in store.steps()] == [4, 3, 2, 1]
    assert [each.number for each in store.steps(since="2026-01-03")] == [4, 3]
    assert [each.number for each in store.steps(limit=1)] == [4]
    newest = store.steps(limit=1)[0]
    assert (newest.label, newest.who, newest.at) == ("At 2026-01-04", "anna", DAYS[3])
    assert newest.device
    assert (store.undoable(), store.last_step()) == (newest, 4)


def test_undo_and_redo_bear_the_name_of_the_edit(store: SqliteStore, deal: Callable[..., Row]) -> None:
    with store.step("Add deal", DAYS[0], "anna") as step:
        step.insert("deals", [deal()])
    undone = store.undo(DAYS[1], "bert").step
    assert (undone.kind, undone.label, undone.reverses, undone.number) == ("undo", "Add deal", 1, 2)
    waiting = store.redoable()
    assert waiting is not None
    assert (waiting.number, waiting.state) == (1, "undone")
    redone = store.redo(DAYS[2], "bert").step
    assert (redone.kind, redone.reverses) == ("redo", 1)


def test_a_log_that_lacks_a_step_is_a_fault(store: SqliteStore, deal: Callable[..., Row]) -> None:
    with store.step("Add deal", DAYS[0], "anna") as step:
        step.insert("deals", [deal()])
    assert store.check() == []
    store._conn.execute("DELETE FROM steps")
    assert store.check() == ["1 row of deals comes from a step that is not in the log."]
