"""Columns grow where they stand, and what was given away never changes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.room import appended, copied, with_room


def test_a_row_more_needs_no_copy() -> None:
    column = with_room(3, np.int32)
    column[:] = [1, 2, 3]
    longer = appended(column, np.array([4]))
    assert longer.tolist() == [1, 2, 3, 4]
    assert np.shares_memory(column, longer)
    assert column.tolist() == [1, 2, 3]


def test_two_that_start_alike_go_on_differently() -> None:
    column = copied(np.array([1, 2]))
    one, other = appended(column, np.array([3])), appended(column, np.array([4, 5]))
    assert (one.tolist(), other.tolist(), column.tolist()) == ([1, 2, 3], [1, 2, 4, 5], [1, 2])


def test_a_part_of_a_column_is_not_grown_into_the_rest_of_it() -> None:
    column = copied(np.array([1, 2, 3]))
    assert appended(column[:2], np.array([9])).tolist() == [1, 2, 9]
    assert appended(column[1:], np.array([9])).tolist() == [2, 3, 9]
    assert column.tolist() == [1, 2, 3]


@given(st.lists(st.tuples(st.integers(0, 5), st.lists(st.integers(0, 9), max_size=80)), max_size=12))
def test_whatever_grows_from_whatever_all_stay_what_they_are(steps: list[tuple[int, list[int]]]) -> None:
    grown = [(copied(np.array([7, 8])), [7, 8])]
    for which, more in steps:
        column, expected = grown[which % len(grown)]
        grown.append((appended(column, np.array(more, dtype=np.int64)), expected + more))
    for column, expected in grown:
        assert column.tolist() == expected
