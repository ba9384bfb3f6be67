"""The lists beside the board."""

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.health.lists import PlainList
from partnertracker.gui.theme.theme import Theme


def test_a_list_with_the_keyboard_is_seen_to_have_it(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before = QLineEdit()
    shown = PlainList(QStringListModel(["Call", "Visit"], window), "Next actions", 5)
    column = QVBoxLayout(window)
    column.addWidget(before)
    column.addWidget(shown)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before.setFocus()
    without = shown.grab().toImage()
    shown.setFocus()
    focused = shown.grab().toImage()
    assert focused.pixelColor(shown.width() // 2, 0) == theme.tokens.accent
    before.setFocus()
    assert shown.grab().toImage() == without
