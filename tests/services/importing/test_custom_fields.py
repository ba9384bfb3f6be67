"""Columns of a file fill the team's own fields as they fill those of the contract."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.services.custom_fields import add_field, delete_field
from partnertracker.services.importing import ImportMapping, Plan, mapping_text, read_mapping
from tests.services.importing.conftest import Desk

FILE = """name,Segment,seats,renews_on,Audited
Litware,retail,12.5,2027-01-31,yes
Fabrikam,Public sector,,,no
Contoso,Farming,many,31/31/2026,perhaps
"""


@pytest.fixture
def fielded(desk: Desk) -> Desk:
    for label, kind, name in (
        ("Segment", "choice", "segment"),
        ("Seats", "number", "seats"),
        ("Renews on", "date", "renews_on"),
        ("Audited", "yes_no", "audited"),
        ("CRM number", "text", "crm"),
    ):
        choices = "Retail; Public sector"
        desk.session.execute(*add_field(desk.session, "partners", label, kind, choices, name))
    return desk


def test_new_changed_same_and_rejected_rows_are_judged_with_them(
    fielded: Desk, sentences: Callable[[Plan], list[str]]
) -> None:
    made = fielded.bring("partners", FILE)
    assert (made.new, made.rejected) == (2, 1)
    assert sentences(made) == [
        "Row 4, Segment “Farming”: Segment must be one of Retail, Public sector.",
        "Row 4, seats “many”: Seats must be a number such as 12.5.",
        "Row 4, renews_on “31/31/2026”: Renews on must be a date of the calendar such as 2026-08-31.",
        "Row 4, Audited “perhaps”: Audited must be yes or no.",
    ]
    own = ("segment", "seats", "renews_on", "audited", "crm")
    assert [[row[name] for name in own] for row in fielded.rows("partners")] == [
        ["Retail", 12.5, "2027-01-31", 1, None],
        ["Public sector", None, None, 0, None],
    ]
    again = fielded.plan("partners", FILE)
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    changed = fielded.bring("partners", FILE.replace("12.5", "13").replace("Public sector", ""))
    assert [(each.before, each.after) for each in changed.changes()] == [
        ({"seats": 12.5}, {"seats": 13.0}),
        ({"segment": "Public sector"}, {"segment": None}),
    ]
    assert [row["seats"] for row in fielded.rows("partners")] == [13, None]
    assert [row["segment"] for row in fielded.rows("partners")] == ["Retail", None]
    fielded.session.undo()
    assert [row["seats"] for row in fielded.rows("partners")] == [12.5, None]


def test_rows_are_matched_by_one_and_words_are_turned_into_choices(fielded: Desk) -> None:
    fielded.bring("partners", "name,crm\nLitware,A-1\n")
    mapping = ImportMapping(
        "partners",
        "crm",
        {"name": "account", "crm": "number", "segment": "class"},
        {"audited": "no"},
        {"segment": {"B2C": "Retail"}},
    )
    assert read_mapping(mapping_text(mapping)) == mapping
    fielded.bring("partners", "account,number,class\nLitware Int,A-1,B2C\n", mapping)
    (row,) = fielded.rows("partners")
    assert (row["name"], row["crm"], row["segment"], row["audited"]) == ("Litware Int", "A-1", "Retail", 0)


def test_a_mapping_for_a_field_that_is_gone_says_so_or_does_without(fielded: Desk) -> None:
    mapping = ImportMapping("partners", "crm", {"name": "account", "crm": "number"}, {"crm": "-"})
    (gone,) = fielded.session.store.find("custom_fields", {"name": "crm"})
    fielded.session.execute(*delete_field(fielded.session, int(str(gone["key"]))))
    with pytest.raises(UnusableArgumentError, match="There is no column “crm” in partners"):
        fielded.plan("partners", "account,number\nLitware,A-1\n", mapping)
    within = mapping.within(fielded.session.kind("partners"))
    assert within == replace(mapping, match="", columns={"name": "account"}, defaults={})
