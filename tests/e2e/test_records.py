"""Partners and deals, typed by keyboard alone."""

import pytest
from PySide6.QtWidgets import QApplication

from partnertracker.gui.importing.dialog import ImportDialog
from partnertracker.gui.records import RecordsView
from tests.e2e.driver import Driver

pytestmark = pytest.mark.usefixtures("qapp")


def turn_to(driver: Driver, name: str) -> RecordsView:
    driver.workspace.show_page(name)
    QApplication.processEvents()
    return page(driver)


def page(driver: Driver) -> RecordsView:
    view = driver.workspace.view
    assert isinstance(view, RecordsView)
    return view


def fill_in(driver: Driver, *texts: str) -> None:
    """Begin a new record and type into one input after the other, going on with Tab."""
    driver.press("Ctrl+N")
    for text in texts:
        for letter in text:
            driver.type(letter)
        driver.press("Tab")


def test_three_partners_and_five_deals_are_there_after_a_restart_and_can_be_undone(driver: Driver) -> None:
    driver.make_file()
    turn_to(driver, "partners")
    for name in ("Litware", "Fabrikam", "Contoso"):
        fill_in(driver, name)
    assert driver.rows("partners") == 3
    turn_to(driver, "deals")
    for number in range(5):
        fill_in(driver, f"Deal {number}", "Munich Port", "Fabrikam", "", "", f"{number + 1}000")
    assert driver.rows("deals") == 5
    driver.restart()
    assert (driver.rows("partners"), driver.rows("deals")) == (3, 5)
    facts = driver.workspace.desk.facts
    assert facts["deals"]["value"].tolist() == [100_000, 200_000, 300_000, 400_000, 500_000]
    assert facts["deals"]["source_partner"].tolist() == [1, 1, 1, 1, 1]
    while driver.rows("deals") > 2:
        driver.workspace.desk.undo()
    assert turn_to(driver, "deals").grid.rows.rowCount() == 2


def test_duplicate_delete_and_undo_by_their_keys(driver: Driver) -> None:
    driver.window.open_demo()
    turn_to(driver, "deals")
    before = driver.rows("deals")
    driver.press("Ctrl+D")
    assert driver.rows("deals") == before + 1
    driver.press("Ctrl+Del")
    assert driver.rows("deals") == before
    driver.press("Ctrl+Z")
    driver.press("Ctrl+Z")
    assert driver.rows("deals") == before
    driver.press("Ctrl+Shift+Z")
    assert driver.rows("deals") == before + 1


def test_a_partner_found_by_the_search_box_is_shown_in_its_form(driver: Driver) -> None:
    driver.window.open_demo()
    name = driver.workspace.desk.facts["partners"].text("name", 7)
    assert name is not None
    assert driver.find(name)
    driver.press("Return")
    assert page(driver).form.boxes["name"].entry.text() == name


def test_the_focus_is_where_it_was_after_the_import_window(driver: Driver) -> None:
    driver.make_file()
    view = turn_to(driver, "deals")
    fill_in(driver, "Harbour")
    field = driver.frame.focusWidget()
    assert field is view.form.boxes["customer"].entry
    driver.press("Ctrl+I")
    dialog = driver.frame.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    dialog.reject()
    assert driver.frame.focusWidget() is field
