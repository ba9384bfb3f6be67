"""The navigation shows the pages, their counts and which one is on screen."""

from pytestqt.qtbot import QtBot

from partnertracker.gui.shell.navigation import Navigation
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.views import SETTINGS, VIEWS


def test_a_click_chooses_and_counts_are_told(qtbot: QtBot, theme: Theme) -> None:
    navigation = Navigation(VIEWS, (SETTINGS,), theme)
    qtbot.addWidget(navigation)
    navigation.show_counts({"deals": "1,286"})
    entry = navigation._entries["deals"]
    assert entry.accessibleName() == "Deals, 1,286"
    with qtbot.waitSignal(navigation.chosen) as signal:
        entry.click()
    assert signal.args == ["deals"]


def test_only_the_page_on_screen_is_checked(qtbot: QtBot, theme: Theme) -> None:
    navigation = Navigation(VIEWS, (SETTINGS,), theme)
    qtbot.addWidget(navigation)
    navigation.select("partners")
    navigation.select("settings")
    assert [name for name, entry in navigation._entries.items() if entry.isChecked()] == ["settings"]
