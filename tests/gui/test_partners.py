"""What a person does with partners."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.domain.periods import period_containing
from partnertracker.domain.settings import Settings
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.forms.inputs import WordInput
from partnertracker.gui.memory import Memory
from partnertracker.gui.merging.dialog import MergeDialog
from partnertracker.gui.partners import PartnersView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.gui import programme
from tests.gui.inplace import InPlace
from tests.gui.pages import on_screen
from tests.storage.memory import open_memory


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> PartnersView:
    return on_screen(qtbot, PartnersView(desk, theme, memory))


@pytest.fixture
def empty_desk(session: Session) -> Iterator[Desk]:
    today = day_of(programme.TODAY.isoformat())
    bare = Session(open_memory(Settings()), session.clock, "AK")
    choice = Choice(period_containing(today, "quarter"), today)
    desk = Desk(bare, bare.facts, choice, InPlace(), InPlace())
    yield desk
    desk.deleteLater()
    bare.store.close()


def test_a_partner_shows_its_health_and_deals(view: PartnersView) -> None:
    names = [each.name for each in view.grid.rows.columns]
    row = view.grid.rows.rowCount() - 2  # the second partner, Fabrikam
    cells = {name: view.grid.rows.cell(row, names.index(name)) for name in ("name", "health", "deals")}
    assert {name: cell.text for name, cell in cells.items()} == {
        "name": "Fabrikam",
        "health": "Red",
        "deals": "2",
    }
    assert cells["health"].pill


def test_a_name_that_another_partner_bears_is_refused_and_kept(view: PartnersView, session: Session) -> None:
    view.show_record("partners", int(str(session.store.find("partners", {"name": "Litware"})[0]["key"])))
    entry = view.form.boxes["name"].entry
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, " fabrikam")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert view.form.boxes["name"].sentence != ""
    assert entry.text().strip() == "fabrikam"
    assert len(session.store.find("partners", {"name": "Litware"})) == 1


def test_a_partner_with_deals_is_not_deleted_and_the_table_says_why(
    view: PartnersView, session: Session
) -> None:
    view.show_record("partners", int(str(session.store.find("partners", {"name": "Litware"})[0]["key"])))
    view.delete_records()
    assert session.store.find("partners", {"name": "Litware"})
    assert view.notice.text != ""


def test_an_empty_file_offers_the_next_step(
    qtbot: QtBot, empty_desk: Desk, theme: Theme, memory: Memory
) -> None:
    view = PartnersView(empty_desk, theme, memory)
    qtbot.addWidget(view)
    view.show()
    asked: list[str] = []
    view.command_wanted.connect(asked.append)
    assert view.is_empty
    view.header.import_wanted.emit()
    assert asked == ["import"]
    view.new_record()
    entry = view.form.boxes["name"].entry
    QTest.keyClicks(entry, "Litware")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert view.grid.rows.rowCount() == 1
    assert not view.is_empty


def test_completes_the_tier_from_those_in_the_file(view: PartnersView) -> None:
    view.new_record()
    entry = view.form.boxes["tier"].entry
    entry.setFocus()
    QTest.keyClicks(entry, "go")
    assert isinstance(entry, WordInput)
    assert entry.offered == ["Gold"]


def test_the_form_tells_what_a_partner_has_brought(view: PartnersView, session: Session) -> None:
    view.show_record("partners", int(str(session.store.find("partners", {"name": "Fabrikam"})[0]["key"])))
    assert view.form.history.text() == "2 deals sourced, 2 open ($142,000)"


def test_two_chosen_partners_are_merged(view: PartnersView, session: Session) -> None:
    view.grid.setFocus()
    view.merge_rows()
    assert view.notice.text == "Choose the two rows to merge first: Ctrl+Space chooses one row more."
    QTest.keyClick(view.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    view.merge_rows()
    dialog = view.findChild(MergeDialog)
    assert dialog is not None
    dialog.confirm.click()
    assert session.store.count("partners") == len(programme.PARTNERS) - 1
