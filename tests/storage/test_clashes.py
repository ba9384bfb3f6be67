"""Values that no two rows share, looked up for all rows that get theirs back at once."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.fields import Row
from partnertracker.domain.settings import Settings
from partnertracker.services.editing.writing import Change, write_changes
from partnertracker.services.past import TAKEN
from partnertracker.services.session import Session
from partnertracker.services.taking_back import prospect
from partnertracker.storage.clashes import taken
from partnertracker.storage.layout import layout
from partnertracker.storage.standing import Standing
from tests.made_up import clock, empty_session, inserted
from tests.storage.memory import new_connection, store_over


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    yield session
    session.store.close()


def deals(session: Session, count: int) -> list[Row]:
    row: Row = {"customer": "C", "stage": "lead", "value": 100, "created_on": "2026-01-05"}
    return inserted(
        session, "deals", *({**row, "name": f"D{at}", "external_id": f"E{at}"} for at in range(count))
    )


def numbered(session: Session, rows: list[Row], numbers: list[str | None]) -> int:
    """Give deals other external ids in one step, and return it."""
    kind, context = session.kind("deals"), session.context
    changes = [Change(row, {"external_id": to}) for row, to in zip(rows, numbers, strict=True)]
    session.execute("Number", lambda writer: write_changes(writer, kind, changes, context))
    return session.store.last_step()


def test_values_that_are_free_come_back(session: Session) -> None:
    step = numbered(session, deals(session, 3), ["N0", "N1", None])
    assert prospect(session, step).free


def test_each_value_that_another_row_has_by_now_is_in_the_way(session: Session) -> None:
    rows = deals(session, 4)
    step = numbered(session, rows[:3], ["N0", "N1", "N2"])
    later = numbered(session, rows[3:], ["E1"])
    way = [each.obstacle for each in prospect(session, step).in_the_way]
    assert [(each.why, each.key, each.by, each.step) for each in way] == [
        (TAKEN, rows[1]["key"], ("deals", rows[3]["key"]), later)
    ]


def statements(count: int) -> int:
    """Return how many statements it takes to look up so many values."""
    conn = new_connection(Settings())
    session = Session(store_over(conn), clock(), "Anna")
    step = numbered(session, deals(session, count), [f"N{at}" for at in range(count)])
    told: list[str] = []
    conn.set_trace_callback(told.append)
    assert not list(taken(Standing(conn, step), layout("deals")))
    conn.set_trace_callback(None)
    session.store.close()
    return len(told)


def test_many_rows_take_as_many_statements_as_a_few() -> None:
    assert statements(300) == statements(3)
