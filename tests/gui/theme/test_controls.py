"""Buttons as they are drawn."""

import pytest
from pytestqt.qtbot import QtBot

from partnertracker.gui.theme.controls import button, tooltip


@pytest.mark.usefixtures("theme")
def test_a_link_has_room_for_its_words_also_while_it_is_checked(qtbot: QtBot) -> None:
    link = button("Show what counts", "link")
    qtbot.addWidget(link)
    link.setCheckable(True)
    link.setChecked(True)

    def ink(width: int) -> int:
        """Return how many columns of pixels the words take at a width."""
        link.setFixedWidth(width)
        drawn = link.grab().toImage()
        empty = drawn.pixel(0, 0)
        return sum(
            any(drawn.pixel(x, y) != empty for y in range(drawn.height())) for x in range(drawn.width())
        )

    wanted = link.sizeHint().width()
    assert 0 < ink(wanted) == ink(wanted + 60)


def test_a_tooltip_shows_what_it_is_given_and_reads_no_markup_in_it() -> None:
    assert tooltip("<img src=x> & co\nbelow") == "<p>&lt;img src=x&gt; &amp; co<br>below</p>"
    assert tooltip("") == ""


def test_a_tooltip_shows_the_beginning_of_a_very_long_text() -> None:
    shown = tooltip("Long name " * 10_000)
    assert shown.startswith("<p>Long name Long name")
    assert shown.endswith("…</p>")
    assert len(shown) < 1_100
