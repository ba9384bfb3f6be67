"""Pages of the window as a person has them: in sight, in the usual size, with the keyboard."""

from typing import TypeVar

from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

P = TypeVar("P", bound=QWidget)


def on_screen(qtbot: QtBot, page: P) -> P:
    """Show a page as large as a window of 1440 × 900 leaves it, in the formats of the USA."""
    QLocale.setDefault(QLocale("en_US"))
    qtbot.addWidget(page)
    page.resize(1244, 828)
    page.show()
    QTest.qWaitForWindowActive(page)
    return page
