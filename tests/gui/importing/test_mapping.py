"""What makes a row the same row follows the columns that are mapped."""

from collections.abc import Callable
from pathlib import Path

from partnertracker.gui.desk import Desk
from tests.gui.importing.person import Person

Begin = Callable[..., Person]
Csv = Callable[..., Path]


def test_a_list_without_external_ids_changes_the_deals_that_it_names(
    begin: Begin, desk: Desk, csv: Csv
) -> None:
    header = "name,customer,stage,value,created_on"
    person = begin("deals")
    person.chooses_file(csv(header, "ERP,Port,lead,5,2026-01-05", "CRM,Port,lead,5,2026-01-05"))
    person.goes_on()
    assert person.dialog.mapping.match.currentText() == "Deal name and Customer"
    person.maps("customer", "")
    assert person.dialog.mapping.match.currentText() == "Deal name"
    person.maps("customer", "customer")
    for _ in range(2):
        person.goes_on()

    again = begin("deals")
    again.chooses_file(csv(header, "ERP,Port,lead,9,2026-01-05", "CRM,Port,lead,5,2026-01-05"))
    for _ in range(2):
        again.goes_on()
    assert again.tab_titles() == ["0 new", "1 changed", "1 same", "0 rejected"]
    again.goes_on()
    assert sorted(desk.facts["deals"]["value"].tolist()) == [500, 900]


def test_new_rows_that_may_be_there_already_are_pointed_out(begin: Begin, csv: Csv) -> None:
    header = "name,customer,stage,value,created_on"
    person = begin("deals")
    person.chooses_file(csv(header, *["ERP,Port,lead,5,2026-01-05"] * 2))
    for _ in range(3):
        person.goes_on()

    again = begin("deals")
    again.chooses_file(csv(header, "ERP,Port,lead,9,2026-01-05"))
    for _ in range(2):
        again.goes_on()
    assert again.tab_titles() == ["1 new", "0 changed", "0 same", "0 rejected"]
    note = again.dialog.checking.note.text()
    assert note.startswith("1 new row may be there already: several deals have the same deal name")
