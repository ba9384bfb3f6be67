import pytest

from partnertracker.gui.painting.bars import paint_attainment, paint_bar, paint_from_middle
from partnertracker.gui.theme.tokens import DARK, LIGHT, Tokens
from tests.gui.painting.canvas import Canvas

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("scaling", [1.0, 1.25, 1.5, 2.0])
def test_a_bar_is_as_long_as_its_share_and_sharp_at_every_scaling(scaling: float) -> None:
    canvas = Canvas(100, 20, scaling)
    with canvas.painter() as painter:
        paint_bar(painter, canvas.rect, 0.5, LIGHT.accent, LIGHT.track)

    columns = canvas.columns_of(LIGHT.accent)
    assert columns[0] <= 1
    assert columns[-1] == pytest.approx(50 * scaling, abs=3)
    middle = round(25 * scaling)
    colours = {canvas.colour(middle, y) for y in range(canvas.image.height())}
    assert colours == {"#ffffff", LIGHT.accent.name()}


def test_more_than_all_fills_the_bar() -> None:
    canvas = Canvas(100, 20)
    with canvas.painter() as painter:
        paint_bar(painter, canvas.rect, 1.7, LIGHT.accent, LIGHT.track)

    assert canvas.columns_of(LIGHT.accent)[-1] >= 98
    assert canvas.columns_of(LIGHT.track) == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_attainment_has_the_colour_of_its_status_and_a_mark_at_the_pace(tokens: Tokens) -> None:
    canvas = Canvas(100, 20)
    with canvas.painter() as painter:
        paint_attainment(painter, canvas.rect, 0.3, 0.6, "red", tokens)

    assert canvas.columns_of(tokens.red.fill)[-1] == pytest.approx(29, abs=2)
    mark = [x for x in canvas.columns_of(tokens.text) if canvas.colour(x, 4) == tokens.text.name()]
    assert mark == [59, 60]


@pytest.mark.parametrize("pace", [None, 1.0])
def test_a_period_that_is_over_has_no_mark(pace: float | None) -> None:
    canvas = Canvas(100, 20)
    with canvas.painter() as painter:
        paint_attainment(painter, canvas.rect, 0.3, pace, "green", LIGHT)

    assert canvas.columns_of(LIGHT.text) == []


def test_without_a_target_only_the_track_shows() -> None:
    canvas = Canvas(100, 20)
    with canvas.painter() as painter:
        paint_attainment(painter, canvas.rect, None, None, "no_target", LIGHT)

    assert canvas.columns_of(LIGHT.grey.fill) == []
    assert len(canvas.columns_of(LIGHT.track)) > 90


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_a_bar_from_the_middle_goes_left_below_0_and_right_above_it(tokens: Tokens) -> None:
    below, above = Canvas(100, 20), Canvas(100, 20)
    for canvas, share in ((below, -0.5), (above, 0.5)):
        with canvas.painter() as painter:
            paint_from_middle(painter, canvas.rect, share, tokens)

    left, right = below.columns_of(tokens.grey.fill), above.columns_of(tokens.accent)
    assert [left[0], left[-1], right[0], right[-1]] == pytest.approx([25, 49, 51, 74], abs=3)
    assert below.columns_of(tokens.accent) == above.columns_of(tokens.grey.fill) == []
