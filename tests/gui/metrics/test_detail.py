import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.change import ChangePane
from partnertracker.gui.metrics.detail import Detail
from partnertracker.gui.theme.theme import Theme


@pytest.fixture
def detail(qtbot: QtBot, desk: Desk, theme: Theme) -> Detail:
    detail = Detail(desk, theme)
    qtbot.addWidget(detail)
    detail.resize(432, 700)
    detail.show()
    return detail


def test_the_figure_is_in_front_and_the_arrows_turn_to_the_change(detail: Detail) -> None:
    assert detail.figure.isVisible()

    QTest.keyClick(detail.tabs, Qt.Key.Key_Right)

    assert detail.change.isVisible()
    assert not detail.figure.isVisible()
    QTest.keyClick(detail.tabs, Qt.Key.Key_Left)
    assert detail.figure.isVisible()


def test_a_pane_is_built_when_somebody_turns_to_it(detail: Detail) -> None:
    assert not detail.findChildren(ChangePane)

    detail.tabs.setCurrentIndex(1)

    assert detail.findChildren(ChangePane) == [detail.change]
