"""The table has the room that its columns want, until the person shares it out in another way."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.metrics.sides import Sides


@pytest.fixture
def sides(qtbot: QtBot) -> Sides:
    made = Sides()
    qtbot.addWidget(made)
    for least in (100, 260):
        part = QWidget()
        part.setMinimumWidth(least)
        made.addWidget(part)
    made.resize(1213, 400)
    made.show()
    return made


def test_what_stands_beside_gives_way_as_far_as_it_can(sides: Sides) -> None:
    sides.want(600)
    assert sides.sizes() == [765, 432]
    sides.want(900)
    assert sides.sizes() == [900, 297]
    sides.want(1200)
    assert sides.sizes() == [937, 260]


def test_where_the_person_moved_the_border_it_stays(sides: Sides) -> None:
    sides.moveSplitter(400 + sides.handleWidth(), 1)
    sides.splitterMoved.emit(400, 1)
    before = sides.sizes()
    sides.want(900)
    assert sides.sizes() == before
