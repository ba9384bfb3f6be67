"""The file as it was known on a past day is what it was then: every row, and the log too."""

import random
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnertracker.domain.errors import ReadOnlyError, UnusableFileError
from partnertracker.domain.fields import Row
from partnertracker.domain.settings import Settings
from partnertracker.services.ports import TableChanges
from partnertracker.storage.log import STEP_COLUMNS
from partnertracker.storage.store import SqliteStore
from tests.storage.memory import open_memory
from tests.storage.test_reversal import CHANGE, Content, Person, content_of

BEGINNING = "2026-01-01T00:00:00.000000Z"

Doing: TypeAlias = str | list[dict[str, Any]]

DOINGS = st.lists(
    st.lists(CHANGE, min_size=1, max_size=5)
    | st.sampled_from(["undo", "redo", "settings", "back and forth"]),
    min_size=1,
    max_size=14,
)


def moment(number: int) -> str:
    return f"2026-01-{1 + number // 24:02}T{number % 24:02}:30:00.000000Z"


def everything_in(store: SqliteStore) -> Content:
    """Return the rows of all tables, steps and changes as they lie on disk."""
    steps = store._conn.execute(f"SELECT {STEP_COLUMNS} FROM steps ORDER BY number").fetchall()  # noqa: S608
    changes = store._conn.execute("SELECT * FROM changes ORDER BY number").fetchall()
    return {**content_of(store), "steps": steps, "changes": changes}


def known_on(store: SqliteStore, at: str) -> SqliteStore:
    """Return the file as it was before a moment."""
    return store.as_known(store.last_step(at))[0]


def differing(now: Content, then: Content) -> dict[str, TableChanges]:
    """Return what turns the rows of now into those of then, from looking at every row."""
    found = {}
    for table in now.keys() - {"steps", "changes"}:
        before, after = ({row[0]: row for row in each[table]} for each in (now, then))
        both = before.keys() & after.keys()
        found[table] = TableChanges(
            tuple(sorted(after.keys() - before.keys())),
            tuple(sorted(key for key in both if before[key] != after[key])),
            tuple(sorted(before.keys() - after.keys())),
        )
    return found


def do(store: SqliteStore, doing: Doing, at: str) -> None:
    """Do one thing, or nothing where there is nothing to do it to."""
    if isinstance(doing, list):
        with store.step("Edit", at, "anna") as step:
            for change in doing:
                Person(step).do(change)
    elif doing == "settings":
        with store.step("Settings", at, "anna") as step:
            (start,) = step.find("settings", {"name": "fiscal_year_start"})
            month = int(str(start["value"]))
            step.update("settings", int(start["key"] or 0), {"value": str(month % 12 + 1)})
            step.update("stages", 1, {"probability": month / 3})
    if doing in ("undo", "back and forth") and store.undoable():
        store.undo(at, "bert")
    if doing in ("redo", "back and forth") and store.redoable():
        store.redo(at, "bert")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOINGS)
def test_whatever_was_done_each_past_moment_is_as_it_was(doings: list[Doing]) -> None:
    store = open_memory(Settings())
    held: list[tuple[str, Content]] = [(BEGINNING, everything_in(store))]
    for number, doing in enumerate(doings):
        do(store, doing, moment(number))
        held.append((moment(number), everything_in(store)))

    now = everything_in(store)
    for (_, content), (following, _) in pairwise(held):
        past, changes = store.as_known(store.last_step(following))
        assert everything_in(past) == content
        assert past.check() == []
        past.close()
        for table, differs in differing(now, content).items():
            told = changes.get(table, TableChanges())
            assert (told.inserted, told.deleted) == (differs.inserted, differs.deleted)
            assert set(differs.updated) <= set(told.updated) <= {row[0] for row in now[table]}
    assert everything_in(known_on(store, "2027")) == now == everything_in(store)
    store.close()


def test_it_is_the_copy_of_a_file_that_stays_as_it_is(
    opened: Callable[..., SqliteStore], deal: Callable[..., Row]
) -> None:
    store = opened()
    with store.step("Add deal", moment(0), "anna") as step:
        (made,) = step.insert("deals", [deal()])
    with store.step("Rename", moment(1), "anna") as step:
        step.update("deals", int(made["key"] or 0), {"name": "Other"})
    now = everything_in(store)

    for reader in (store, opened(read_only=True)):
        past = known_on(reader, moment(1))
        assert past.rows("deals", [1])[0]["name"] == "ERP rollout"
        assert (past.last_step(), past.facts().version) == (1, 1)
        assert past.state.read_only
        with pytest.raises(ReadOnlyError):
            past.undo(moment(2), "anna")
        with pytest.raises(UnusableFileError):
            past.backup()
        past.close()
        assert everything_in(reader) == now
    with store.step("Go on", moment(2), "anna") as step:
        step.insert("partners", [{"name": "Acme"}])


def test_before_the_first_step_nothing_is_there(store: SqliteStore) -> None:
    with store.step("Add", moment(1), "anna") as step:
        step.insert("partners", [{"name": "Acme"}])
    past, changes = store.as_known(0)

    assert (past.count("partners"), past.last_step()) == (0, 0)
    assert changes == {"partners": TableChanges(deleted=(1,))}


def test_a_step_is_as_old_as_a_later_one_says(store: SqliteStore) -> None:
    far_ahead = "2027-01-01T05:30:00.000000Z"
    for name, at in (("Acme", moment(0)), ("Böse", far_ahead), ("Zeta", moment(2))):
        with store.step("Add", at, "anna") as step:
            step.insert("partners", [{"name": name}])

    assert known_on(store, moment(2)).count("partners") == 1
    assert known_on(store, moment(3)).count("partners") == 3


def test_a_step_at_the_moment_itself_comes_after_it(store: SqliteStore) -> None:
    with store.step("Add", moment(1), "anna") as step:
        step.insert("partners", [{"name": "Acme"}])

    assert known_on(store, moment(1)).count("partners") == 0


def test_ten_thousand_changes_are_taken_back_at_once(store: SqliteStore, deal: Callable[..., Row]) -> None:
    made = deal()
    with store.step("Import", moment(0), "anna") as step:
        step.insert_many("deals", tuple(made), [tuple(made.values())] * 20_000)
    before = everything_in(store)
    draw = random.Random(1)
    for number in range(10_000):
        with store.step("Edit", moment(1), "anna") as step:
            step.update("deals", draw.randrange(20_000) + 1, {"value": number})

    began = time.perf_counter()
    past = known_on(store, moment(1))
    assert time.perf_counter() - began < 5  # some 0.1 s; a busy machine is given its time
    assert everything_in(past) == before
