import time

import pytest
from PySide6.QtGui import QColor

from partnertracker.gui.painting.sparklines import described, paint_sparkline, point_at
from tests.gui.painting.canvas import Canvas

pytestmark = pytest.mark.usefixtures("qapp")

BLUE = QColor("#0000ff")


def painted(values: list[float | None], scaling: float = 1.0) -> Canvas:
    canvas = Canvas(100, 20, scaling)
    with canvas.painter() as painter:
        paint_sparkline(painter, canvas.rect, values, BLUE)
    return canvas


def test_a_line_runs_over_the_whole_width_and_ends_in_a_dot() -> None:
    canvas = painted([5, 5, 5, 5])

    def height(x: int) -> int:
        return sum(canvas.colour(x, y) != "#ffffff" for y in range(20))

    assert 1 <= height(3) < height(97)


def test_rising_values_end_higher_than_they_begin() -> None:
    canvas = painted([1, 2, 3])

    begins = min(y for y in range(20) if canvas.colour(3, y) != "#ffffff")
    ends = min(y for y in range(20) if canvas.colour(97, y) != "#ffffff")
    assert (ends < 3, begins > 14) == (True, True)


def test_missing_values_leave_a_gap() -> None:
    canvas = painted([1, 1, None, None, 1, 1])

    assert all(canvas.colour(50, y) == "#ffffff" for y in range(20))
    assert any(canvas.colour(10, y) != "#ffffff" for y in range(20))


@pytest.mark.parametrize("values", [[], [None, None]])
def test_nothing_is_painted_where_nothing_is_known(values: list[float | None]) -> None:
    assert painted(values).columns_of(BLUE) == []


def test_a_single_value_shows_as_a_dot() -> None:
    assert painted([None, 4, None]).columns_of(BLUE)


def test_two_hundred_take_no_time_that_a_person_sees() -> None:
    values: list[float | None] = [1, 3, 2, 4, 6, 5, 7, 8, 7, 9, 10, 11]
    canvas = Canvas(100, 20)
    began = time.perf_counter()
    with canvas.painter() as painter:
        for _ in range(200):
            paint_sparkline(painter, canvas.rect, values, BLUE)

    assert time.perf_counter() - began < 0.2


def test_words_say_what_the_line_shows() -> None:
    assert described([1, 2, None, 3]) == (
        "higher than at the start, rose 2 times and fell 0 times, 3 of 4 periods have data"
    )
    assert described([2, 1]).startswith("lower than at the start")
    assert described([1, 2, 1]).startswith("ends where it began")
    assert described([None]) == "no data"


def test_a_place_belongs_to_the_nearest_point() -> None:
    assert [point_at(10, 112, 12, x) for x in (0, 10, 20, 66, 121, 400)] == [0, 0, 1, 6, 11, 11]
    assert point_at(0, 1, 12, 5) == 11
