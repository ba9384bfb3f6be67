"""A form learns at once what keeps its row from being stored."""

from partnertracker.domain.fields import Row
from partnertracker.services.editing import problems_of
from tests.made_up import empty_session, inserted

DEAL: Row = {"name": "ERP", "customer": "Port", "stage": "lead", "value": 1, "created_on": "2026-03-01"}


def test_a_new_row_is_checked_with_its_defaults() -> None:
    session = empty_session()
    assert problems_of(session, "deals", DEAL) == ()
    found = problems_of(session, "deals", {**DEAL, "name": "", "stage": "won"})
    assert [problem.column for problem in found] == ["name", "closed_on"]


def test_a_row_that_exists_is_checked_with_what_changes() -> None:
    session = empty_session()
    first, second = inserted(session, "deals", {**DEAL, "external_id": "X-1"}, {**DEAL, "external_id": "X-2"})
    key = int(second["key"] or 0)
    assert problems_of(session, "deals", {"name": "Other"}, key) == ()
    (problem,) = problems_of(session, "deals", {"external_id": first["external_id"]}, key)
    assert problem.sentence == "There is already a deal with this external id."
    assert problems_of(session, "deals", {"external_id": "X-2"}, key) == ()


def test_keys_of_several_columns_are_taken_together() -> None:
    session = empty_session()
    inserted(session, "tier_requirements", {"tier": "Gold", "certificate": "A", "people": 1})
    same: Row = {"tier": "Gold", "certificate": "A", "people": 2}
    assert [problem.column for problem in problems_of(session, "tier_requirements", same)] == ["certificate"]
    assert problems_of(session, "tier_requirements", {**same, "certificate": "B"}) == ()


def test_the_partner_in_a_scope_must_be_there() -> None:
    session = empty_session()
    target: Row = {"metric": "bookings", "scope": "partner:none", "period": "2026", "comparison": "growing"}
    (problem,) = problems_of(session, "targets", target)
    assert problem.column == "scope"
