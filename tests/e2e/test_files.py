"""Files: making, opening, remembering, refusing."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from partnertracker.gui.dialogs import NewFileDialog
from partnertracker.gui.partners import PartnersView
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


def test_somebody_begins_by_the_keyboard_alone(driver: Driver) -> None:
    driver.press("Return")
    dialog = driver.frame.findChild(NewFileDialog)
    assert dialog is not None
    assert driver.focus is dialog.where
    driver.press("Ctrl+A")
    driver.type(str(driver.folder / "programme"))
    driver.press("Return")
    assert driver.opener.path == driver.folder / "programme.sqlite3"

    driver.press("Ctrl+1")
    driver.press("Return")
    driver.type("Litware")
    driver.press("Tab")
    assert driver.rows("partners") == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Give the file a name."),
        ("/", "Give the file a name."),
        ("programme", "Give the whole path, beginning with the drive or /."),
        ("~nobody-of-that-name/programme", "Give the whole path, beginning with the drive or /."),
        ("/no such folder/programme", "There is no such folder."),
        (f"/{'x' * 300}", "Choose another name or folder."),
    ],
)
def test_a_place_that_can_not_be_used_is_refused_as_it_is_typed(
    driver: Driver, text: str, sentence: str
) -> None:
    driver.press("Ctrl+Shift+N")
    dialog = driver.frame.findChild(NewFileDialog)
    assert dialog is not None
    dialog.where.setText(text)
    assert dialog.wrong.text().endswith(sentence)
    assert not dialog.confirm.isEnabled()


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


def test_a_file_replaced_under_us_is_read_only_from_then_on_and_says_that_an_edit_is_not_saved(
    driver: Driver, tmp_path: Path
) -> None:
    path = driver.make_file("team")
    driver.press("Ctrl+1")
    driver.press("Return")
    driver.type("Litware")
    driver.press("Tab")
    path.rename(tmp_path / "moved.sqlite3")
    path.write_bytes((tmp_path / "moved.sqlite3").read_bytes())

    view = driver.workspace.view
    assert isinstance(view, PartnersView)
    entry = view.form.boxes["name"].entry
    entry.setFocus()
    driver.press("Ctrl+A")
    driver.type("Northwind")
    driver.press("Tab")

    assert "replaced by another program while it was open. This change is not saved." in driver.notice
    assert driver.frame.windowTitle().startswith("team [read only]")
    assert "● Read only" in [part.text() for part in driver.workspace.status.findChildren(QLabel)]
    assert view.form.state_label.text() == "Not saved: the file is read only"
    assert (entry.text(), entry.isReadOnly()) == ("Northwind", True)
    assert not driver.window.commands.by_name["new_record"].isEnabled()
    assert any("“Northwind” is not saved" in each for each in driver.workspace.unsaved)
    view.form.revert()
    assert view.form.state_label.text() == "Read only"


def test_a_closed_file_is_not_opened_at_the_next_start(driver: Driver) -> None:
    driver.make_file()
    driver.press("Ctrl+W")
    assert isinstance(driver.window.page, StartPage)
    driver.restart()
    assert driver.opener.path is None
