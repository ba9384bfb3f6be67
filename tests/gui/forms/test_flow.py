from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.forms.flow import FlowLayout


def boxes(qtbot: QtBot, count: int) -> tuple[QWidget, FlowLayout, list[QWidget]]:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = FlowLayout(holder, spacing=10)
    made = []
    for _ in range(count):
        box = QWidget()
        box.setFixedSize(100, 20)
        layout.addWidget(box)
        made.append(box)
    return holder, layout, made


def test_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    _holder, layout, made = boxes(qtbot, 3)
    layout.setGeometry(QRect(0, 0, 210, 100))
    assert [(box.x(), box.y()) for box in made] == [(0, 0), (110, 0), (0, 30)]
    assert layout.heightForWidth(210) == 50
    assert layout.heightForWidth(400) == 20


def test_the_last_one_can_be_moved_forward(qtbot: QtBot) -> None:
    _holder, layout, made = boxes(qtbot, 3)
    layout.move_last_to(0)
    layout.setGeometry(QRect(0, 0, 400, 100))
    assert [box.x() for box in made] == [110, 220, 0]


def test_its_height_is_that_of_what_is_in_it_now(qtbot: QtBot) -> None:
    _holder, layout, made = boxes(qtbot, 3)
    assert layout.heightForWidth(210) == 50
    made[2].setFixedHeight(40)
    assert layout.heightForWidth(210) == 70
    made[2].hide()
    assert layout.heightForWidth(210) == 20
