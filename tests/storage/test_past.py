"""The past of a file is read in small parts: steps, counts, rows, and what was deleted."""

from partnertracker.domain.fields import Row
from partnertracker.services.past import Count, Wanted
from partnertracker.services.session import Session
from partnertracker.storage.store import SqliteStore
from tests.made_up import clock, inserted


def a_past(store: SqliteStore) -> Session:
    """Three partners added, one renamed, two deleted and the last of those steps undone."""
    session = Session(store, clock(), "Anna")
    new: list[Row] = [{"name": f"P{n}", "tier": "Gold"} for n in range(3)]
    rows = inserted(session, "partners", *new)
    keys = [int(row["key"] or 0) for row in rows]
    rename: Row = {"name": "Litware", "tier": None}
    session.execute("Rename", lambda writer: writer.update("partners", keys[0], rename))
    session.execute("Delete one", lambda writer: writer.delete("partners", keys[1:2]))
    session.execute("Delete two", lambda writer: writer.delete("partners", keys[2:]))
    session.undo()
    return session


def test_steps_are_found_by_text_table_and_page(store: SqliteStore) -> None:
    past = a_past(store).store.past

    assert [each.number for each in past.steps(Wanted(), 2)] == [5, 4]
    assert [each.number for each in past.steps(Wanted(before=4), 9)] == [3, 2, 1]
    assert [each.label for each in past.steps(Wanted("DELETE o"), 9)] == ["Delete one"]
    assert len(past.steps(Wanted("anna"), 9)) == 5
    assert past.steps(Wanted(table="deals"), 9) == []
    assert len(past.steps(Wanted(table="partners"), 9)) == 5


def test_what_a_step_touched(store: SqliteStore) -> None:
    past = a_past(store).store.past

    assert past.counts(1) == [Count("partners", "insert", 2)]  # one of the three is deleted since
    assert [each.row["name"] for each in past.touched(1, Count("partners", "insert", 2), 1, 9)] == ["P2"]
    (renamed,) = past.touched(2, Count("partners", "update", 1), 0, 9)
    assert renamed.fields == (("name", "P0", "Litware"), ("tier", "Gold", None))
    (gone,) = past.touched(3, Count("partners", "delete", 1), 0, 9)
    assert gone.row["name"] == "P1"


def test_the_bin_is_read_downwards(store: SqliteStore) -> None:
    session = a_past(store)
    assert [each.row["name"] for each in store.past.deleted("", 0, 9)] == ["P1"]
    session.redo()

    first = store.past.deleted("partners", 0, 1)

    assert [each.row["name"] for each in first] == ["P2"]
    assert [each.row["name"] for each in store.past.deleted("", first[0].number, 9)] == ["P1"]
    assert store.past.deleted("deals", 0, 9) == []
    assert store.past.row("partners", 2)["name"] == "P1"
    assert store.past.row("partners", 9) == {}
