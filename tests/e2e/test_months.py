"""Costs and the company's revenue, month by month, by keyboard alone."""

from partnertracker.gui.data import DataView
from partnertracker.gui.months.window import YearWindow
from tests.e2e.driver import Driver


def test_ctrl_m_goes_on_by_a_month_and_can_be_undone(driver: Driver) -> None:
    driver.make_file()
    driver.workspace.show_page("records")
    view = driver.workspace.view
    assert isinstance(view, DataView)
    view.turn_to("company_revenue")
    driver.press("Ctrl+N")
    for text in ("nov", "1.5m"):
        driver.type(text)
        driver.press("Tab")
    driver.press("Ctrl+M")
    driver.press("Ctrl+M")
    table = view.shown.grid.rows
    assert [table.cell(row, 0).text for row in range(3)] == ["Jan 2027", "Dec 2026", "Nov 2026"]
    assert {table.cell(row, 1).text for row in range(3)} == {"$1,500,000"}
    assert view.shown.form.boxes["month"].entry.text() == "Jan 2027"
    driver.press("Ctrl+Z")
    assert driver.rows("company_revenue") == 2


def test_a_year_is_typed_in_one_grid(driver: Driver) -> None:
    driver.make_file()
    driver.workspace.show_page("records")
    view = driver.workspace.view
    assert isinstance(view, DataView)
    view.turn_to("company_revenue")
    driver.press("Ctrl+Shift+Y")
    (window,) = driver.frame.findChildren(YearWindow)
    for text in ("1.5m", "1.6m"):
        driver.press("Return")
        driver.type(text)
        driver.press("Return")
    assert driver.rows("company_revenue") == 2
    window.reject()
    assert view.shown.grid.rows.rowCount() == 2


def test_the_command_is_offered_only_where_rows_have_a_month(driver: Driver) -> None:
    driver.make_file()
    driver.workspace.show_page("records")
    view = driver.workspace.view
    assert isinstance(view, DataView)
    view.turn_to("costs")
    assert driver.window.commands.by_name["next_month"].isEnabled()
    view.turn_to("notes")
    assert not driver.window.commands.by_name["next_month"].isEnabled()
