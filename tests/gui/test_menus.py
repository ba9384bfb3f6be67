"""The main menu: every command in its part, and the files opened lately."""

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.actions import ACTIONS, MENUS, Command
from partnertracker.gui.menus import Actions, MainMenu
from partnertracker.gui.theme.theme import Theme


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def parts(menu: QMenu) -> dict[str, QMenu]:
    """The menus within a menu, by their words."""
    inside = {action.text(): action.menu() for action in menu.actions()}
    return {words: part for words, part in inside.items() if isinstance(part, QMenu)}


def test_every_command_stands_in_its_part_and_does_what_it_says(window: QWidget, theme: Theme) -> None:
    done: list[Command] = []
    menu = MainMenu(Actions(window, done.append, theme), tuple, window)

    for part in parts(menu).values():
        for action in part.actions():
            if action.menu() is None:
                action.trigger()

    assert list(parts(menu)) == list(MENUS)
    assert done == sorted(ACTIONS, key=lambda command: MENUS.index(command.menu))


def test_a_file_opened_lately_is_opened_again(qtbot: QtBot, window: QWidget, theme: Theme) -> None:
    files = ["/old/A & B.sqlite3"]
    menu = MainMenu(Actions(window, lambda _command: None, theme), lambda: files, window)
    recent = parts(parts(menu)["File"])["Open recent"]
    files.insert(0, "/new/programme.sqlite3")

    recent.aboutToShow.emit()

    assert [action.text() for action in recent.actions()] == ["/new/programme.sqlite3", "/old/A && B.sqlite3"]
    with qtbot.waitSignal(menu.file_wanted) as wanted:
        recent.actions()[1].trigger()
    assert wanted.args == ["/old/A & B.sqlite3"]
