import pytest

from partnertracker.gui.painting.squares import described, paint_months, squares_width
from partnertracker.gui.theme.tokens import LIGHT
from tests.gui.painting.canvas import Canvas

pytestmark = pytest.mark.usefixtures("qapp")

YEAR = ["", "unrated", *["green"] * 4, *["yellow"] * 3, *["red"] * 3]


@pytest.mark.parametrize("scaling", [1.0, 1.5, 2.0])
def test_each_month_stands_in_its_colour_from_the_left(scaling: float) -> None:
    canvas = Canvas(220, 20, scaling)
    with canvas.painter() as painter:
        paint_months(painter, canvas.rect, YEAR, LIGHT)

    green, yellow, red = (canvas.columns_of(c.fill) for c in (LIGHT.green, LIGHT.yellow, LIGHT.red))
    assert 2 * 17 * scaling == pytest.approx(green[0], abs=2)
    assert green[-1] < yellow[0] < yellow[-1] < red[0]
    assert red[-1] == pytest.approx(squares_width(12) * scaling, abs=2)
    assert canvas.columns_of(LIGHT.grey.soft)[-1] < green[0]


def test_squares_shrink_where_there_is_little_room() -> None:
    canvas = Canvas(220, 20)
    with canvas.painter() as painter:
        paint_months(painter, canvas.rect.adjusted(0, 0, -100, 0), YEAR, LIGHT)

    assert 110 < canvas.columns_of(LIGHT.red.fill)[-1] < 120


def test_the_shapes_tell_red_from_yellow_without_colour() -> None:
    canvas = Canvas(40, 20, 4)
    with canvas.painter() as painter:
        paint_months(painter, canvas.rect, ["red", "yellow"], LIGHT)

    def rows_of_shape(left: int) -> list[int]:
        fills = {LIGHT.red.fill.name(), LIGHT.yellow.fill.name()}
        middle = range(left + 16, left + 40)
        return [sum(canvas.colour(x, y) not in fills for x in middle) for y in range(28, 52)]

    assert rows_of_shape(0) != rows_of_shape(68)


def test_no_months_no_squares() -> None:
    canvas = Canvas(40, 20)
    with canvas.painter() as painter:
        paint_months(painter, canvas.rect, [], LIGHT)

    assert canvas.columns_of(LIGHT.grey.soft) == []


def test_words_say_what_the_squares_show() -> None:
    assert described(["green", "red", "red"]) == "1 month Green, then 2 months Red"
    assert described(["", "unrated"]) == "1 month Unrated, then 1 month Unrated"
