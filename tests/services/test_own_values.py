"""Rows are found by the fields of the team, each table by its own."""

from partnertracker.domain.fields import Row
from partnertracker.services.editing import insert_row
from partnertracker.services.own_values import OwnValues
from tests.made_up import empty_session, inserted


def test_only_rows_of_the_table_with_a_text_of_theirs_are_found() -> None:
    session = empty_session()
    for table, name, kind in (
        ("deals", "segment", "text"),
        ("deals", "since", "date"),
        ("partners", "motto", "text"),
    ):
        field: Row = {"table_name": table, "name": name, "label": name.capitalize(), "kind": kind}
        session.execute(*insert_row(session, "custom_fields", field))
    deal: Row = {"customer": "Port", "stage": "lead", "value": 1, "created_on": "2026-01-01"}
    for name, segment in (("A", "Retail"), ("B", "retailers"), ("C", "Public")):
        inserted(session, "deals", {**deal, "name": name, "segment": segment, "since": "2026-01-01"})
    inserted(session, "partners", {"name": "Litware", "motto": "Retail first"})

    own = OwnValues(session.store)
    assert own.holding(session, "deals", "RETAIL", 4) == [2, 1]
    assert own.holding(session, "deals", "retail", 1) == [2]
    assert own.holding(session, "partners", "retail", 4) == [1]
    assert own.holding(session, "deals", "2026-01", 4) == []
    assert own.holding(session, "notes", "retail", 4) == []
