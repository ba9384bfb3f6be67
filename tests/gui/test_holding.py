import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.holding import Hold
from tests.gui.painted import Painted


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    QApplication.processEvents()
    return window


def test_a_page_is_painted_once_when_it_is_ready(window: QWidget) -> None:
    painted, hold = Painted(window), Hold(QWidget(window))

    hold.begin()
    window.update()
    QApplication.processEvents()
    assert painted.count == 0

    hold.end()
    QApplication.processEvents()
    assert painted.count == 1
    hold.end()
    QApplication.processEvents()
    assert painted.count == 1


def test_a_page_that_never_gets_ready_is_painted_all_the_same(window: QWidget, qtbot: QtBot) -> None:
    painted, hold = Painted(window), Hold(QWidget(window))

    hold.begin()
    window.update()
    hold.begin()

    qtbot.waitUntil(lambda: painted.count == 1, timeout=1000)


def test_a_painting_asked_for_before_is_not_lost(window: QWidget) -> None:
    painted, hold = Painted(window), Hold(QWidget(window))

    window.update()
    hold.begin()
    QApplication.processEvents()
    hold.end()
    window.update()
    QApplication.processEvents()

    assert painted.count == 1
