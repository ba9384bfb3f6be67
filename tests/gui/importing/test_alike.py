"""New partners that may be there already: the person decides, and sees at once what that changes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.importing.checking import ALIKE, REJECTED
from partnertracker.services.importing import Alike
from tests.gui.importing.person import Person

Begin = Callable[..., Person]
Csv = Callable[..., Path]

ACME = Alike("ACME <Limited>", "Acme Ltd", "similar name")
DEALS = ("name,customer,source_partner,stage,value,created_on", "A,Ulm,ACME <Limited>,lead,1,2026-01-02")


def checks(begin: Begin, csv: Csv, table: str, *lines: str) -> Person:
    person = begin(table)
    person.chooses_file(csv(*lines, name=f"{table}.csv"))
    person.goes_on()
    if table == "deals":
        person.dialog.mapping.create_partners.setChecked(True)
    person.goes_on()
    return person


def with_acme(begin: Begin, csv: Csv) -> None:
    person = checks(begin, csv, "partners", "name", "Acme Ltd")
    person.goes_on()
    person.goes_on()


def test_a_deal_is_given_to_the_partner_that_is_there_and_that_is_remembered(
    begin: Begin, csv: Csv, desk: Desk
) -> None:
    with_acme(begin, csv)
    person = checks(begin, csv, "deals", *DEALS)
    checking = person.dialog.checking
    assert person.tab_titles() == ["1 new", "0 changed", "0 same", "0 rejected", "1 possible duplicate"]
    assert "ACME <Limited>" in checking.note.text()
    checking.tabs.setCurrentIndex(ALIKE)
    person.picks(checking.alike.pickers[ACME], "use")
    assert checking.tabs.currentIndex() == ALIKE
    assert "will be added" not in checking.note.text()
    person.goes_on()
    assert len(desk.facts["partners"]) == 1
    assert len(desk.facts["deals"]) == 1

    again = checks(begin, csv, "deals", *DEALS, "B,Ulm,acme <limited>,lead,1,2026-01-02")
    assert again.dialog.mapping.saved.picker.currentText() == "Last import of deals"
    assert again.tab_titles() == ["1 new", "0 changed", "1 same", "0 rejected"]


def test_a_partner_is_left_out_and_taken_in_again(begin: Begin, csv: Csv, qtbot: QtBot) -> None:
    with_acme(begin, csv)
    person = checks(begin, csv, "partners", "name", "ACME <Limited>", "Litware")
    checking = person.dialog.checking
    with qtbot.waitActive(person.dialog):
        person.dialog.activateWindow()
    checking.tabs.setCurrentIndex(ALIKE)
    picker = checking.alike.pickers[ACME]
    checking.tabs.setFocus()
    QTest.keyClick(checking.tabs, Qt.Key.Key_Tab)
    assert person.dialog.focusWidget() is picker
    person.picks(picker, "leave out")
    assert person.dialog.focusWidget() is picker
    assert person.tab_titles()[0] == "1 new"
    assert person.rows(REJECTED)[0][-1] == "This partner is left out, as you chose."
    person.picks(picker, "add")
    assert person.tab_titles()[0] == "2 new"
    assert person.tab_titles()[REJECTED] == "0 rejected"


def test_another_file_begins_without_choices(begin: Begin, csv: Csv) -> None:
    with_acme(begin, csv)
    person = checks(begin, csv, "partners", "name", "ACME <Limited>")
    person.picks(person.dialog.checking.alike.pickers[ACME], "leave out")
    assert person.tab_titles()[0] == "0 new"
    person.goes_back()
    person.goes_back()
    person.chooses_file(csv("name", "ACME <Limited>", name="other.csv"))
    person.goes_on()
    person.goes_on()
    assert person.tab_titles()[0] == "1 new"


def test_a_customer_is_taken_for_the_one_that_is_there_and_its_deal_with_it(
    begin: Begin, csv: Csv, desk: Desk
) -> None:
    header = "name,customer,stage,value,created_on"
    person = checks(begin, csv, "deals", header, "ERP,Port <Hull>,lead,1,2026-01-02")
    person.goes_on()
    person.goes_on()
    person = checks(begin, csv, "deals", header, "ERP,Port <Hull> Ltd,lead,2,2026-01-02")
    checking = person.dialog.checking
    assert person.tab_titles() == ["1 new", "0 changed", "0 same", "0 rejected", "1 possible duplicate"]
    checking.tabs.setCurrentIndex(ALIKE)
    assert "New customer" in {each.text() for each in checking.alike.findChildren(QLabel)}
    (picker,) = checking.alike.pickers.values()
    assert [picker.itemText(at) for at in range(picker.count())] == [
        "Add as a new customer",
        "Use Port <Hull>",
    ]
    person.picks(picker, "use")
    assert person.tab_titles()[:2] == ["0 new", "1 changed"]
    person.goes_on()
    assert len(desk.facts["deals"]) == 1


def test_a_deal_is_taken_for_the_one_of_its_customer_that_is_there(
    begin: Begin, csv: Csv, desk: Desk
) -> None:
    header = "external_id,name,customer,stage,value,created_on"
    person = checks(begin, csv, "deals", header, "E1,ERP <rollout>,Ulm,lead,1,2026-01-02")
    person.goes_on()
    person.goes_on()
    person = checks(begin, csv, "deals", header, "F1,ERP <rolout>,Ulm,lead,2,2026-01-02")
    checking = person.dialog.checking
    assert person.tab_titles() == ["1 new", "0 changed", "0 same", "0 rejected", "1 possible duplicate"]
    checking.tabs.setCurrentIndex(ALIKE)
    (picker,) = checking.alike.pickers.values()
    assert [picker.itemText(at) for at in range(picker.count())] == [
        "Add as a new deal",
        "Use ERP <rollout>",
        "Leave out",
    ]
    person.picks(picker, "leave out")
    assert person.tab_titles()[3] == "1 rejected"
    person.picks(picker, "use")
    assert person.tab_titles()[:2] == ["0 new", "1 changed"]
    person.goes_on()
    assert len(desk.facts["deals"]) == 1


def test_a_mistyped_partner_that_the_kept_box_would_add_is_asked_about(
    begin: Begin, csv: Csv, desk: Desk
) -> None:
    person = checks(begin, csv, "partners", "name", "Litware")
    person.goes_on()
    person.goes_on()
    header = "name,customer,source_partner,stage,value,created_on"
    person = checks(
        begin, csv, "deals", header, "ERP,Ulm,Litwear,lead,1,2026-01-02", "CRM,Ulm,Adatum,lead,1,2026-01-02"
    )
    checking = person.dialog.checking
    assert "2 partners will be added: Adatum, Litwear." in checking.note.text()
    assert "Litwear: did you mean Litware?" in checking.note.text()
    assert "Adatum:" not in checking.note.text()
    checking.tabs.setCurrentIndex(ALIKE)
    (picker,) = checking.alike.pickers.values()
    person.picks(picker, "use")
    assert "did you mean" not in checking.note.text()
    person.goes_on()
    assert len(desk.facts["partners"]) == 2
