"""Things are found by keyboard alone, from wherever one is."""

import pytest
from PySide6.QtWidgets import QApplication

from partnertracker.domain.fields import Row
from partnertracker.gui.data import DataView
from partnertracker.gui.records import RecordsView
from partnertracker.gui.tables.namedialog import NameDialog
from partnertracker.services.editing import insert_row
from tests.e2e.driver import Driver


@pytest.fixture
def team(driver: Driver) -> Driver:
    """A file with three partners and a note."""
    driver.make_file("channel-team")
    for name, region in (("Litware", "DACH"), ("Fabrikam", None), ("Proseware", None)):
        enter(driver, "partners", {"name": name, "region": region})
    enter(driver, "notes", {"date": "2026-11-02", "metric": "bookings", "text": "The fair went well"})
    return driver


def enter(driver: Driver, table: str, row: Row) -> None:
    driver.workspace.desk.change(lambda session: session.execute(*insert_row(session, table, row)))


def test_a_table_is_found_by_its_name(team: Driver) -> None:
    assert team.find("exchange")[0] == "Exchange rates"
    team.press("Return")
    view = team.workspace.view
    assert isinstance(view, DataView)
    assert view.shown.table == "exchange_rates"


def test_a_note_is_found_by_its_words(team: Driver) -> None:
    assert team.find("went well") == ["The fair went well"]
    team.press("Return")
    assert team.workspace.view.shown_record == ("notes", int(team.workspace.desk.facts["notes"].keys[0]))


def test_a_view_is_saved_and_found_again(team: Driver) -> None:
    team.press("Ctrl+1")
    team.press("Ctrl+F")
    team.type("region:none ")
    team.press("Return")
    team.do("save_view")
    dialog = team.frame.findChild(NameDialog)
    assert dialog is not None
    dialog.entry.setFocus()
    team.type("Nowhere")
    dialog.confirm.click()
    QApplication.processEvents()
    team.press("Ctrl+2")
    assert team.find("nowh")[0] == "Nowhere"
    team.press("Return")
    view = team.workspace.view
    assert isinstance(view, RecordsView)
    assert (view.table, view.grid.rows.rowCount()) == ("partners", 2)
    assert view.header.view.accessibleName() == "View: Nowhere"
