"""The rows of a file that are here already can be looked at, with their lines and cells."""

import sys
from types import FrameType

from tests.services.importing.conftest import Desk

FIRST = "name,tier\nLitware,Gold\nFabrikam,Silver\nAdatum,\n"


def test_rows_that_are_here_already_are_given_as_they_stand_in_the_file(desk: Desk) -> None:
    desk.bring("partners", FIRST)
    made = desk.plan("partners", "name,tier\nNew one,Gold\nLitware ,Gold\nFabrikam,Gold\n\nAdatum,\n")
    assert (made.new, made.changed, made.same) == (1, 1, 2)
    assert list(made.unchanged()) == [(3, ("Litware ", "Gold")), (6, ("Adatum", ""))]


def test_a_row_said_twice_is_there_once_and_the_same_once(desk: Desk) -> None:
    made = desk.plan("partners", "name,tier\nLitware,Gold\nLitware,Gold\n")
    assert (made.new, made.same) == (1, 1)
    assert list(made.unchanged()) == [(3, ("Litware", "Gold"))]


def test_where_every_row_is_new_none_is_here_already(desk: Desk) -> None:
    assert list(desk.plan("partners", FIRST).unchanged()) == []


def test_a_list_read_anew_is_compared_a_column_at_a_time(desk: Desk) -> None:
    count = 2_000
    rows = "".join(f"{n},Rollout,Port {n % 7},lead,{n}.50,USD,2026-01-05\n" for n in range(count))
    content = f"external_id,name,customer,stage,value,currency,created_on\n{rows}"
    desk.bring("deals", content)
    calls = 0

    def count_calls(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count_calls)
    try:
        made = desk.plan("deals", content)
    finally:
        sys.setprofile(None)
    assert (made.new, made.changed, made.same) == (0, 0, count)
    assert calls < 16 * count


def test_of_many_rows_just_those_that_differ_are_changed(desk: Desk) -> None:
    said = [f"{n},Rollout,Port,lead,{n},2026-01-05" for n in range(40)]
    header = "external_id,name,customer,stage,value,created_on"
    desk.bring("deals", "\n".join((header, *said, "")))
    said[7] = said[7].replace("Port", "Ulm")
    said[31] = said[31].replace(",31,", ",32,")
    made = desk.plan("deals", "\n".join((header, *said, "")))
    assert [(each.line, each.after) for each in made.changes()] == [
        (9, {"customer": "Ulm"}),
        (33, {"value": 3200}),
    ]
    assert made.same == 38
