"""Columns of a list are mapped to the team's own fields, and a mapping outlives a field that goes."""

from collections.abc import Callable
from pathlib import Path

from partnertracker.gui.desk import Desk
from partnertracker.gui.importing.checking import CHANGED, NEW, REJECTED
from partnertracker.services.custom_fields import add_field, delete_field
from tests.gui.importing.person import Person

Begin = Callable[..., Person]
Csv = Callable[..., Path]


def add(desk: Desk, label: str, kind: str) -> None:
    desk.change(
        lambda session: session.execute(*add_field(session, "partners", label, kind, "Retail; Public"))
    )


def test_own_fields_are_mapped_matched_and_checked_like_others(begin: Begin, desk: Desk, csv: Csv) -> None:
    for label, kind in (("Segment", "choice"), ("Audited", "yes_no"), ("CRM number", "text")):
        add(desk, label, kind)
    first = csv("name,Segment,Audited,CRM number", "Litware,B2C,yes,A-1", "Fabrikam,Farming,no,A-2")
    person = begin("partners")
    person.chooses_file(first)
    person.goes_on()
    person.turns("segment", "B2C", "Retail")
    person.goes_on()
    assert person.tab_titles()[0] == "1 new"
    assert person.rows(NEW)[0] == ["Litware", "Retail", "Yes", "A-1"]
    assert [row[1:] for row in person.rows(REJECTED)] == [
        ["Segment", "Farming", "Segment must be one of Retail, Public."]
    ]
    person.goes_on()

    again = begin("partners")
    again.chooses_file(csv("name,CRM number,Audited", "Litware International,A-1,no", name="second.csv"))
    again.goes_on()
    again.picks(again.dialog.mapping.match, "crm_number")
    again.goes_on()
    assert [row[2:] for row in again.rows(CHANGED)] == [
        ["Partner name", "Litware", "Litware International"],
        ["Audited", "Yes", "No"],
    ]
    again.goes_on()
    assert desk.facts["partners"].words_in_use("name") == ("Litware International",)

    desk.change(lambda session: session.execute(*delete_field(session, 1)))
    last = begin("partners")  # the mapping of the first list is remembered and still fits it
    last.chooses_file(first)
    last.goes_on()
    assert [line.target.name for line in last.dialog.mapping.lines.lines if line.column.value] == [
        "name",
        "audited",
        "crm_number",
    ]
