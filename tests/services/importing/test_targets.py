"""A target that is imported replaces the one in force from its day on, and the past keeps its own."""

from datetime import date

import pytest

from partnertracker.services.editing import change_row, set_target
from partnertracker.services.session import Session
from tests.made_up import clock
from tests.services.importing.conftest import Desk, counts

HEADER = "metric,scope,period,comparison,value"
DATED = f"{HEADER},effective_on"
PLACE = "bookings,all,2026-Q3,at_least"
TODAY = "2026-11-22"


def held(desk: Desk) -> list[tuple[object, object]]:
    return [(row["value"], row["effective_on"]) for row in desk.rows("targets")]


@pytest.fixture
def history(desk: Desk) -> Desk:
    """A target of 100 that was raised to 200 in August."""
    desk.bring("targets", f"{DATED}\n{PLACE},100,2026-06-01\n{PLACE},200,2026-08-01\n")
    return desk


def test_going_back_to_an_earlier_value_is_a_new_target(history: Desk) -> None:
    made = history.bring("targets", f"{HEADER}\n{PLACE},100\n")
    assert counts(made) == (1, 0, 0, 0)
    assert held(history) == [(100, "2026-06-01"), (200, "2026-08-01"), (100, TODAY)]


def test_the_one_in_force_again_is_the_same(history: Desk) -> None:
    assert counts(history.plan("targets", f"{HEADER}\n{PLACE},200\n")) == (0, 0, 1, 0)
    without_scope = f"metric,period,comparison,value\n{PLACE.replace(',all', '')},200\n"
    assert counts(history.plan("targets", without_scope)) == (0, 0, 1, 0)
    whole = f"{DATED}\n{PLACE},100,2026-06-01\n{PLACE},200,2026-08-01\n"
    assert counts(history.plan("targets", whole)) == (0, 0, 2, 0)


def test_a_second_change_on_one_day_replaces_the_first(desk: Desk) -> None:
    told = [counts(desk.bring("targets", f"{HEADER}\n{PLACE},{value}\n")) for value in (300, 400, 300)]
    assert told == [(1, 0, 0, 0), (0, 1, 0, 0), (0, 1, 0, 0)]
    assert held(desk) == [(300, TODAY)]


def test_a_day_that_is_told_is_a_row_of_its_own(history: Desk) -> None:
    made = history.bring(
        "targets", f"{DATED}\n{PLACE},150,2026-07-01\n{PLACE},210,2026-08-01\n{PLACE},200,2026-09-01\n"
    )
    assert counts(made) == (2, 1, 0, 0)
    assert sorted(held(history), key=lambda each: str(each[1])) == [
        (100, "2026-06-01"),
        (150, "2026-07-01"),
        (200, "2026-08-01"),  # what held then stays; what is changed now holds from today on
        (200, "2026-09-01"),
        (210, TODAY),
    ]


def test_two_of_one_day_in_a_file_are_settled_by_the_person(desk: Desk) -> None:
    made = desk.plan("targets", f"{HEADER}\n{PLACE},100\n{PLACE},200\n{PLACE},100\n")
    assert counts(made) == (1, 0, 1, 1)


def test_import_and_the_target_editor_agree(history: Desk) -> None:
    session = history.session
    session.execute(*set_target(session, "bookings", "all", "2026-Q3", comparison="at_least", value=300.0))
    assert counts(history.bring("targets", f"{HEADER}\n{PLACE},400\n")) == (0, 1, 0, 0)
    assert held(history)[-1] == (400, TODAY)
    later = Session(session.store, clock()._replace(today=lambda: date(2026, 12, 1)), "Anna")
    history.session = later
    assert counts(history.plan("targets", f"{HEADER}\n{PLACE},400\n")) == (0, 0, 1, 0)
    assert counts(history.plan("targets", f"{HEADER}\n{PLACE},401\n")) == (1, 0, 0, 0)


def test_an_old_target_that_is_edited_replaces_the_one_of_today(history: Desk) -> None:
    first, *_ = history.rows("targets")
    for value in (250.0, 260.0):
        history.session.execute(
            *change_row(history.session, "targets", int(first["key"] or 0), {"value": value})
        )
    assert held(history) == [(100, "2026-06-01"), (200, "2026-08-01"), (260, TODAY)]
