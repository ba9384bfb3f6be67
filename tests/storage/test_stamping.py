"""A step is made no earlier than the one before it, whatever the clock says: a past day stays as it was."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.settings import Settings
from partnertracker.services.past import NewStep, TakingBack
from partnertracker.storage.store import SqliteStore
from tests.storage.memory import open_memory

FIRST = datetime(2026, 3, 2, 10, tzinfo=UTC)


def moment(day: float) -> str:
    """Return when it is so many days after the first."""
    at = FIRST + timedelta(days=day)
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def add(store: SqliteStore, at: str) -> str:
    """Add a partner at a moment by the clock; return the one the step is stamped with."""
    with store.step("Add", at, "anna") as step:
        step.insert("partners", [{"name": f"Partner {store.last_step()}"}])
    return store.steps(limit=1)[0].at


def test_no_way_of_writing_puts_a_step_before_the_last_one(store: SqliteStore) -> None:
    for day in (0, 8, 18):
        add(store, moment(day))
    known = store.last_step(moment(1))

    assert add(store, moment(-1)) == moment(18)
    store.undo(moment(-1), "bert")
    store.redo(moment(-1), "bert")
    store.past.take_back(NewStep("Take back", moment(-1), "bert"), [TakingBack(2)], lambda _: None)

    assert [each.at for each in store.steps()] == [moment(18)] * 5 + [moment(8), moment(0)]
    assert [each.number for each in store.steps()] == [7, 6, 5, 4, 3, 2, 1]
    assert store.last_step(moment(1)) == known == 1


def test_a_clock_that_was_far_ahead_once_holds_back_no_later_step(store: SqliteStore) -> None:
    stamped = [add(store, moment(day)) for day in (0, 365, 1, 2, 1)]

    assert stamped == [moment(day) for day in (0, 365, 1, 2, 2)]
    assert [store.last_step(moment(day)) for day in (0.5, 1.5, 3)] == [1, 3, 5]


def test_a_clock_that_lost_the_time_is_no_reason_to_doubt_the_last_step(store: SqliteStore) -> None:
    add(store, moment(0))

    assert add(store, "1970-01-01T00:02:00.000000Z") == moment(0)


@given(st.lists(st.integers(-31, 40), min_size=1, max_size=12))
def test_a_moment_that_is_over_never_gets_another_step(errors: list[int]) -> None:
    store = open_memory(Settings())
    days, known = [0], dict[int, int]()
    add(store, moment(0))
    for error in errors:
        days.append(max(days[-1], days[-1] + error))
        assert add(store, moment(days[-2] + error)) == moment(days[-1])
        for day in (day for day in days if day < days[-1]):
            assert store.last_step(moment(day + 0.5)) == known.setdefault(day, len(days) - 1)
    store.close()
