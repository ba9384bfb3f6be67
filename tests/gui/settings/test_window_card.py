"""The appearance belongs to this computer, not to the file."""

from partnertracker.gui.memory import Memory
from partnertracker.gui.settings.view import SettingsView
from partnertracker.gui.theme.schemes import remembered_scheme
from partnertracker.gui.theme.theme import Theme


def test_the_appearance_changes_at_once_and_is_remembered(
    page: SettingsView, theme: Theme, memory: Memory
) -> None:
    page.window_card.scheme.setCurrentIndex(2)
    page.window_card.scheme.activated.emit(2)
    assert theme.tokens.is_dark
    assert remembered_scheme(memory) == "dark"
    theme.choose("light")
