"""On a slow disk nothing typed is lost, whatever is done meanwhile."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from partnertracker.domain.fields import Row
from partnertracker.domain.settings import Settings
from partnertracker.gui.records import RecordsView
from partnertracker.gui.shell.openfile import OpenFile
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.unsaved import UnsavedDialog
from partnertracker.services.editing import insert_rows
from partnertracker.storage.create import create_file
from tests.e2e.driver import Driver
from tests.gui.held import Slowing


class Slow(NamedTuple):
    """A window over a file with two partners, whose lanes are busy."""

    driver: Driver
    file: Slowing
    figures: Slowing

    def arrive(self) -> None:
        """Let everything arrive that is on its way, and what that leads to."""
        QApplication.processEvents()
        while self.file.waiting or self.figures.waiting:
            self.file.go_on()
            self.figures.go_on()
            QApplication.processEvents()

    @property
    def view(self) -> RecordsView:
        view = self.driver.workspace.view
        assert isinstance(view, RecordsView)
        return view

    def entry(self, name: str) -> QLineEdit:
        entry = self.view.form.boxes[name].entry
        assert isinstance(entry, QLineEdit)
        return entry

    def names(self) -> list[str]:
        partners = self.driver.workspace.desk.facts["partners"]
        return sorted(str(partners.text("name", place)) for place in range(len(partners)))


@pytest.fixture
def slow(theme: Theme, tmp_path: Path) -> Iterator[Slow]:
    file, figures = Slowing(), Slowing()
    driver = Driver(theme, tmp_path, (file, figures))
    slow = Slow(driver, file, figures)
    driver.make_file()
    rows: list[Row] = [{"name": "Fabrikam", "manager": "CD"}, {"name": "Contoso", "manager": "AB"}]
    driver.workspace.desk.change(lambda on: on.execute(*insert_rows(on, "partners", rows)))
    driver.workspace.show_page("partners")
    assert slow.view.form.key is not None
    driver.frame.activateWindow()
    QTest.qWaitForWindowActive(driver.frame)
    file.busy = figures.busy = True
    yield slow
    slow.arrive()
    file.busy = figures.busy = False
    driver.leave()


def type_over(slow: Slow, field: str, text: str) -> QLineEdit:
    entry = slow.entry(field)
    entry.setFocus()
    slow.driver.press("Ctrl+A")
    slow.driver.type(text)
    return entry


def open_cell(slow: Slow, text: str) -> QLineEdit:
    grid = slow.view.grid
    grid.setFocus()
    grid.go_to(0, 0)
    grid.edit(grid.currentIndex())
    editor = slow.driver.focus
    assert isinstance(editor, QLineEdit)
    slow.driver.press("Ctrl+A")
    slow.driver.type(text)
    return editor


def question(slow: Slow) -> UnsavedDialog | None:
    found = [each for each in slow.driver.frame.findChildren(UnsavedDialog) if each.isVisible()]
    return found[0] if found else None


def test_undo_takes_back_what_was_typed_in_a_field_just_now(slow: Slow) -> None:
    type_over(slow, "name", "Contoso Cloud")
    slow.driver.press("Ctrl+Z")
    slow.arrive()
    assert slow.names() == ["Contoso", "Fabrikam"]
    assert slow.entry("name").text() == "Contoso"


def test_undo_takes_back_what_was_typed_in_a_cell_just_now(slow: Slow) -> None:
    open_cell(slow, "Contoso Cloud")
    slow.driver.press("Ctrl+Z")
    slow.arrive()
    assert slow.names() == ["Contoso", "Fabrikam"]
    assert slow.view.grid.rows.cell(0, 0).text == "Contoso"


def test_quitting_stores_what_was_typed_just_now(slow: Slow) -> None:
    type_over(slow, "name", "Contoso Cloud")
    slow.driver.press("Ctrl+Q")
    assert slow.driver.frame.isVisible()
    desk = slow.driver.workspace.desk
    slow.arrive()
    assert not slow.driver.frame.isVisible()
    assert desk.facts["partners"].text("name", 1) == "Contoso Cloud"


def test_quitting_stores_what_stands_in_an_open_cell(slow: Slow) -> None:
    open_cell(slow, "Contoso Cloud")
    slow.driver.press("Ctrl+Q")
    desk = slow.driver.workspace.desk
    slow.arrive()
    assert not slow.driver.frame.isVisible()
    assert desk.facts["partners"].text("name", 1) == "Contoso Cloud"


@pytest.mark.parametrize("typed", ["Fabrikam", ""])
@pytest.mark.parametrize("in_cell", [False, True])
def test_quitting_asks_about_what_can_not_be_saved(slow: Slow, typed: str, *, in_cell: bool) -> None:
    (open_cell if in_cell else partial(type_over, field="name"))(slow, text=typed or "x")
    if not typed:
        slow.driver.press("Backspace")
    slow.driver.press("Ctrl+Q")
    slow.arrive()
    asked = question(slow)
    assert asked is not None
    assert [" is not saved: " in each for each in asked.sentences] == [True]
    asked.reject()
    slow.arrive()
    assert slow.driver.frame.isVisible()
    focus = slow.driver.frame.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.text() == typed
    slow.driver.press("Ctrl+Q")
    slow.arrive()
    again = question(slow)
    assert again is not None
    again.accept()
    slow.arrive()
    assert not slow.driver.frame.isVisible()


def test_another_file_opens_once_what_was_typed_is_stored(slow: Slow, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    create_file(other, Settings())
    type_over(slow, "name", "Contoso Cloud")
    slow.driver.window.open_path(other)
    desk = slow.driver.workspace.desk
    slow.arrive()
    assert desk.facts["partners"].text("name", 1) == "Contoso Cloud"
    assert slow.driver.window.opener.path == other
    assert slow.names() == []


def test_looking_back_stores_what_was_typed_and_keeps_what_can_not_be_saved(slow: Slow) -> None:
    page = slow.driver.window.page
    assert isinstance(page, OpenFile)
    type_over(slow, "name", "Contoso Cloud")
    page.look_back(date(2026, 11, 20))
    slow.arrive()
    assert page.shown is not page.today
    page.look_back(None)
    slow.arrive()
    assert slow.names() == ["Contoso Cloud", "Fabrikam"]
    type_over(slow, "name", "Fabrikam")
    page.look_back(date(2026, 11, 20))
    slow.arrive()
    slow.driver.press("Ctrl+Q")
    slow.arrive()
    asked = question(slow)
    assert asked is not None
    asked.reject()
    slow.arrive()
    assert slow.entry("name").text() == "Fabrikam"
    slow.view.form.revert()


def go_on_typing_after_another_choice(slow: Slow, entry: QLineEdit, *, last: bool) -> None:
    """Change all that can be chosen at the top while somebody types; what follows comes last, or does not."""
    desk = slow.driver.workspace.desk
    slow.driver.press("Alt+Left")
    desk.choose(desk.choice._replace(manager="CD"))
    if last:
        slow.arrive()
    slow.driver.type("loud")
    slow.arrive()
    assert (slow.driver.focus, entry.text()) == (entry, "Contoso Cloud")


@pytest.mark.parametrize("last", [True, False])
def test_another_choice_at_the_top_leaves_what_is_typed_in_a_field(slow: Slow, *, last: bool) -> None:
    go_on_typing_after_another_choice(slow, type_over(slow, "name", "Contoso C"), last=last)
    slow.driver.press("Tab")
    slow.arrive()
    assert slow.names() == ["Contoso Cloud", "Fabrikam"]


@pytest.mark.parametrize("last", [True, False])
def test_another_choice_at_the_top_leaves_what_is_typed_in_a_cell(slow: Slow, *, last: bool) -> None:
    go_on_typing_after_another_choice(slow, open_cell(slow, "Contoso C"), last=last)
    slow.driver.press("Return")
    slow.arrive()
    assert slow.names() == ["Contoso Cloud", "Fabrikam"]


def test_a_cell_that_is_typed_back_while_the_other_text_is_stored_holds(slow: Slow) -> None:
    for text in ("Contoso Cloud", "Contoso"):
        open_cell(slow, text)
        slow.driver.press("Return")
    slow.arrive()
    assert slow.names() == ["Contoso", "Fabrikam"]


def test_a_field_that_is_typed_back_while_the_other_text_is_stored_holds(slow: Slow) -> None:
    for text in ("Contoso Cloud", "Contoso"):
        type_over(slow, "name", text)
        slow.driver.press("Tab")
    slow.arrive()
    assert slow.entry("name").text() == "Contoso"
    assert slow.names() == ["Contoso", "Fabrikam"]
