"""Targets, reviews and influences are set in one step each."""

import pytest

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row
from partnertracker.services.editing import add_influence, add_review, remove_target, set_target
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted


@pytest.fixture
def session() -> Session:
    return empty_session()


@pytest.fixture
def litware(session: Session) -> Row:
    (row,) = inserted(session, "partners", {"name": "Litware"})
    return row


def test_a_target_is_set_and_set_anew(session: Session, litware: Row) -> None:
    scope = f"partner:{litware['id']}"
    edit = set_target(session, "bookings", scope, "2026-Q3", comparison="at_least", value=5.0)
    assert edit.label == "Set target of Bookings, Litware, 2026-Q3"
    session.execute(*edit)
    session.execute(*set_target(session, "bookings", scope, "2026-Q3", comparison="growing"))
    (target,) = session.store.find("targets", {})
    assert (target["comparison"], target["value"], target["effective_on"]) == ("growing", None, "2026-11-22")


def test_the_target_of_earlier_days_stays(session: Session) -> None:
    old: Row = {"metric": "bookings", "scope": "all", "period": "2026", "comparison": "growing"}
    inserted(session, "targets", {**old, "effective_on": "2026-01-01"})
    session.execute(*set_target(session, "bookings", "all", "2026", comparison="at_least", value=1.0))
    assert [row["effective_on"] for row in session.store.find("targets", {})] == ["2026-01-01", "2026-11-22"]


def test_a_target_that_is_removed_is_gone_for_its_period_alone_until_it_is_undone(session: Session) -> None:
    for period in ("2026", "2026-Q3"):
        session.execute(*set_target(session, "bookings", "all", period, comparison="at_least", value=1.0))
    edit = remove_target(session, "bookings", "all", "2026-Q3")
    assert edit.label == "Remove target of Bookings, 2026-Q3"
    session.execute(*edit)
    assert [row["period"] for row in session.store.find("targets", {})] == ["2026"]
    session.undo()
    assert len(session.store.find("targets", {})) == 2


def test_a_target_needs_a_metric_and_a_value(session: Session) -> None:
    with pytest.raises(InvalidRowsError) as refused:
        session.execute(*set_target(session, "luck", "all", "2026", comparison="at_least"))
    assert [problem.column for problem in refused.value.problems] == ["metric", "value"]


def test_a_review_is_dated_today_and_signed(session: Session, litware: Row) -> None:
    edit = add_review(session, str(litware["id"]), "red", " No pipeline ", "2026-12-01")
    assert edit.label == "Review “Litware”: Red"
    session.execute(*edit)
    (review,) = session.store.find("health_reviews", {})
    assert (review["reviewed_on"], review["reviewer"], review["reason"]) == (
        "2026-11-22",
        "Anna",
        "No pipeline",
    )
    assert review["next_review_on"] == "2026-12-01"


def test_red_needs_a_reason(session: Session, litware: Row) -> None:
    with pytest.raises(InvalidRowsError, match="A reason is needed when the status is Red"):
        session.execute(*add_review(session, str(litware["id"]), "red"))


def test_an_influence(session: Session, litware: Row) -> None:
    deal: Row = {"name": "ERP", "customer": "Port", "stage": "lead", "value": 1, "created_on": "2026-03-01"}
    (stored,) = inserted(session, "deals", deal)
    edit = add_influence(session, str(stored["id"]), str(litware["id"]), "technical", "2026-04-01")
    assert edit.label == "Add influence “ERP, Litware”"
    session.execute(*edit)
    (influence,) = session.store.find("deal_influences", {})
    assert (influence["role"], influence["influenced_on"]) == ("technical", "2026-04-01")
