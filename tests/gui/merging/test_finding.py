"""What a person does who looks through the file for records that are there twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.merging.dialog import MergeDialog
from partnertracker.gui.merging.finding import DuplicatesWindow
from partnertracker.gui.merging.renaming import RenameCustomerDialog
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import duplicate_rows, insert_rows
from partnertracker.services.session import Session


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def found(parent: QWidget, desk: Desk, theme: Theme) -> DuplicatesWindow:
    rows = [{"name": name} for name in ("Litware AG", "Contoso Clouds")]
    desk.change(lambda session: session.execute(*insert_rows(session, "partners", rows)))
    window = DuplicatesWindow(desk, theme, parent)
    window.show()
    return window


def names(window: DuplicatesWindow) -> list[tuple[str, str]]:
    return [(pair.one.name, pair.other.name) for pair in window.found]


def test_the_surest_pair_stands_first(found: DuplicatesWindow) -> None:
    assert names(found) == [("Litware", "Litware AG"), ("Contoso Cloud", "Contoso Clouds")]
    assert found.said.text() == "2 pairs of partners that may be the same."
    assert found.pairs.texts.lines[0].cells == ("Litware", "Litware AG", "Similar name")


def test_a_pair_is_told_apart_by_a_key_and_stays_so(found: DuplicatesWindow, session: Session) -> None:
    found.apart.click()
    assert names(found) == [("Contoso Cloud", "Contoso Clouds")]
    found.look()
    assert names(found) == [("Contoso Cloud", "Contoso Clouds")]
    session.undo()
    found.look()
    assert len(names(found)) == 2


def test_a_pair_is_merged_and_the_next_one_is_chosen(found: DuplicatesWindow, session: Session) -> None:
    QTest.keyClick(found.pairs, Qt.Key.Key_Return)
    dialog = found.findChild(MergeDialog)
    assert dialog is not None
    dialog.confirm.click()
    assert names(found) == [("Contoso Cloud", "Contoso Clouds")]
    assert found.pairs.about == found.found[0]
    assert session.store.find("partners", {"name": "Litware AG"}) == []


def test_the_partners_of_a_pair_are_opened(found: DuplicatesWindow, desk: Desk) -> None:
    opened: list[tuple[str, int]] = []
    desk.opened.connect(lambda table, key: opened.append((table, key)))
    found.open_first.click()
    found.open_second.click()
    assert opened == [("partners", 1), ("partners", 7)]


def test_looking_can_be_stopped(found: DuplicatesWindow) -> None:
    found.waiting.stopped.emit()
    assert found.said.text().startswith("Stopped before all were compared.")
    assert found.again.isEnabled()


def test_customers_are_looked_at_and_become_one(
    found: DuplicatesWindow, desk: Desk, session: Session
) -> None:
    (deal,) = session.rows("deals", [1])
    second = {**deal, "name": "Second", "customer": f"{deal['customer']} Ltd"}
    kept = {name: second[name] for name in ("name", "customer", "stage", "value", "created_on", "closed_on")}
    desk.change(lambda each: each.execute(*insert_rows(each, "deals", [kept])))
    found.among.setCurrentIndex(found.among.findText("Customers"))
    assert found.said.text() == "1 pair of customers that may be the same."
    assert names(found) == [(str(deal["customer"]), f"{deal['customer']} Ltd")]
    found.merge.click()
    dialog = found.findChild(RenameCustomerDialog)
    assert dialog is not None
    assert dialog.new.text() == deal["customer"]
    dialog.confirm.click()
    assert names(found) == []
    assert session.store.find("deals", {"name": "Second"})[0]["customer"] == deal["customer"]
    session.undo()
    found.look()
    found.apart.click()
    found.look()
    assert found.said.text() == "No two customers look like the same one."


def test_deals_entered_twice_are_looked_at(found: DuplicatesWindow, desk: Desk) -> None:
    desk.change(lambda each: each.execute(*duplicate_rows(each, "deals", [1])))
    found.among.setCurrentIndex(found.among.findText("Deals"))
    assert len(names(found)) == 1
    assert found.pairs.texts.lines[0].cells[2] == "Same partner, customer and name; near value and date"
    found.merge.click()
    dialog = found.findChild(MergeDialog)
    assert dialog is not None
    dialog.confirm.click()
    assert names(found) == []
