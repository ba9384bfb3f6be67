"""The figures of a partner's page get the width that they need; nothing gets less than its least."""

from hypothesis import given
from hypothesis import strategies as st

from partnertracker.gui.partner.sharing import widths

LEAST = (300, 390, 290)
WIDTHS = st.integers(200, 900)


@given(st.integers(sum(LEAST), 3000), WIDTHS, WIDTHS)
def test_all_the_room_is_given_and_none_gets_too_little(room: int, one: int, other: int) -> None:
    whole, wanted = max(one, other), min(one, other)

    form, figures, health = widths(room, LEAST, whole, wanted)

    assert form + figures + health == room
    assert form >= LEAST[0]
    assert figures >= LEAST[1]
    assert health >= LEAST[2]
    assert figures >= wanted or health == LEAST[2]


def test_figures_that_need_no_more_leave_all_as_usual() -> None:
    assert widths(1200, LEAST, 400, 300) == (340, 480, 380)


def test_health_gives_way_first_and_then_the_form() -> None:
    assert widths(1200, LEAST, 560, 400) == (340, 560, 300)
    assert widths(1200, LEAST, 590, 400) == (320, 590, 290)


def test_what_can_not_be_seen_whole_has_its_names_whole_and_takes_nothing_from_the_form() -> None:
    assert widths(1200, LEAST, 700, 500) == (340, 500, 360)
    assert widths(1050, LEAST, 700, 500) == (340, 420, 290)
