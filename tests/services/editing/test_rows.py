"""Rows are added, changed, deleted and copied in named steps, or not at all."""

import pytest

from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Row
from partnertracker.services.editing import (
    change_row,
    change_rows,
    combined,
    delete_rows,
    duplicate_rows,
    insert_row,
    insert_rows,
)
from partnertracker.services.session import Session
from tests.made_up import empty_session

DEAL: Row = {
    "name": "ERP rollout",
    "customer": "Port",
    "stage": "lead",
    "value": 100_00,
    "created_on": "2026-03-01",
}


@pytest.fixture
def session() -> Session:
    return empty_session()


def added(session: Session, table: str, **values: object) -> Row:
    outcome = session.execute(*insert_row(session, table, values))  # type: ignore[arg-type]
    (row,) = session.rows(table, outcome.changes[table].inserted)
    return row


def key(row: Row) -> int:
    return int(row["key"] or 0)


def test_a_new_row_gets_its_defaults(session: Session) -> None:
    deal = added(session, "deals", **DEAL, notes="")
    assert (deal["customer_is_new"], deal["currency"], deal["notes"]) == (1, "USD", None)
    target = added(session, "targets", metric="bookings", period="2026", comparison="growing")
    assert (target["scope"], target["spread"], target["effective_on"]) == ("all", "evenly", "2026-11-22")
    rate = insert_row(session, "exchange_rates", {"from_date": "2026-01-01", "rate": 1.1})
    with pytest.raises(InvalidRowsError, match="Currency is needed"):
        session.execute(*rate)


def test_steps_are_named_as_a_person_would(session: Session) -> None:
    deal = added(session, "deals", **DEAL)
    litware = added(session, "partners", name="Litware")
    many = [{"name": name} for name in ("A", "B", "C")]
    assert insert_row(session, "partners", {"name": "Litware"}).label == "Add partner “Litware”"
    assert insert_rows(session, "partners", many).label == "Add 3 partners"
    assert change_row(session, "deals", key(deal), {}).label == "Edit deal “ERP rollout”"
    assert delete_rows(session, "partners", [key(litware)]).label == "Delete partner “Litware”"
    assert duplicate_rows(session, "deals", [key(deal)] * 2).label == "Duplicate 2 deals"
    review = {"partner": litware["id"], "status": "green", "reviewed_on": "2026-11-22"}
    assert insert_row(session, "health_reviews", review).label == (
        "Add health review “Litware, green, 2026-11-22”"
    )


def test_a_broken_row_leaves_everything_as_it_was(session: Session) -> None:
    edit = insert_rows(session, "partners", [{"name": "Litware"}, {"name": " LITWARE"}])
    with pytest.raises(InvalidRowsError, match="already a partner with this partner name"):
        session.execute(*edit)
    assert session.store.count("partners") == 0


def test_what_does_not_exist_is_refused(session: Session) -> None:
    with pytest.raises(UnusableArgumentError, match="no column “colour”"):
        insert_row(session, "deals", {"colour": "red"})
    with pytest.raises(UnusableArgumentError, match="no table “dreams”"):
        insert_row(session, "dreams", {})
    with pytest.raises(UnusableArgumentError, match="no longer there"):
        change_row(session, "deals", 7, {"name": "x"})
    deal = {**DEAL, "source_partner": "01890000-0000-7000-8000-000000000000"}
    with pytest.raises(InvalidRowsError, match="Sourced by must be a partner that is in this file"):
        session.execute(*insert_row(session, "deals", deal))


def test_a_change_keeps_what_it_does_not_name(session: Session) -> None:
    deal = added(session, "deals", **DEAL)
    outcome = session.execute(*change_row(session, "deals", key(deal), {"value": 200_00}))
    assert outcome.step.label == "Edit deal “ERP rollout”"
    (after,) = session.rows("deals", [key(deal)])
    assert after == {**deal, "value": 200_00}
    session.undo()
    assert session.rows("deals", [key(deal)]) == [deal]


def test_many_changes_are_one_step(session: Session) -> None:
    rows = [added(session, "partners", name=name) for name in ("A", "B")]
    changes = {key(row): {"tier": "Gold"} for row in rows}
    assert session.execute(*change_rows(session, "partners", changes)).step.label == "Edit 2 partners"
    assert [row["tier"] for row in session.rows("partners", [key(row) for row in rows])] == ["Gold", "Gold"]
    session.undo()
    assert [row["tier"] for row in session.rows("partners", [key(row) for row in rows])] == [None, None]


def test_a_row_may_keep_its_own_unique_values(session: Session) -> None:
    litware = added(session, "partners", name="Litware")
    session.execute(*change_row(session, "partners", key(litware), {"name": "LITWARE"}))
    assert session.rows("partners", [key(litware)])[0]["name"] == "LITWARE"


def test_deleting_a_deal_takes_its_influences_and_events_and_undo_brings_all_back(session: Session) -> None:
    litware = added(session, "partners", name="Litware")
    deal = added(session, "deals", **{**DEAL, "stage": "proposal"})
    added(session, "deal_influences", deal=deal["id"], partner=litware["id"])
    session.execute(*delete_rows(session, "deals", [key(deal)]))
    tables = ("deals", "deal_influences", "deal_stage_events")
    assert [session.store.count(table) for table in tables] == [0, 0, 0]
    session.undo()
    assert [session.store.count(table) for table in tables] == [1, 1, 1]


def test_a_partner_that_something_refers_to_stays(session: Session) -> None:
    litware = added(session, "partners", name="Litware")
    added(session, "deals", **DEAL, source_partner=litware["id"])
    with pytest.raises(InvalidRowsError, match="“Litware” can't be deleted: 1 deal"):
        session.execute(*delete_rows(session, "partners", [key(litware)]))


def test_a_partner_with_a_target_stays(session: Session) -> None:
    litware = added(session, "partners", name="Litware")
    scope = f"partner:{litware['id']}"
    added(session, "targets", metric="bookings", scope=scope, period="2026", comparison="growing")
    with pytest.raises(InvalidRowsError, match="“Litware” can't be deleted: 1 target still refers to it"):
        session.execute(*delete_rows(session, "partners", [key(litware)]))


def test_a_copy_is_its_own_row(session: Session) -> None:
    deal = added(session, "deals", **{**DEAL, "stage": "proposal"}, external_id="X-1")
    session.execute(*duplicate_rows(session, "deals", [key(deal)]))
    copy = next(row for row in session.store.find("deals", {}) if row["key"] != deal["key"])
    assert copy["external_id"] is None
    assert (copy["name"], copy["value"]) == (deal["name"], deal["value"])
    assert len(session.store.find("deal_stage_events", {"deal": copy["id"]})) == 1


def test_a_copied_name_says_so(session: Session) -> None:
    litware = added(session, "partners", name="Litware", tier="Gold")
    session.execute(*duplicate_rows(session, "partners", [key(litware)]))
    session.execute(*duplicate_rows(session, "partners", [key(litware)]))
    names = [row["name"] for row in session.store.find("partners", {"tier": "Gold"})]
    assert names == ["Litware", "Litware (copy)", "Litware (copy 2)"]


def test_a_copy_that_can_not_stand_beside_its_original_is_refused(session: Session) -> None:
    month = added(session, "company_revenue", month="2026-01", amount=5)
    with pytest.raises(InvalidRowsError, match="already a company revenue with this month"):
        session.execute(*duplicate_rows(session, "company_revenue", [key(month)]))


def test_several_edits_make_one_step(session: Session) -> None:
    edits = [insert_row(session, "partners", {"name": name}) for name in ("A", "B")]
    session.execute(*combined("Add both", *edits))
    session.undo()
    assert session.store.count("partners") == 0


def test_a_changed_target_leaves_the_old_one_for_the_days_before(session: Session) -> None:
    old = added(
        session,
        "targets",
        metric="bookings",
        period="2026",
        comparison="at_least",
        value=5.0,
        reason="Plan",
        effective_on="2026-01-01",
    )
    session.execute(*change_row(session, "targets", key(old), {"value": 6.0}))
    first, second = session.store.find("targets", {"metric": "bookings"})
    assert first == old
    assert (second["value"], second["effective_on"], second["reason"]) == (6.0, "2026-11-22", None)
    session.execute(*change_row(session, "targets", key(second), {"value": 7.0}))
    assert [row["value"] for row in session.store.find("targets", {})] == [5.0, 7.0]


def test_a_source_partner_is_no_influence(session: Session) -> None:
    litware, adatum = (added(session, "partners", name=name)["id"] for name in ("Litware", "Adatum"))
    deal = added(session, "deals", **DEAL, source_partner=litware)
    sentence = "can't both source a deal and influence it"
    with pytest.raises(InvalidRowsError, match=sentence):
        added(session, "deal_influences", deal=deal["id"], partner=litware)
    added(session, "deal_influences", deal=deal["id"], partner=adatum)
    with pytest.raises(InvalidRowsError, match=sentence):
        session.execute(*change_row(session, "deals", key(deal), {"source_partner": adatum}))
