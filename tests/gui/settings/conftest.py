"""The page of settings over the small programme."""

import pytest
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.settings.view import SettingsView
from partnertracker.gui.theme.theme import Theme
from tests.gui.pages import on_screen


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> SettingsView:
    """The page, shown wide enough for two columns."""
    return on_screen(qtbot, SettingsView(desk, theme, memory))
