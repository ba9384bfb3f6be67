"""The window's place on the screen."""

import pytest

from partnertracker.gui.frame import Frame
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme


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
