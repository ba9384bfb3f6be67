"""The rows of a file that are here already can be looked at, with their lines and cells."""

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
