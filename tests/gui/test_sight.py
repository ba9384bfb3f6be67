"""What a hidden widget does about changes."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.sight import Sight


def test_a_widget_follows_at_once_unless_it_is_hidden_and_catches_up_once(qtbot: QtBot) -> None:
    page, followed = QWidget(), list[str]()
    qtbot.addWidget(page)
    sight = Sight(page, lambda: followed.append("caught up"))

    sight.follow()  # not shown yet, as while it is built
    assert followed == ["caught up"]
    page.show()
    sight.follow()
    assert len(followed) == 2
    page.hide()
    sight.follow()
    sight.follow()
    assert len(followed) == 2
    page.show()
    assert len(followed) == 3
    page.hide()
    page.show()
    assert len(followed) == 3
