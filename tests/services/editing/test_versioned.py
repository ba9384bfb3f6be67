"""Scorecards and capacities hold from the day they are set: an earlier day keeps what held then."""

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Row
from partnertracker.domain.forecast import forecast
from partnertracker.domain.scorecard import USUAL, scorecard_on
from partnertracker.services.editing import (
    change_row,
    duplicate_rows,
    end_capacity,
    insert_row,
    set_capacity,
    set_scorecard,
)
from partnertracker.services.session import Session
from partnertracker.services.versions import versions
from tests.made_up import empty_session, inserted

TODAY, YESTERDAY = "2026-11-22", "2026-11-21"
EVEN: Row = {
    **dict.fromkeys(("revenue", "pipeline", "engagement", "certification", "satisfaction"), 20.0),
    "green_from": 80.0,
    "yellow_from": 50.0,
}


@pytest.fixture
def session() -> Session:
    return empty_session()


def days(session: Session, table: str) -> list[object]:
    return [row["effective_on"] for row in session.store.find(table, {})]


def roles(session: Session, day: str) -> list[tuple[str, float | None]]:
    return [(role.name, role.present) for role in forecast(session.facts, day_of(day)).roles]


def test_a_scorecard_holds_from_today_and_the_past_keeps_its_own(session: Session) -> None:
    edit = set_scorecard(session, **EVEN, reason="Even weights")
    assert edit.label == "Set scorecard"
    session.execute(*edit)
    assert scorecard_on(session.facts, day_of(YESTERDAY)) == USUAL
    assert scorecard_on(session.facts, day_of(TODAY)).weights == (20.0,) * 5
    session.undo()
    assert scorecard_on(session.facts, day_of(TODAY)) == USUAL


def test_values_that_a_row_has_already_make_no_newer_one(session: Session) -> None:
    inserted(session, "scorecards", {**EVEN, "effective_on": "2026-01-01"})
    session.execute(*change_row(session, "scorecards", 1, {"green_from": 80.0}))
    assert days(session, "scorecards") == ["2026-01-01"]


def test_a_second_change_of_a_day_replaces_the_first_and_an_earlier_one_is_kept(session: Session) -> None:
    inserted(session, "scorecards", {**EVEN, "effective_on": "2026-01-01"})
    for green in (90.0, 95.0):
        session.execute(*set_scorecard(session, **{**EVEN, "green_from": green}))
    assert days(session, "scorecards") == ["2026-01-01", TODAY]
    newest, oldest = versions(session, "scorecards", {})
    assert (newest.row["green_from"], newest.since, newest.set_by) == (95.0, TODAY, "Anna")
    assert (oldest.row["green_from"], oldest.since) == (80.0, "2026-01-01")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({**dict.fromkeys(tuple(EVEN)[:5], 0.0)}, "must have a weight above 0"),
        ({"yellow_from": 80.0}, "Yellow from must be below Green from"),
        ({"pipeline": -1.0}, "Pipeline must be between 0 and 1000"),
    ],
)
def test_a_scorecard_that_breaks_a_rule_is_refused(session: Session, values: Row, sentence: str) -> None:
    with pytest.raises(InvalidRowsError, match=sentence):
        session.execute(*set_scorecard(session, **{**EVEN, **values}))
    assert days(session, "scorecards") == []


def test_a_capacity_is_that_of_its_role_in_any_spelling(session: Session) -> None:
    inserted(session, "capacities", {"role": "Marketing", "people": 1.0, "effective_on": "2026-01-01"})
    edit = set_capacity(session, " marketing ", people=2.0, partners_per_person=30.0)
    assert edit.label == "Set capacity of Marketing"
    session.execute(*edit)
    assert roles(session, YESTERDAY) == [("Marketing", 1.0)]
    assert roles(session, TODAY) == [("Marketing", 2.0)]
    assert [each.since for each in versions(session, "capacities", {"role": "Marketing"})] == [
        TODAY,
        "2026-01-01",
    ]


def test_a_role_that_is_removed_is_forecast_no_longer_and_the_past_keeps_it(session: Session) -> None:
    inserted(session, "capacities", {"role": "Marketing", "people": 1.0, "effective_on": "2026-01-01"})
    session.execute(*end_capacity(session, "marketing"))
    assert (roles(session, YESTERDAY), roles(session, TODAY)) == ([("Marketing", 1.0)], [])
    session.execute(*set_capacity(session, "Events", people=1.0))
    session.execute(*end_capacity(session, "Events"))
    assert days(session, "capacities") == ["2026-01-01", TODAY]  # that of Events has left no trace
    with pytest.raises(UnusableArgumentError, match="no capacity of “Nobody”"):
        end_capacity(session, "Nobody")


def test_a_capacity_needs_a_role_and_numbers_above_nothing(session: Session) -> None:
    with pytest.raises(InvalidRowsError, match="Role is needed"):
        session.execute(*set_capacity(session, " ", people=1.0))
    with pytest.raises(InvalidRowsError, match="Partners per person must be above 0"):
        session.execute(*set_capacity(session, "Events", partners_per_person=0.0))


def test_rows_of_these_tables_that_change_in_a_table_leave_the_old_one_too(session: Session) -> None:
    (old,) = inserted(session, "capacities", {"role": "Events", "people": 1.0, "effective_on": "2026-01-01"})
    session.execute(*change_row(session, "capacities", int(old["key"] or 0), {"people": 3.0}))
    assert (roles(session, YESTERDAY), roles(session, TODAY)) == ([("Events", 1.0)], [("Events", 3.0)])
    session.execute(*insert_row(session, "capacities", {"role": "Sales", "people": 1.0}))
    (new,) = session.store.find("capacities", {"role": "Sales"})
    assert new["effective_on"] == TODAY
    with pytest.raises(InvalidRowsError, match="already a capacity"):
        session.execute(*duplicate_rows(session, "capacities", [int(new["key"] or 0)]))
