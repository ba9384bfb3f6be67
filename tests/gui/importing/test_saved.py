"""Mappings are kept under a name, and remembered for each kind of file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from partnertracker.gui.importing.checking import NEW
from tests.gui.importing.person import Person

Begin = Callable[..., Person]
Csv = Callable[..., Path]


def test_a_mapping_is_saved_under_a_name_and_offered_for_a_file_like_it(begin: Begin, csv: Csv) -> None:
    person = begin("partners")
    person.chooses_file(csv("firm,level", "Litware,Gold"))
    person.goes_on()
    person.maps("name", "firm")
    saved = person.dialog.mapping.saved
    QTest.keyClicks(saved.name, "Our CRM")
    QTest.keyClick(saved.name, Qt.Key.Key_Return)
    assert saved.said.text() == "Saved as “Our CRM”."

    later = begin("partners")
    later.chooses_file(csv("firm,level", "Fabrikam,Silver"))
    later.goes_on()
    offered = later.dialog.mapping.saved.picker
    assert [offered.itemText(index) for index in range(offered.count())] == [
        "Guessed from the column names",
        "Our CRM",
    ]
    assert offered.value == "Our CRM"
    assert later.line("name").column.value == "firm"
    assert later.line("tier").column.value == "level"
    later.picks(offered, "")
    assert later.line("name").column.value == ""

    other = begin("partners")
    other.chooses_file(csv("firm,level,region", "Fabrikam,Silver,West"))
    other.goes_on()
    assert other.dialog.mapping.saved.picker.value == "Our CRM"


def test_a_name_no_file_can_have_is_refused_with_a_sentence(begin: Begin, csv: Csv) -> None:
    person = begin("partners")
    person.chooses_file(csv("name", "Litware"))
    person.goes_on()
    QTest.keyClicks(person.dialog.mapping.saved.name, "../../etc")
    person.dialog.mapping.saved.save.click()
    assert "can't be called" in person.told


def test_each_kind_of_file_has_its_own_remembered_mapping(begin: Begin, csv: Csv) -> None:
    crm, finance = "name,customer,stage,value,created_on,phase", "name,customer,stage,value,created_on,state"
    row = "Rollout {},Ulm,lead,1,2026-01-02,open"
    for number, (header, theirs) in enumerate([(crm, "phase"), (finance, "state")] * 2):
        person = begin("deals")
        person.chooses_file(csv(header, row.format(number), name=f"{number}.csv"))
        person.goes_on()
        saved = person.dialog.mapping.saved.picker.currentText()
        if number < 2:
            assert saved == "Guessed from the column names"
            person.maps("stage", theirs)
            person.turns("stage", "open", "qualified")
        else:
            assert saved == "Last import of deals"
        assert person.line("stage").column.value == theirs
        person.goes_on()
        assert person.rows(NEW)[0][2] == "Qualified"
        person.goes_on()


DEALS = "name,customer,stage,value,created_on,source_partner"


def test_adding_missing_partners_is_remembered_once_somebody_chose_it(begin: Begin, csv: Csv) -> None:
    begin_partners = begin("partners")
    begin_partners.chooses_file(csv("name", "Litware"))
    for _ in range(3):
        begin_partners.goes_on()
    person = begin("deals")
    person.chooses_file(csv(DEALS, "Rollout,Ulm,lead,1,2026-01-02,Fabrikam"))
    person.goes_on()
    box = person.dialog.mapping.create_partners
    assert not box.isChecked()
    box.click()
    for _ in range(2):
        person.goes_on()

    later = begin("deals")
    later.chooses_file(csv(DEALS, "Audit,Ulm,lead,1,2026-01-02,Contoso"))
    later.goes_on()
    assert later.dialog.mapping.create_partners.isChecked()
    later.goes_on()
    assert later.tab_titles()[NEW] == "1 new"
    later.goes_back()
    later.dialog.mapping.create_partners.click()
    QTest.keyClicks(later.dialog.mapping.saved.name, "Without new partners")
    later.dialog.mapping.saved.save.click()

    last = begin("deals")
    last.chooses_file(csv(DEALS, "Audit,Ulm,lead,1,2026-01-02,Contoso"))
    last.goes_on()
    last.picks(last.dialog.mapping.saved.picker, "Without new partners")
    assert not last.dialog.mapping.create_partners.isChecked()


def test_what_was_answered_about_a_file_is_not_asked_again(begin: Begin, csv: Csv) -> None:
    lines = ("name;our,tier", "Müller;A,Gold")
    person = begin("partners")
    person.chooses_file(csv(*lines, encoding="cp1252"))
    for words in ("indows-1252", "semicolon"):
        person.answers(person.dialog.choosing.questions, words)
    person.goes_on()
    person.maps("tier", "our,tier")
    for _ in range(2):
        person.goes_on()

    later = begin("partners")
    later.chooses_file(csv(*lines, "Schäfer;B,Gold", encoding="cp1252"))
    later.goes_on()
    assert later.line("tier").column.value == "our,tier"
    later.goes_on()
    assert later.tab_titles() == ["1 new", "0 changed", "1 same", "0 rejected"]


def test_mended_rejects_add_the_partners_that_the_list_itself_would_have_added(
    begin: Begin, csv: Csv, tmp_path: Path
) -> None:
    person = begin("deals")
    person.chooses_file(
        csv(DEALS, "Rollout,Rome,lead,1,2026-01-02,Litware", "Audit,Rome,lead,abc,2026-01-02,Contoso")
    )
    person.goes_on()
    person.goes_on()
    rejects = tmp_path / "rejects.csv"
    person.dialog.save_rejects(rejects)
    person.goes_on()
    rejects.write_text(rejects.read_text("utf-8-sig").replace("abc", "7"), "utf-8")

    again = begin("deals")
    again.chooses_file(rejects)
    again.goes_on()
    again.goes_on()
    assert again.tab_titles() == ["1 new", "0 changed", "0 same", "0 rejected"]
