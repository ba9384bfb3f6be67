"""What a person does with real lists of opportunities, from the file to the undo."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.importing.checking import CHANGED, NEW, REJECTED, SAME
from partnertracker.services.ports import Outcome
from tests.gui.importing.person import Person

Begin = Callable[..., Person]
Csv = Callable[..., Path]


def maps_the_sales_pipeline(person: Person, file: Path) -> None:
    person.chooses_file(file)
    person.goes_on()
    person.maps("source_partner", "account")
    person.maps("qualified_on", "engage_date")
    person.fills_empty("customer", "Unknown")
    person.fills_empty("value", "0")
    person.turns("stage", "Engaging", "qualified")
    person.turns("stage", "Prospecting", "lead")
    person.dialog.mapping.create_partners.setChecked(True)


def test_the_sales_pipeline_is_mapped_checked_imported_and_taken_back(
    begin: Begin, desk: Desk, shared_data: Path
) -> None:
    person = begin("deals")
    outcomes: list[Outcome] = []
    person.dialog.imported.connect(outcomes.append)
    maps_the_sales_pipeline(person, shared_data / "sales_pipeline.csv")
    person.goes_on()

    assert person.tab_titles() == ["8,300 new", "0 changed", "0 same", "500 rejected"]
    assert person.rows(NEW)[0][:4] == ["GTX Plus Basic", "Cancity", "Cancity", "Won"]
    line, column, _value, why = person.rows(REJECTED)[0]
    assert column == "Created on"
    assert int(line.replace(",", "")) > 1
    assert "Created on" in why
    assert "85 partners will be added" in person.dialog.checking.note.text()
    assert len(desk.facts["deals"]) == 0
    assert person.dialog.footer.on_button.text() == "Import 8,300 rows"

    person.goes_on()
    assert person.dialog.done_page.sentence.text() == (
        "8,300 deals and 85 partners added. Undo takes the whole import back."
    )
    assert len(outcomes) == 1
    assert len(desk.facts["deals"]) == 8300
    assert len(desk.facts["partners"]) == 85

    desk.undo()
    assert len(desk.facts["deals"]) == 0
    assert len(desk.facts["partners"]) == 0


def test_the_rejected_rows_are_saved_to_be_mended(begin: Begin, shared_data: Path, tmp_path: Path) -> None:
    person = begin("deals")
    maps_the_sales_pipeline(person, shared_data / "sales_pipeline.csv")
    person.goes_on()
    person.dialog.checking.tabs.setCurrentIndex(REJECTED)
    assert person.dialog.checking.save.isVisible()
    person.dialog.save_rejects(tmp_path / "rejects.csv")
    with (tmp_path / "rejects.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 501
    assert rows[0][:2] == ["opportunity_id", "sales_agent"]
    assert person.dialog.checking.saved.text() == "Saved as rejects.csv."


def test_the_next_import_remembers_the_mapping_and_finds_every_row_the_same(
    begin: Begin, shared_data: Path
) -> None:
    first = begin("deals")
    maps_the_sales_pipeline(first, shared_data / "sales_pipeline.csv")
    first.goes_on()
    first.goes_on()
    first.goes_on()
    assert not first.dialog.isVisible()

    person = begin("deals")
    person.chooses_file(shared_data / "sales_pipeline.csv")
    person.goes_on()
    assert person.dialog.mapping.saved.picker.currentText() == "Last import of deals"
    assert person.line("source_partner").column.value == "account"
    assert person.line("stage").values == {"Engaging": "qualified", "Prospecting": "lead"}
    person.goes_on()
    assert person.tab_titles() == ["0 new", "0 changed", "8,300 same", "500 rejected"]
    line, *cells = person.rows(SAME)[0]
    assert line == "2"
    assert cells[:4] == ["1C1I7A6R", "Moses Frase", "GTX Plus Basic", "Cancity"]
    assert not person.dialog.footer.on_button.isEnabled()
    assert person.dialog.footer.on_button.text() == "Nothing to import"


def test_the_opportunities_come_in_with_direct_as_no_partner_and_one_conflict(
    begin: Begin, desk: Desk, shared_data: Path
) -> None:
    person = begin("")
    person.chooses_file(shared_data / "opportunity_tracking.csv")
    assert not person.dialog.footer.on_button.isEnabled()
    person.chooses_table("deals")
    person.answers(person.dialog.choosing.questions, "0.25 is 25%")  # its probabilities are 0.1 to 0.8
    person.goes_on()
    for ours, theirs in (
        ("external_id", "Opportunity ID"),
        ("name", "Name"),
        ("customer", "Account"),
        ("source_partner", "Partner"),
        ("value", "ProductRevenue"),
        ("created_on", "Create Date"),
        ("expected_close_on", "EstimatedCloseDate"),
        ("stage", "Sales Stage"),
    ):
        person.maps(ours, theirs)
    person.turns("source_partner", "Direct", "")
    for theirs, ours in (("Qualify", "qualified"), ("Solution", "proposal"), ("Finalize", "negotiation")):
        person.turns("stage", theirs, ours)
    person.turns("stage", "Proposal", "negotiation")
    person.dialog.mapping.create_partners.setChecked(True)
    person.goes_on()
    assert person.tab_titles()[0] == "486 new"
    assert person.tab_titles()[3] == "1 rejected"
    assert "302" in " ".join(person.rows(REJECTED)[0])
    person.goes_on()
    assert len(desk.facts["deals"]) == 486
    told: list[object] = []
    desk.ask(lambda session: session.store.find("deals", {}), told.extend)
    assert {row["probability"] for row in told if isinstance(row, dict)} == {10.0, 20.0, 40.0, 60.0, 80.0}


def test_a_changed_row_shows_old_and_new_side_by_side(begin: Begin, desk: Desk, csv: Csv) -> None:
    header = "name,customer,stage,value,created_on,external_id"
    first = begin("deals")
    first.chooses_file(
        csv(header, "Rollout,Munich,lead,1000,2026-01-02,A1", "Audit,Rome,lead,5,2026-01-02,A2")
    )
    for _ in range(4):
        first.goes_on()
    person = begin("deals")
    person.chooses_file(
        csv(header, "Rollout,Munich,lead,1200.50,2026-01-02,A1", "Audit,Rome,lead,5,2026-01-02,A2")
    )
    person.goes_on()
    person.goes_on()
    assert person.tab_titles() == ["0 new", "1 changed", "1 same", "0 rejected"]
    assert person.rows(CHANGED) == [["2", "Rollout", "Value", "$1,000", "$1,200.50"]]
    person.goes_on()
    assert person.dialog.done_page.sentence.text() == "1 deal changed. Undo takes the whole import back."
    assert sorted(desk.facts["deals"]["value"].tolist()) == [500, 120050]


def test_a_file_open_for_reading_shows_what_would_happen_and_imports_nothing(
    begin: Begin, desk: Desk, csv: Csv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(desk), "read_only", "It was opened for reading only.")
    person = begin("partners")
    person.chooses_file(csv("name", "Litware"))
    person.goes_on()
    person.goes_on()
    assert person.tab_titles()[NEW] == "1 new"
    assert person.told == "It was opened for reading only."
    assert not person.dialog.footer.on_button.isEnabled()


def test_nothing_is_written_when_the_person_leaves_before_the_last_button(
    begin: Begin, desk: Desk, csv: Csv
) -> None:
    person = begin("partners")
    person.chooses_file(csv("name", "Litware"))
    person.goes_on()
    person.goes_on()
    person.dialog.footer.cancel_button.click()
    assert not person.dialog.isVisible()
    assert len(desk.facts["partners"]) == 0


def test_rejects_never_replace_the_open_file_or_the_one_imported(begin: Begin, csv: Csv, live: Path) -> None:
    person = begin("partners")
    given = csv("name,tier", "Litware,Gold", ",Silver")
    before = live.read_bytes()
    person.chooses_file(given)
    person.goes_on()
    person.goes_on()
    for path in (live, given):
        person.dialog.save_rejects(path)
        assert person.told == f"{path.name} is in use by this import. Choose another name."
    assert live.read_bytes() == before
    assert given.read_text(encoding="utf-8") == "name,tier\nLitware,Gold\n,Silver\n"
    person.dialog.save_rejects(live.parent / "no such folder" / "rejects.csv")
    assert person.told.startswith("rejects.csv can't be written")


def test_going_back_keeps_what_was_mapped(begin: Begin, csv: Csv) -> None:
    person = begin("partners")
    person.chooses_file(csv("firm,level", "Litware,Gold"))
    person.goes_on()
    person.maps("name", "firm")
    person.fills_empty("region", "West")
    person.goes_back()
    person.picks(person.dialog.choosing.format.pickers["date"], "%d.%m.%Y")
    person.goes_on()
    assert person.line("name").column.value == "firm"
    assert person.line("region").default_text == "West"
    person.goes_on()
    assert person.rows(NEW) == [["Litware", "Gold", "West"]]


def test_rows_that_still_need_a_field_are_told_before_the_check(begin: Begin, csv: Csv) -> None:
    person = begin("deals")
    person.chooses_file(csv("name,customer,stage,created_on", "Rollout,Munich,lead,2026-01-02"))
    person.goes_on()
    needed = person.dialog.mapping.needed
    assert needed.isVisible()
    assert needed.text() == "New rows still need: Value."
    person.fills_empty("value", "0")
    assert not needed.isVisible()


def test_the_keyboard_alone_brings_a_file_in(begin: Begin, desk: Desk, csv: Csv, qtbot: QtBot) -> None:
    person = begin("partners")
    with qtbot.waitActive(person.dialog):
        person.dialog.activateWindow()
    person.chooses_file(csv("name", "Litware"))
    for _ in range(3):
        QTest.keyClick(person.dialog.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(desk.facts["partners"]) == 1
    assert person.dialog.footer.on_button.hasFocus()
    QTest.keyClick(person.dialog.footer.on_button, Qt.Key.Key_Return)
    assert not person.dialog.isVisible()


def test_a_file_that_goes_away_before_the_check_is_a_sentence(begin: Begin, csv: Csv) -> None:
    person = begin("partners")
    given = csv("name", "Litware")
    person.chooses_file(given)
    person.goes_on()
    given.unlink()
    person.goes_on()
    assert person.told == "There is no file given.csv. Check the path."
    assert person.dialog.mapping.isVisible()


def test_missing_partners_are_added_where_there_are_none_yet(begin: Begin, desk: Desk, csv: Csv) -> None:
    rows = ("name,customer,stage,value,created_on,source_partner", "Rollout,Munich,lead,1,2026-01-02,Litware")
    person = begin("deals")
    person.chooses_file(csv(*rows))
    person.goes_on()
    assert person.dialog.mapping.create_partners.isChecked()
    for _ in range(3):
        person.goes_on()
    assert len(desk.facts["partners"]) == 1
    later = begin("deals")
    later.chooses_file(csv(*rows, "Audit,Rome,lead,1,2026-01-02,Litwear"))
    later.goes_on()
    assert later.dialog.mapping.create_partners.isChecked()  # as it was used
    later.goes_on()
    assert later.dialog.checking.note.text().startswith(
        "1 partner will be added: Litwear. Litwear: did you mean Litware?"
    )


def test_the_reason_of_a_rejection_does_not_say_again_what_stands_beside_it(begin: Begin, csv: Csv) -> None:
    person = begin("deals")
    header = "name,customer,stage,value,created_on"
    person.chooses_file(csv(header, "Audit,Rome,lead,much: 1,2026-01-02", "Check,,lead,1,2026-01-02"))
    person.goes_on()
    person.goes_on()
    amount, customer = person.rows(REJECTED)
    assert amount[:3] == ["2", "Value", "much: 1"]
    assert not amount[3].startswith("Row")
    assert amount[3].startswith("Value ")
    assert customer == ["3", "Customer", "–", "Customer is needed."]
