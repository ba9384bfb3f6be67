"""A column kept by numbers says what the list of its values says."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.fields import Value
from partnertracker.services.importing.coded import (
    NUMBER,
    Coded,
    Different,
    combinations,
    days_in,
    different_in,
    filled,
    taken,
)

VALUES = st.sampled_from([None, "2026-01-01", "2026-01-02", "2025-12-31", "0001-01-01", "9999-12-31"])
COLUMNS = st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=30)
USUAL = "2026-01-02"


def coded(values: Sequence[Value], different: Different | None = None) -> Coded:
    """Number values as they come, so that equal ones may have several numbers."""
    used = different or Different(None, USUAL)
    return Coded(used, np.array([used.number_of(value) for value in values], NUMBER))


@given(COLUMNS)
def test_it_reads_like_a_list(pairs: list[tuple[Value, Value]]) -> None:
    values = [value for value, _ in pairs]
    column = coded(values)
    assert list(column) == values
    assert [column[at] for at in range(len(column))] == values
    assert list(column[1:]) == values[1:]
    for value in (None, USUAL, "2024-02-29"):
        assert (value in column) == (value in values)
    assert set(different_in(column)) == set(different_in(values))
    assert list(filled(column, USUAL)) == list(filled(values, USUAL))
    places = list(range(0, len(values), 2))
    assert list(taken(column, places)) == list(taken(values, places))
    assert np.array_equal(days_in(column), days_in(values), equal_nan=True)


@given(COLUMNS)
def test_what_stands_for_values_is_equal_only_where_they_are(pairs: list[tuple[Value, Value]]) -> None:
    first, second = ([pair[at] for pair in pairs] for at in (0, 1))
    for columns in (
        [coded(first)],
        [coded(first), coded(second)],
        [first, coded(second)],
        [coded(first)] * 3,
    ):
        rows = list(zip(*columns, strict=True))
        for one, row in zip(combinations(columns), rows, strict=True):
            for other, other_row in zip(combinations(columns), rows, strict=True):
                assert one != other or row == other_row


def test_numbers_last_while_the_column_grows() -> None:
    different = Different(None, None)
    early = coded(["2026-01-01", None], different)
    assert list(early) == ["2026-01-01", None]
    assert days_in(early)[0] == np.datetime64("2026-01-01")
    late = coded(["2026-01-03", "2026-01-01"], different)
    assert list(early) == ["2026-01-01", None]
    assert list(late) == ["2026-01-03", "2026-01-01"]
    assert list(days_in(late)) == [np.datetime64("2026-01-03"), np.datetime64("2026-01-01")]
