"""The page of settings over the small programme."""

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.settings.view import SettingsView
from partnertracker.gui.theme.theme import Theme


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> SettingsView:
    """The page, shown wide enough for two columns."""
    QLocale.setDefault(QLocale("en_US"))
    view = SettingsView(desk, theme, memory)
    qtbot.addWidget(view)
    view.resize(1244, 828)
    view.show()
    return view
