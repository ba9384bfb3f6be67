"""Cutting and joining columns gives what choosing rows one by one gives, be they few or many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import NO_ROW
from partnertracker.domain.splicing import Splice, joined, without

SIZE = 90


@st.composite
def splices(draw: st.DrawFn) -> tuple[Splice, list[int]]:
    """Draw a splice, and the table after it: where each row was, -1 for one that came."""
    some = st.sampled_from([0, 1, 2, SIZE])
    gone = draw(st.sets(st.integers(0, SIZE - 1), max_size=draw(some)))
    rows = [row for row in range(SIZE) if row not in gone]
    for _ in range(draw(some)):
        rows.insert(draw(st.integers(0, len(rows))), NO_ROW)
    come = [place for place, row in enumerate(rows) if row == NO_ROW]
    positions = (np.array(each, dtype=np.int64) for each in (sorted(gone), come))
    return Splice(SIZE, *positions), rows


@given(splices())
def test_a_column_is_cut_and_joined(made: tuple[Splice, list[int]]) -> None:
    splice, rows = made
    column, values = np.arange(SIZE) * 10, np.arange(len(splice.come)) + 0.5
    came = iter(values.tolist())
    expected = [next(came) if row == NO_ROW else row * 10 for row in rows]
    assert splice.after == len(rows)
    assert splice.column(column.astype(float), values).tolist() == expected


@given(splices())
def test_rows_that_stay_are_found_where_they_are_now(made: tuple[Splice, list[int]]) -> None:
    splice, rows = made
    kept = [row for row in rows if row != NO_ROW]
    places = splice.places(np.array([*kept, NO_ROW], dtype=np.int32))
    assert places.tolist() == [*(rows.index(row) for row in kept), NO_ROW]
    assert splice.moves or all(rows.index(row) == row for row in kept)


def test_rows_that_come_or_go_at_the_end_move_none() -> None:
    none, last, behind = (np.array(each, dtype=np.int64) for each in ([], [SIZE - 1], [SIZE]))
    assert not Splice(SIZE, none, behind).moves
    assert not Splice(SIZE, last, none).moves
    assert Splice(SIZE, none, last).moves


@pytest.mark.parametrize(("gone", "left"), [([], [5, 6, 7]), ([0], [6, 7]), ([0, 2], [6]), ([0, 1, 2], [])])
def test_rows_are_taken_out(gone: list[int], left: list[int]) -> None:
    assert without(np.array([5, 6, 7]), np.array(gone, dtype=np.int64)).tolist() == left


def test_rows_are_put_before_others_and_at_the_end() -> None:
    places, values = np.array([0, 0, 1, 2]), np.array([1, 2, 3, 4])
    assert joined(np.array([10, 20]), places, values).tolist() == [1, 2, 10, 3, 20, 4]
