"""What many rows have in common."""

from partnertracker.domain.fields import Row
from partnertracker.services.editing import insert_rows
from partnertracker.services.editing.blocks import Block
from partnertracker.services.editing.clips import Clip
from partnertracker.services.editing.together import in_common, same_for_all, shared_fields
from tests.made_up import empty_session

DEAL: Row = {
    "name": "ERP rollout",
    "customer": "Port",
    "stage": "lead",
    "value": 1,
    "created_on": "2026-03-01",
}


def test_what_all_rows_hold_and_where_they_differ() -> None:
    session = empty_session()
    session.execute(*insert_rows(session, "partners", [{"name": "Litware"}]))
    (partner,) = session.store.find("partners", {})
    deals: list[Row] = [{**DEAL, "source_partner": partner["id"], "manager": who} for who in ("AK", None)]
    session.execute(*insert_rows(session, "deals", deals))
    common = in_common(session, "deals", [1, 2])
    assert (common.held["customer"], common.held["source_partner"], common.held["notes"]) == (
        "Port",
        "Litware",
        None,
    )
    assert common.mixed == {"manager"}
    assert common.currency == "USD"


def test_what_no_two_rows_share_is_no_field_for_many() -> None:
    kind = empty_session().kind("partners")
    assert "name" not in [field.name for field in shared_fields(kind)]
    assert "tier" in [field.name for field in shared_fields(kind)]


def test_the_same_texts_for_all() -> None:
    cells = ((Clip("AK"), Clip("")),) * 2
    assert same_for_all("deals", [4, 7], {"manager": "AK", "notes": ""}) == Block(
        "deals", (("manager",), ("notes",)), (4, 7), cells
    )
