"""Files: making, opening, remembering, refusing."""

from pathlib import Path

import pytest

from partnertracker.gui.start import StartPage
from tests.e2e.driver import Driver

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_first_start_offers_four_ways_to_begin(driver: Driver) -> None:
    page = driver.window.page
    assert isinstance(page, StartPage)
    assert [way.accessibleName() for way in page.ways] == [
        "New file",
        "Open a file",
        "Import a spreadsheet",
        "Look around in the demo",
    ]
    assert driver.focus is page.ways[0]


def test_a_new_file_opens_with_its_currency_and_is_remembered(driver: Driver) -> None:
    path = driver.make_file("channel-team", currency="EUR")
    assert driver.workspace.desk.facts.settings.currency == "EUR"
    assert driver.frame.windowTitle().startswith("channel-team")
    driver.restart()
    assert driver.opener.path == path


def test_the_demo_has_partners_and_deals(driver: Driver) -> None:
    driver.window.open_demo()
    assert driver.rows("partners") == 100
    assert driver.rows("deals") == 1200


def test_a_file_of_somebody_else_is_refused_in_one_sentence(driver: Driver, tmp_path: Path) -> None:
    stranger = tmp_path / "notes.sqlite3"
    stranger.write_text("Dear diary", encoding="utf-8")
    driver.window.open_path(stranger)
    assert isinstance(driver.window.page, StartPage)
    assert "notes.sqlite3" in driver.notice
    assert "Traceback" not in driver.notice


def test_a_refused_file_leaves_the_open_one_open(driver: Driver, tmp_path: Path) -> None:
    path = driver.make_file()
    driver.window.open_path(tmp_path / "gone.sqlite3")
    assert driver.opener.path == path
    assert driver.workspace.desk.facts.settings.currency == "USD"
    assert "gone.sqlite3" in driver.notice


def test_a_closed_file_is_not_opened_at_the_next_start(driver: Driver) -> None:
    driver.make_file()
    driver.press("Ctrl+W")
    assert isinstance(driver.window.page, StartPage)
    driver.restart()
    assert driver.opener.path is None
