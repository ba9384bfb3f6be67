"""The window's frame by keyboard: pages, periods, search, undo, and a file that somebody else holds."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
)

from partnertracker.gui.actions import MENUS
from partnertracker.gui.dialogs import AboutDialog, ShortcutSheet
from partnertracker.gui.shell.openfile import OpenFile
from partnertracker.gui.start import StartPage
from partnertracker.gui.views import SETTINGS, VIEWS
from partnertracker.services.editing import insert_row
from tests.e2e.driver import Driver


@pytest.fixture
def team(driver: Driver) -> Driver:
    """A file with one partner, entered as a step."""
    driver.make_file("channel-team")
    add_partner(driver, "Litware")
    return driver


def add_partner(driver: Driver, name: str) -> None:
    driver.workspace.desk.change(
        lambda session: session.execute(*insert_row(session, "partners", {"name": name})[:2])
    )


def test_every_page_has_its_key(team: Driver) -> None:
    for number, page in enumerate(VIEWS, start=1):
        team.press(f"Ctrl+{number}")
        assert team.workspace.page is page
    team.press("Ctrl+,")
    assert team.workspace.page is SETTINGS


def test_the_menu_opens_by_its_key(team: Driver) -> None:
    team.press("F10")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == list(MENUS)
    menu.close()


def test_the_page_is_remembered(team: Driver) -> None:
    team.press("Ctrl+3")
    team.restart()
    assert team.workspace.page is VIEWS[2]


def test_undo_and_redo_name_their_step_and_take_it(team: Driver) -> None:
    assert "Litware" in team.window.commands.by_name["undo"].toolTip()
    team.press("Ctrl+Z")
    assert team.rows("partners") == 0
    assert "Litware" in team.window.commands.by_name["redo"].toolTip()
    assert not team.window.commands.by_name["undo"].isEnabled()
    team.press("Ctrl+Y")
    assert team.rows("partners") == 1


def test_redo_is_offered_only_while_there_is_a_step_to_redo(team: Driver) -> None:
    redo = team.window.commands.by_name["redo"]
    assert not redo.isEnabled()
    team.press("Ctrl+3")
    team.press("Ctrl+Z")
    team.press("Ctrl+2")
    assert redo.isEnabled()


def test_undo_never_empties_the_demo(driver: Driver) -> None:
    driver.window.open_demo()
    deals = driver.rows("deals")
    driver.press("Ctrl+Z")
    add_partner(driver, "Somebody")
    driver.press("Ctrl+Z")
    driver.workspace.undo()  # as a second press does before the command is disabled
    assert driver.rows("deals") == deals
    assert driver.notice == "There is nothing to undo."
    assert not driver.window.commands.by_name["undo"].isEnabled()


def test_a_failure_is_forgotten_after_the_next_step(team: Driver) -> None:
    add_partner(team, "Litware")
    assert team.notice
    add_partner(team, "Fabrikam")
    assert not team.notice


def test_undo_still_works_after_a_restart(team: Driver) -> None:
    team.restart()
    team.press("Ctrl+Z")
    assert team.rows("partners") == 0


def test_periods_turn_by_keyboard(team: Driver) -> None:
    team.press("Alt+Left")
    assert team.workspace.desk.choice.period.label == "2026-Q3"
    team.press("Alt+Right")
    assert team.workspace.desk.choice.period.label == "2026-Q4"


def test_searching_opens_a_record(team: Driver) -> None:
    team.press("Ctrl+2")
    assert team.find("litw") == ["Litware"]
    team.press("Return")
    assert team.workspace.page.name == "partners"


def test_searching_runs_a_command_and_turns_to_a_page(team: Driver) -> None:
    assert team.find("about")[0] == "About Partner Tracker"
    team.press("Return")
    about = team.frame.findChild(AboutDialog)
    assert isinstance(about, AboutDialog)
    about.accept()
    team.find("health")
    team.press("Return")
    assert team.workspace.page.name == "health"


def test_f1_shows_every_shortcut(team: Driver) -> None:
    team.press("F1")
    sheet = team.frame.findChild(ShortcutSheet)
    assert isinstance(sheet, ShortcutSheet)
    assert sheet.isVisible()
    words = [each.text() for each in sheet.findChildren(QLabel)]
    for text, keys in (("Find in the table", "Ctrl+F"), ("Edit the target", "E")):
        assert words[words.index(text) + 1] == keys
    assert words[words.index("Review as Green, Yellow or Red") + 1] == "G  or  Y  or  R"
    assert sheet.size().boundedTo(team.frame.size()) == sheet.size()
    (area,) = sheet.findChildren(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0, "the keys must not be looked for sideways"
    sheet.accept()


def test_a_file_that_somebody_holds_opens_to_read_and_says_so(team: Driver, tmp_path: Path) -> None:
    path = team.opener.path
    assert path is not None
    second = Driver(team._theme, tmp_path)
    second.window.open_path(path)
    assert second.frame.windowTitle().count("channel-team") == 1
    assert "[read only]" in second.frame.windowTitle()
    assert "channel-team.sqlite3 is open" in second.notice
    assert second.rows("partners") == 1
    for name in ("undo", "import", "new_record", "delete"):
        assert not second.window.commands.by_name[name].isEnabled()
    assert second.window.commands.by_name["export"].isEnabled()
    second.leave()


def test_without_a_file_only_starts_and_help_can_be_chosen(driver: Driver) -> None:
    enabled = {name for name, action in driver.window.commands.by_name.items() if action.isEnabled()}
    assert enabled == {"new_file", "open_file", "open_demo", "quit", "shortcuts", "about"}


def test_a_backup_is_made_and_told(team: Driver) -> None:
    team.window.commands.by_name["backup"].trigger()
    assert team.notice.startswith("Backed up to")
    assert list((team.folder / "backups").rglob("*.sqlite3"))


def test_a_bug_in_a_step_is_told_once_and_leaves_the_file_as_it_was(team: Driver) -> None:
    def broken(_writer: object) -> None:
        raise RuntimeError("Litware")

    team.workspace.desk.do("Break", broken)
    assert "unexpected" in team.notice
    assert "Litware" not in team.notice
    assert team.rows("partners") == 1


def test_every_control_has_a_name_for_screen_readers(team: Driver) -> None:
    nameless: list[str] = []
    for page in (*VIEWS, SETTINGS):
        team.workspace.show_page(page.name)
        team.workspace.view.new_record()
        for kind in (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit):
            for widget in team.workspace.findChildren(kind):
                reached = widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
                part_of_another = isinstance(
                    widget.parent(), (QComboBox, QLabel, QLineEdit, QAbstractSpinBox)
                )
                text = widget.text() if isinstance(widget, QAbstractButton) else ""
                if reached and not (part_of_another or widget.accessibleName() or text):
                    nameless.append(f"{page.name}: {widget!r} in {widget.parent()!r}")
    assert nameless == []


def test_clicking_a_way_to_begin_begins(driver: Driver) -> None:
    page = driver.window.page
    assert isinstance(page, StartPage)
    QTest.mouseClick(page.ways[3], Qt.MouseButton.LeftButton)
    assert isinstance(driver.window.page, OpenFile)


def test_closing_with_a_change_that_fails_keeps_the_window_open_once(team: Driver) -> None:
    def fail_late() -> None:
        team.workspace.desk.failures += 1

    team.workspace.finish_typing = fail_late  # type: ignore[method-assign]  # as a form whose field can't be saved
    assert not team.frame.close()
    assert team.frame.isVisible()
    del team.workspace.finish_typing
    assert team.frame.close()
