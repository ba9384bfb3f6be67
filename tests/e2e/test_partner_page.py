"""To a partner's page and back, by keyboard alone."""

from datetime import timedelta

from partnertracker.gui.partner.view import PartnerView
from partnertracker.gui.shell.openfile import OpenFile
from tests.e2e.driver import TODAY, Driver


def page(driver: Driver) -> PartnerView:
    view = driver.workspace.view
    assert isinstance(view, PartnerView)
    return view


def test_it_opens_from_the_row_and_esc_leads_back(driver: Driver) -> None:
    driver.window.open_demo()
    driver.workspace.show_page("partners")
    driver.press("Down")
    chosen = driver.workspace.view.partner
    driver.press("Ctrl+Return")
    assert page(driver).partner == chosen
    driver.press("Esc")
    assert driver.workspace.page.name == "partners"
    assert driver.workspace.view.partner == chosen


def test_it_opens_from_a_deal_and_lists_its_deals_where_one_more_is_typed(driver: Driver) -> None:
    driver.window.open_demo()
    facts = driver.workspace.desk.facts
    at = int((facts["deals"]["source_partner"] >= 0).nonzero()[0][-1])
    driver.workspace.open_record("deals", int(facts["deals"].keys[at]))
    driver.press("Ctrl+Return")
    view = page(driver)
    assert view.partner == int(facts["partners"].keys[facts["deals"]["source_partner"][at]])
    driver.press("Ctrl+N")
    for text in ("Harbour", "Munich Port", "", "", "", "12k"):
        driver.type(text)
        driver.press("Tab")
    deals = driver.workspace.desk.facts["deals"]
    assert deals["source_partner"][-1] == facts["deals"]["source_partner"][at]
    driver.press("Esc")
    assert driver.workspace.page.name == "deals"


def test_another_partner_that_is_found_takes_its_place(driver: Driver) -> None:
    driver.window.open_demo()
    driver.workspace.show_page("partners")
    driver.press("Down")
    driver.press("Ctrl+Return")
    name = driver.workspace.desk.facts["partners"].text("name", 7)
    assert name is not None
    assert driver.find(name)
    driver.press("Return")
    assert page(driver).name.text() == name
    driver.press("Esc")
    assert driver.workspace.page.name == "partners"


def test_looking_back_shows_the_same_partner_and_returns_to_it(driver: Driver) -> None:
    driver.window.open_demo()
    driver.workspace.show_page("partners")
    driver.press("Down")
    driver.press("Ctrl+Return")
    chosen, today = page(driver).partner, driver.workspace
    driver.today += timedelta(days=2)
    file = driver.window.page
    assert isinstance(file, OpenFile)
    file.look_back(TODAY)
    assert driver.workspace is not today
    assert page(driver).partner == chosen
    file.back_to_today()
    assert driver.workspace is today
    assert page(driver).partner == chosen


def test_a_partner_without_a_choice_opens_nothing(driver: Driver) -> None:
    driver.make_file()
    driver.workspace.show_page("partners")
    driver.press("Ctrl+Return")
    assert driver.workspace.page.name == "partners"
