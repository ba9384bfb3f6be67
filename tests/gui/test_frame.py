"""The window's place on the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from partnertracker.gui.frame import Frame, within
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme

_PLACES = st.integers(-5000, 5000)
_SIZES = st.integers(1, 5000)
_RECTS = st.builds(QRect, _PLACES, _PLACES, _SIZES, _SIZES)


@given(_RECTS, _RECTS)
def test_a_window_lies_within_the_screen(wanted: QRect, screen: QRect) -> None:
    place = within(wanted, screen)
    assert screen.contains(place)
    assert place.size() == wanted.size().boundedTo(screen.size())
    assert screen.contains(wanted) == (place == wanted)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("remembered", [False, True])
def test_a_window_is_not_larger_than_its_screen(theme: Theme, memory: Memory, remembered: bool) -> None:  # noqa: FBT001
    if remembered:
        before = Frame(theme, memory)
        before.show()
        before.setGeometry(300, 200, 3000, 2000)
        before.close()
        before.deleteLater()

    frame = Frame(theme, memory)

    screen = frame.screen().availableGeometry()
    size, place = frame.size(), frame.pos()
    frame.deleteLater()
    assert size == size.boundedTo(screen.size())
    assert screen.contains(place)
