"""Somebody undoes a step where the cursor stands after saving it."""

import pytest

from partnertracker.domain.fields import Row
from partnertracker.gui.deals import DealsView
from partnertracker.services.editing import insert_rows
from tests.e2e.driver import Driver


@pytest.fixture
def deals(driver: Driver) -> DealsView:
    """The page of two deals, with the first one in its form."""
    driver.make_file()
    rows: list[Row] = [
        {"name": name, "customer": "Port & Co", "stage": "lead", "value": 100_00, "created_on": "2026-07-01"}
        for name in ("ERP", "CRM")
    ]
    desk = driver.workspace.desk
    desk.change(lambda session: session.execute(*insert_rows(session, "deals", rows)))
    driver.press("Ctrl+2")
    page = driver.workspace.view
    assert isinstance(page, DealsView)
    page.grid.go_to(0, 0)
    return page


def edit(driver: Driver, page: DealsView, name: str, text: str) -> None:
    """Type another text into a field of the form."""
    page.form.go_to(name)
    driver.press("Ctrl+A")
    driver.type(text)


def held(page: DealsView, name: str) -> str:
    return page.form.boxes[name].entry.text()


@pytest.mark.parametrize(
    ("name", "text"), [("value", "777.00"), ("customer", "Dock & Co"), ("notes", "Call them")]
)
def test_an_edit_in_the_form_is_undone_and_redone_in_its_field(
    driver: Driver, deals: DealsView, name: str, text: str
) -> None:
    before = held(deals, name)
    edit(driver, deals, name, text)
    deals.form.save_button.click()
    after = held(deals, name)
    assert after != before
    driver.press("Ctrl+Z")
    assert held(deals, name) == before
    driver.press("Ctrl+Y")
    assert held(deals, name) == after
    driver.press("Ctrl+Z")
    assert held(deals, name) == before
    assert deals.form.held() == name


def test_what_is_being_typed_is_taken_back_before_the_step(driver: Driver, deals: DealsView) -> None:
    edit(driver, deals, "customer", "Dock & Co")
    deals.form.save_button.click()
    driver.type(", Oslo")
    driver.press("Ctrl+Z")
    assert held(deals, "customer") == "Dock & Co"
    driver.press("Ctrl+Z")
    assert held(deals, "customer") == "Port & Co"


def test_a_new_deal_is_undone_from_the_field_it_was_saved_in(driver: Driver, deals: DealsView) -> None:
    driver.press("Ctrl+N")
    driver.type("BI")
    for name, text in (("value", "500"), ("customer", "Dock")):
        edit(driver, deals, name, text)
    deals.form.save_button.click()
    assert driver.rows("deals") == 3
    driver.press("Ctrl+Z")
    assert driver.rows("deals") == 2
    driver.press("Ctrl+Shift+Z")
    assert driver.rows("deals") == 3


def test_an_open_cell_closes_when_the_step_before_is_undone(driver: Driver, deals: DealsView) -> None:
    section = next(at for at, each in enumerate(deals.grid.rows.columns) if each.name == "customer")
    deals.grid.setFocus()
    deals.grid.go_to(0, section)
    driver.type("Dock & Co")
    driver.press("Return")
    deals.grid.go_to(0, section)
    driver.press("Return")
    driver.type("Mole")
    driver.press("Ctrl+Z")
    assert deals.grid.editing.is_open
    driver.press("Ctrl+Z")
    assert not deals.grid.editing.is_open
    assert deals.grid.rows.cell(0, section).text == "Port & Co"
    assert driver.focus is deals.grid
