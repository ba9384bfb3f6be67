"""Where windows lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from partnertracker.gui.theme.places import take_size, within

_PLACES = st.integers(-5000, 5000)
_SIZES = st.integers(1, 5000)
_RECTS = st.builds(QRect, _PLACES, _PLACES, _SIZES, _SIZES)


@given(_RECTS, _RECTS)
def test_a_window_lies_within_the_screen(wanted: QRect, screen: QRect) -> None:
    place = within(wanted, screen)
    assert screen.contains(place)
    assert place.size() == wanted.size().boundedTo(screen.size())
    assert screen.contains(wanted) == (place == wanted)


@pytest.mark.usefixtures("theme")
def test_a_window_that_grows_moves_rather_than_reach_out_of_the_screen(qtbot: QtBot) -> None:
    window = QDialog()
    qtbot.addWidget(window)
    window.show()
    screen = window.screen().availableGeometry()
    window.move(screen.center())
    take_size(window, QSize(screen.width() - 20, 200))
    assert window.width() == screen.width() - 20
    assert screen.contains(window.frameGeometry())
    take_size(window, QSize(2 * screen.width(), 200))
    assert window.frameGeometry().left() == screen.left()
    assert screen.contains(window.frameGeometry())


@pytest.mark.usefixtures("theme")
def test_a_window_stays_where_it_is_while_there_is_room(qtbot: QtBot) -> None:
    window = QDialog()
    qtbot.addWidget(window)
    window.show()
    window.move(10, 10)
    take_size(window, QSize(200, 200))
    assert window.pos() == QPoint(10, 10)
