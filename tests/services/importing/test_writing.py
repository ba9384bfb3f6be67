"""An import is one step: all of it or nothing, and one undo takes it back."""

import pytest

from partnertracker.domain.fields import Row
from partnertracker.services.arrangements import Arrangement, arrangement_of
from partnertracker.services.importing import Plan, carry_out
from partnertracker.services.saved_views import save_view
from tests.made_up import inserted
from tests.services.importing.conftest import Desk

TODAY = "2026-11-22"
HEADER = "external_id,name,customer,source_partner,stage,value,created_on,closed_on\n"
DEALS = f"""{HEADER}1,ERP,Port,Litware,lead,5,2026-01-05,
2,CRM,Port,Adatum,won,5,2026-01-05,2026-02-01
3,SAP,Port,,proposal,5,2026-01-05,
"""


def events(desk: Desk) -> list[tuple[object, object, object]]:
    names = {row["id"]: row["name"] for row in desk.rows("deals")}
    rows = [(names[row["deal"]], row["stage"], row["entered_on"]) for row in desk.rows("deal_stage_events")]
    return sorted(rows, key=str)


def test_one_undo_takes_everything_back_and_redo_brings_it_again(desk: Desk) -> None:
    desk.bring("deals", DEALS, create_partners=True)
    tables = ("partners", "deals", "deal_stage_events")
    before = {table: desk.rows(table) for table in tables}
    assert [len(before[table]) for table in tables] == [2, 3, 2]
    assert desk.session.undo().step.label == "Import 3 deals from list.csv"
    assert [desk.rows(table) for table in tables] == [[], [], []]
    desk.session.redo()
    assert {table: desk.rows(table) for table in tables} == before


def test_deals_beyond_the_first_stage_get_their_event(desk: Desk) -> None:
    desk.bring("deals", DEALS, create_partners=True)
    assert events(desk) == [("CRM", "won", "2026-02-01"), ("SAP", "proposal", TODAY)]


def test_a_stage_that_changes_gets_its_event(desk: Desk) -> None:
    desk.bring("deals", DEALS, create_partners=True)
    desk.bring("deals", "external_id,stage,closed_on\n1,qualified,\n3,lost,2026-03-01\n")
    assert events(desk) == [
        ("CRM", "won", "2026-02-01"),
        ("ERP", "qualified", TODAY),
        ("SAP", "lost", "2026-03-01"),
        ("SAP", "proposal", TODAY),
    ]


def test_events_that_are_given_later_replace_those_that_came_with_the_deal(desk: Desk) -> None:
    desk.bring("deals", DEALS, create_partners=True)
    given = (
        "deal,stage,entered_on\nSAP,qualified,2026-01-10\nSAP,proposal,2026-01-20\nCRM,qualified,2026-01-06\n"
    )
    desk.bring("deal_stage_events", given)
    assert events(desk) == [
        ("CRM", "qualified", "2026-01-06"),
        ("CRM", "won", "2026-02-01"),
        ("SAP", "proposal", "2026-01-20"),
        ("SAP", "qualified", "2026-01-10"),
    ]
    desk.session.undo()
    assert len(events(desk)) == 2


def test_an_event_that_a_later_edit_made_stays(desk: Desk) -> None:
    desk.bring("deals", DEALS, create_partners=True)
    desk.bring("deals", "external_id,stage\n1,qualified\n")
    desk.bring("deal_stage_events", "deal,stage,entered_on\nERP,qualified,2026-01-10\n")
    assert [event for event in events(desk) if event[0] == "ERP"] == [
        ("ERP", "qualified", "2026-01-10"),
        ("ERP", "qualified", TODAY),
    ]


class StopError(Exception):
    """The person pressed Cancel."""


def test_cancelling_leaves_nothing(desk: Desk) -> None:
    made = desk.plan("deals", DEALS, create_partners=True)

    def cancel(_share: float) -> None:
        raise StopError

    with pytest.raises(StopError):
        carry_out(desk.session, made, cancel)
    assert (desk.rows("deals"), desk.rows("partners"), desk.session.store.last_step()) == ([], [], 0)
    carry_out(desk.session, made)
    assert len(desk.rows("deals")) == 3


def test_progress_ends_at_one(desk: Desk) -> None:
    shares: list[float] = []
    carry_out(desk.session, desk.plan("deals", DEALS, create_partners=True), shares.append)
    assert shares[-1] == 1
    assert shares == sorted(shares)


def test_a_changed_target_keeps_the_old_one(desk: Desk) -> None:
    old: Row = {"metric": "bookings", "period": "2026", "comparison": "at_least", "value": 5.0}
    (target,) = inserted(desk.session, "targets", {**old, "effective_on": "2026-01-01"})
    desk.bring("targets", f"id,metric,period,comparison,value\n{target['id']},bookings,2026,at_least,6\n")
    assert [(row["value"], row["effective_on"]) for row in desk.rows("targets")] == [
        (5.0, "2026-01-01"),
        (6.0, TODAY),
    ]


def test_a_closed_plan_lets_go_of_its_file(desk: Desk) -> None:
    made: Plan = desk.plan("deals", DEALS, create_partners=True)
    made.close()
    made.close()
    with pytest.raises(ValueError, match="closed"):
        list(made.additions())


def test_a_saved_view_asks_for_a_partner_that_an_import_renames(desk: Desk) -> None:
    (litware,) = inserted(desk.session, "partners", {"name": "Litware"})
    desk.session.execute(*save_view(desk.session, "deals", "Theirs", Arrangement("partner:Litware")))
    desk.bring("partners", f"id,name\n{litware['id']},Globex\n")
    (view,) = desk.rows("saved_views")
    assert arrangement_of(view["definition"]).text == "partner:Globex"
