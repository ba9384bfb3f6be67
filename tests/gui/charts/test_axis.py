from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.gui.charts.axis import ticks

numbers = st.floats(-1e12, 1e12).filter(lambda x: x == 0 or abs(x) > 1e-6)


@pytest.mark.parametrize(
    ("low", "high", "whole", "expected"),
    [
        (0, 231_000, False, (0, 50_000, 100_000, 150_000, 200_000, 250_000)),
        (129_000, 231_000, False, (125_000, 150_000, 175_000, 200_000, 225_000, 250_000)),
        (60, 231, False, (0, 50, 100, 150, 200, 250)),
        (0.2, 0.31, False, (0.2, 0.225, 0.25, 0.275, 0.3, 0.325)),
        (0, 3, True, (0, 1, 2, 3)),
        (0, 0, False, (0, 1)),
        (5, 5, False, (0, 1, 2, 3, 4, 5)),
        (-40, 60, False, (-40, -20, 0, 20, 40, 60)),
    ],
)
def test_lines_stand_at_round_numbers(
    low: float, high: float, *, whole: bool, expected: tuple[float, ...]
) -> None:
    assert ticks(low, high, whole=whole) == expected


@given(one=numbers, other=numbers, whole=st.booleans())
def test_lines_take_in_the_range_evenly_and_are_few(*, one: float, other: float, whole: bool) -> None:
    low, high = sorted((one, other))

    lines = ticks(low, high, whole=whole)

    hair = 1e-6 * (high - low)
    assert lines[0] <= low + hair
    assert lines[-1] >= high - hair
    assert 2 <= len(lines) <= 9
    steps = [after - before for before, after in pairwise(lines)]
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)
