"""From what is wrong to the field that mends it, by keyboard alone."""

from partnertracker.gui.data import DataView
from partnertracker.gui.quality.view import QualityView
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session
from tests.e2e.driver import Driver
from tests.gui import programme


def open_page(driver: Driver, flaw: str) -> QualityView:
    """Make the small programme, turn to the page and choose a flaw."""
    driver.make_file("team")

    def fill(writer: Writer) -> None:
        for table, rows in programme.rows().items():
            writer.insert(table, rows)
        writer.update("deals", 2, {"expected_close_on": "2026-11-10"})
        (partner,) = writer.rows("partners", [1])
        certificate = {"partner": partner["id"], "person": "Ann", "certificate": "Sales"}
        writer.insert(
            "certifications", [certificate | {"issued_on": "2025-01-01", "expires_on": "2026-01-01"}]
        )

    def enter(session: Session) -> object:
        return session.execute("Enter", fill)

    driver.workspace.desk.change(enter)  # type: ignore[arg-type]
    driver.press("Ctrl+5")
    view = driver.workspace.view
    assert isinstance(view, QualityView)
    view.flaws.setCurrentIndex(view.flaws.flaws.index(view.flaws.flaws.row_of(flaw), 0))
    return view


def test_an_overdue_deal_is_mended_in_its_form(driver: Driver) -> None:
    view = open_page(driver, "close_overdue")

    driver.press("Return")
    driver.press("Return")

    assert driver.workspace.page.name == "deals"
    form = driver.workspace.view.form  # type: ignore[attr-defined]
    assert form.key == 2
    assert form.held() == "expected_close_on"
    driver.press("Ctrl+A")
    driver.type("15 Dec 2026")
    driver.press("Ctrl+S")
    driver.press("Ctrl+5")
    assert view.flaws.flaws.row_of("close_overdue") == -1


def test_a_row_of_another_table_is_mended_among_all_records(driver: Driver) -> None:
    open_page(driver, "certificates_expired")

    driver.press("Return")
    driver.press("Return")

    view = driver.workspace.view
    assert isinstance(view, DataView)
    entry = view.shown.form.boxes["expires_on"].entry
    assert driver.focus is entry
    assert entry.text() == "1 Jan 2026"


def test_a_tier_without_requirements_leads_to_a_new_one_that_has_the_tier(driver: Driver) -> None:
    view = open_page(driver, "tiers_without_requirements")
    tier = view.flaws.current.absent[0]  # type: ignore[union-attr]

    driver.press("Return")
    driver.press("Return")

    data = driver.workspace.view
    assert isinstance(data, DataView)
    form = data.shown.form
    assert (form.table, form.key) == ("tier_requirements", None)
    assert form.boxes["tier"].entry.text() == tier
    assert driver.focus in {box.entry for box in form.boxes.values()}
