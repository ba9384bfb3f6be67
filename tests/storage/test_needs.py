"""What something else needs as it is by now does not go back to what it was."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row
from partnertracker.services.checking import faults
from partnertracker.services.configuring import change_setting
from partnertracker.services.editing import change_row, delete_rows, insert_row
from partnertracker.services.session import Operation, Session
from partnertracker.services.stages import add_stage, remove_stage
from partnertracker.services.taking_back import prospect, restore, take_back
from tests.made_up import empty_session, inserted


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    yield session
    session.store.close()


def done(session: Session, edit: tuple[str, Operation]) -> int:
    session.execute(*edit)
    return session.store.last_step()


def metric(session: Session, formula: str) -> int:
    row: Row = {"name": "mine", "label": "Mine", "formula": formula, "unit": "count", "direction": "higher"}
    return int(inserted(session, "custom_metrics", row)[0]["key"] or 0)


def target(session: Session) -> int:
    row: Row = {"metric": "mine", "scope": "all", "period": "always", "comparison": "at_least", "value": 50}
    done(session, insert_row(session, "targets", row))
    return int(session.store.find("targets", {})[-1]["key"] or 0)


@pytest.mark.parametrize("outcome", ["won", "lost"])
def test_the_only_stage_of_an_outcome_stays_whatever_was_chosen(session: Session, outcome: str) -> None:
    step = done(session, add_stage(session, "Signed", outcome))
    done(session, remove_stage(session, outcome))
    (way,) = prospect(session, step).in_the_way
    with pytest.raises(InvalidRowsError) as refused:
        take_back(session, step, partly=True, too=frozenset({way.row}))
    (told,) = [each.sentence for each in refused.value.problems]
    assert told == (
        f"Stage “Signed” can't be as it was: It is the only stage for deals that are {outcome} "
        f"(Remove stage “{outcome.title()}”, Anna). Take that back first, or let it stay."
    )
    assert outcome in {each.outcome for each in session.store.stages()}


def test_a_stage_goes_where_another_one_of_its_outcome_stays(session: Session) -> None:
    step = done(session, add_stage(session, "Signed", "won"))
    assert prospect(session, step).free


def test_a_target_does_not_come_back_once_its_metric_adds_up(session: Session) -> None:
    key, goal = metric(session, "bookings / sourced_revenue"), target(session)
    step = done(session, delete_rows(session, "targets", [goal]))
    assert prospect(session, step).free
    done(session, change_row(session, "custom_metrics", key, {"formula": "bookings"}))
    (way,) = prospect(session, step).in_the_way
    assert way.sentence.startswith("Target “Mine · always” can't be as it was: Period must be a year,")
    assert way.sentence.endswith("(Edit custom metric “Mine”, Anna). Take that back first, or let it stay.")
    with pytest.raises(InvalidRowsError):
        restore(session, session.store.past.deleted("targets", 0, 5))
    assert not list(faults(session))


def test_a_target_comes_back_together_with_its_metric(session: Session) -> None:
    key = metric(session, "bookings / sourced_revenue")
    target(session)
    step = done(session, delete_rows(session, "custom_metrics", [key]))
    assert prospect(session, step).free
    take_back(session, step)
    assert not list(faults(session))


def test_a_metric_does_not_add_up_again_while_a_target_holds_always(session: Session) -> None:
    key = metric(session, "bookings")
    step = done(
        session, change_row(session, "custom_metrics", key, {"formula": "bookings / sourced_revenue"})
    )
    assert prospect(session, step).free
    target(session)
    (way,) = prospect(session, step).in_the_way
    assert way.sentence.startswith("Custom metric “Mine” can't be as it was: Period must be a year,")
    assert "then, unlike in target “Mine · always” (Add target" in way.sentence
    assert not prospect(session, step).effects


def test_a_currency_with_a_rate_does_not_become_the_files_own_again(session: Session) -> None:
    step = done(session, change_setting("currency", "EUR"))
    assert prospect(session, step).free
    rate: Row = {"currency": "USD", "from_date": "2026-01-01", "rate": 0.9}
    done(session, insert_row(session, "exchange_rates", rate))
    (way,) = prospect(session, step).in_the_way
    assert way.sentence == (
        "Setting “currency” can't be as it was: USD has an exchange rate (Add exchange rate “USD, "
        "2026-01-01”, Anna). Take that back first, or let it stay."
    )
    assert not list(faults(session))


def test_the_rate_of_what_became_the_files_own_currency_does_not_come_back(session: Session) -> None:
    rate: Row = {"currency": "EUR", "from_date": "2026-01-01", "rate": 1.1}
    key = int(inserted(session, "exchange_rates", rate)[0]["key"] or 0)
    done(session, delete_rows(session, "exchange_rates", [key]))
    done(session, change_setting("currency", "EUR"))
    with pytest.raises(InvalidRowsError, match="Currency must be another one"):
        restore(session, session.store.past.deleted("", 0, 5))
