"""Every command leads somewhere, and no two share a shortcut."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from partnertracker.domain.facts import facts_of
from partnertracker.gui.actions import ACTIONS, MENUS, Command, search_hits
from partnertracker.gui.shell.openfile import OpenFile
from partnertracker.gui.shell.workspace import Workspace
from partnertracker.gui.theme.icons import resources
from partnertracker.gui.views import SETTINGS, VIEWS
from partnertracker.gui.window import Window


@pytest.mark.parametrize("command", ACTIONS, ids=lambda command: command.name)
def test_a_command_has_a_handler_an_icon_and_a_menu(command: Command) -> None:
    owner = {"window": Window, "file": OpenFile, "workspace": Workspace}[command.target]
    assert callable(getattr(owner, command.handler))
    assert command.handler in vars(owner), "the handler is ours, not one that Qt happens to have"
    assert command.menu in MENUS
    assert not command.icon or (resources() / "icons" / f"{command.icon}.svg").is_file()


def test_names_and_shortcuts_are_unique() -> None:
    names = Counter(command.name for command in ACTIONS)
    keys = Counter(QKeySequence(keys).toString() for command in ACTIONS for keys in command.shortcuts)
    assert [name for name, count in names.items() if count > 1] == []
    assert [key for key, count in keys.items() if count > 1] == []
    assert "" not in keys


def test_every_page_has_a_command_and_an_icon() -> None:
    shown = {command.argument for command in ACTIONS if command.handler == "show_page"}
    assert shown == {page.name for page in (*VIEWS, SETTINGS)}
    for page in (*VIEWS, SETTINGS):
        assert (resources() / "icons" / f"{page.icon}.svg").is_file()


def test_pages_metrics_and_commands_can_be_searched() -> None:
    titles = {hit.title: hit.kind for hit in search_hits(facts_of({}))}
    assert titles["Deals"] == "page"
    assert titles["Win rate"] == "metric"
    assert titles["Back up now"] == "command"
