import pytest
from PySide6.QtGui import QColor

from partnertracker.gui.painting.waterfall import Scale, Span, paint_level, paint_span, scale_of
from partnertracker.gui.theme.tokens import LIGHT
from tests.gui.painting.canvas import Canvas

pytestmark = pytest.mark.usefixtures("qapp")

SCALE = Scale(0, 100, broken=False)
MIDDLE = 12


def painted(span: Span, scale: Scale = SCALE, scaling: float = 1.0) -> Canvas:
    canvas = Canvas(200, 2 * MIDDLE, scaling)
    with canvas.painter() as painter:
        paint_span(painter, canvas.rect, span, scale, LIGHT)
    return canvas


def colours(canvas: Canvas, first: int, last: int) -> set[str]:
    """Return the colours along the middle of the line."""
    return {canvas.colour(x, MIDDLE) for x in range(first, last)}


def test_a_scale_begins_at_nothing_unless_the_changes_are_small_beside_the_figure() -> None:
    assert scale_of([40, 100, 70]) == Scale(0, 100, broken=False)
    assert scale_of([90, 100]) == Scale(86, 100, broken=True)
    assert scale_of([-20, 30]) == Scale(-20, 30, broken=False)
    assert scale_of([-20, -10]) == Scale(-20, 0, broken=False)
    assert scale_of([]) == Scale(0, 0, broken=False)
    assert scale_of([5, 5]).broken


def test_a_place_lies_between_the_ends_in_proportion() -> None:
    room = Canvas(200, 20).rect

    assert [SCALE.place(room, level) for level in (0, 25, 100)] == [0, 50, 200]
    assert Scale(3, 3, broken=False).place(room, 3) == 0


def test_what_adds_is_full_and_what_takes_away_is_hollow() -> None:
    full, hollow = painted(Span(20, 60)), painted(Span(60, 20))

    assert colours(full, 42, 118) == {LIGHT.accent.name()}
    assert colours(hollow, 42, 118) == {LIGHT.accent_soft.name()}
    assert hollow.colour(40, MIDDLE) == LIGHT.accent.name()
    assert LIGHT.accent.name() not in colours(full, 130, 200)


def test_a_correction_is_hatched() -> None:
    assert len(colours(painted(Span(20, 60, correction=True)), 42, 118)) > 2


@pytest.mark.parametrize("scaling", [1.0, 1.5, 2.0])
def test_a_change_of_almost_nothing_is_still_seen(scaling: float) -> None:
    assert painted(Span(50, 50.01), scaling=scaling).columns_of(LIGHT.accent)


def test_a_figure_begins_at_the_left_and_is_torn_where_that_is_no_zero() -> None:
    whole = painted(Span(50, 50, total=True))
    torn = painted(Span(98, 98, total=True), Scale(90, 100, broken=True))

    assert colours(whole, 1, 99) == {LIGHT.grey.fill.name()}
    assert QColor(LIGHT.surface).name() in colours(torn, 8, 22)


def test_thin_lines_lead_from_one_line_to_the_next() -> None:
    change, nothing = painted(Span(20, 60)), Canvas(200, 2 * MIDDLE)
    with nothing.painter() as painter:
        paint_level(painter, nothing.rect, 50, SCALE, LIGHT)

    assert change.colour(40, 1) == change.colour(120, 22) == LIGHT.muted.name()
    assert {nothing.colour(100, y) for y in range(1, 23)} == {LIGHT.muted.name()}
