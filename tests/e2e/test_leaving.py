"""Leaving while something that was typed can't be saved yet."""

import pytest
from PySide6.QtWidgets import QApplication

from partnertracker.gui.records import RecordsView
from partnertracker.gui.unsaved import UnsavedDialog
from tests.e2e.driver import Driver

pytestmark = pytest.mark.usefixtures("qapp")

SENTENCE = "Deal “Harbour” is not saved: Customer is needed."


def begin_deal(driver: Driver, name: str = "Harbour") -> RecordsView:
    """Begin a deal in a new file, and leave it without a customer."""
    driver.make_file()
    driver.workspace.show_page("deals")
    driver.press("Ctrl+N")
    driver.type(name)
    view = driver.workspace.view
    assert isinstance(view, RecordsView)
    return view


def question(driver: Driver) -> UnsavedDialog | None:
    QApplication.processEvents()
    found = [each for each in driver.frame.findChildren(UnsavedDialog) if each.isVisible()]
    return found[0] if found else None


def test_quitting_asks_about_a_deal_that_can_not_be_saved_and_goes_back_to_it(driver: Driver) -> None:
    view = begin_deal(driver)
    driver.press("Ctrl+Q")
    asked = question(driver)
    assert asked is not None
    assert asked.sentences == (SENTENCE,)
    driver.press("Return")
    assert question(driver) is None
    assert driver.frame.isVisible()
    assert driver.frame.focusWidget() is view.form.boxes["customer"].entry
    assert view.form.boxes["name"].entry.text() == "Harbour"


def test_quitting_without_it_is_one_key_away(driver: Driver) -> None:
    begin_deal(driver)
    driver.press("Ctrl+Q")
    assert question(driver) is not None
    driver.press("Tab")
    driver.press("Space")
    assert not driver.frame.isVisible()


def test_a_deal_that_waits_on_another_page_is_asked_about(driver: Driver) -> None:
    view = begin_deal(driver)
    driver.workspace.show_page("metrics")
    driver.press("Ctrl+Q")
    asked = question(driver)
    assert asked is not None
    asked.reject()
    assert driver.workspace.view is view
    assert view.form.boxes["name"].entry.text() == "Harbour"


def test_closing_the_file_asks_too(driver: Driver) -> None:
    begin_deal(driver)
    driver.window.close_file()
    asked = question(driver)
    assert asked is not None
    assert driver.window.workspace is not None
    asked.accept()
    assert driver.window.workspace is None


def test_what_is_valid_is_saved_without_a_question(driver: Driver) -> None:
    view = begin_deal(driver)
    for name, text in (("customer", "Port"), ("value", "5")):
        view.form.boxes[name].entry.setFocus()
        driver.type(text)
    driver.press("Ctrl+Q")
    assert question(driver) is None
    assert not driver.frame.isVisible()
    driver.restart()
    assert driver.rows("deals") == 1
