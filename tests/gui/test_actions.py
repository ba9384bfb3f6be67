"""Every command leads somewhere, and no two share a shortcut."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

import partnertracker.gui
from partnertracker.gui.actions import ACTIONS, MENUS, Command, search_hits
from partnertracker.gui.pagekeys import PAGE_KEYS, PageKeys
from partnertracker.gui.shell.openfile import OpenFile
from partnertracker.gui.shell.workspace import Workspace
from partnertracker.gui.theme.icons import resources
from partnertracker.gui.views import SETTINGS, VIEWS
from partnertracker.gui.window import Window
from tests.domain.programmes import facts_of


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


_ALL: list[Command | PageKeys] = [*ACTIONS, *PAGE_KEYS]


def test_every_key_that_a_part_of_a_page_has_is_told() -> None:
    told = {key for each in _ALL for keys in _keys(each) for key in keys.split("+")[-1:]}
    sources = Path(partnertracker.gui.__file__).parent.rglob("*.py")
    handled = {
        name for source in sources for name in re.findall(r"Qt\.Key\.Key_(\w+)", source.read_text("utf-8"))
    }
    known_to_all = {"Tab", "Backtab"}
    named = {name: QKeySequence(getattr(Qt.Key, f"Key_{name}")).toString() for name in handled - known_to_all}
    assert {name for name, key in named.items() if key not in told} == set()
    assert len(named) > 10


def test_every_shortcut_that_a_widget_has_for_itself_is_told() -> None:
    told = {key for each in _ALL for key in _keys(each)}
    sources = Path(partnertracker.gui.__file__).parent.rglob("*.py")
    own = {keys for source in sources for keys in _SHORTCUT.findall(source.read_text("utf-8"))}
    assert {keys for keys in own if QKeySequence(keys).toString() not in told} == set()
    assert "Ctrl+S" in own


_SHORTCUT = re.compile(r'"((?:(?:Ctrl|Alt|Shift)\+)+[^"+ {]+|F\d+)"')


def _keys(entry: Command | PageKeys) -> tuple[str, ...]:
    named = entry.shortcuts if isinstance(entry, Command) else entry.keys
    return tuple(QKeySequence(key).toString() for key in named)


def test_the_keys_of_a_place_differ() -> None:
    keys = Counter((each.place, key) for each in PAGE_KEYS for key in _keys(each))
    assert [each for each, count in keys.items() if count > 1] == []
    assert all(key for _, key in keys)


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
