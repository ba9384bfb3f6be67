"""A deal's stage events follow its stage, so that every past day knows its stage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row
from partnertracker.domain.periods import period_named
from partnertracker.domain.settings import DEFAULT_STAGES
from partnertracker.services.editing import change_row, insert_row
from partnertracker.services.measuring import figures
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted

TODAY = "2026-11-22"
STAGES = {stage.key: stage.outcome for stage in DEFAULT_STAGES}
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


def entered(session: Session, **values: object) -> Row:
    outcome = session.execute(*insert_row(session, "deals", {**DEAL, **values}))  # type: ignore[dict-item]
    return session.rows("deals", outcome.changes["deals"].inserted)[0]


def edited(session: Session, deal: Row, **values: object) -> None:
    session.execute(*change_row(session, "deals", int(deal["key"] or 0), values))  # type: ignore[arg-type]


def events(session: Session) -> list[tuple[object, object]]:
    return [(row["stage"], row["entered_on"]) for row in session.store.find("deal_stage_events", {})]


def test_a_deal_in_the_first_stage_needs_no_event(session: Session) -> None:
    entered(session)
    assert events(session) == []


def test_a_deal_entered_further_on_is_there_since_today(session: Session) -> None:
    entered(session, stage="proposal")
    assert events(session) == [("proposal", TODAY)]


def test_a_deal_entered_closed_is_there_since_its_close(session: Session) -> None:
    entered(session, stage="won", closed_on="2026-05-01")
    assert events(session) == [("won", "2026-05-01")]


def test_a_new_stage_is_entered_today_or_at_the_close(session: Session) -> None:
    deal = entered(session)
    edited(session, deal, stage="qualified", qualified_on="2026-03-05")
    edited(session, deal, stage="lost", closed_on="2026-11-20")
    assert events(session) == [("qualified", TODAY), ("lost", "2026-11-20")]


def test_another_change_makes_no_event(session: Session) -> None:
    deal = entered(session, stage="qualified")
    edited(session, deal, value=5)
    assert events(session) == [("qualified", TODAY)]


def test_going_back_on_the_same_day_takes_the_step_back(session: Session) -> None:
    deal = entered(session)
    inserted(session, "deal_stage_events", event(deal, "qualified", "2026-05-01"))
    session.execute(*change_row(session, "deals", int(deal["key"] or 0), {"stage": "negotiation"}))
    edited(session, deal, stage="qualified")
    assert events(session) == [("qualified", "2026-05-01")]


def test_back_at_the_first_stage_on_the_same_day_nothing_is_left(session: Session) -> None:
    deal = entered(session)
    edited(session, deal, stage="qualified")
    edited(session, deal, stage="lead")
    assert events(session) == []


def test_a_deal_opened_again_was_open_all_along(session: Session) -> None:
    partner = inserted(session, "partners", {"name": "Litware"})[0]["id"]
    dates = {"qualified_on": "2026-04-01", "source_partner": partner}
    deal = entered(session, stage="won", closed_on="2026-05-01", **dates)
    edited(session, deal, stage="negotiation", closed_on=None)

    assert events(session) == [("negotiation", TODAY)]
    assert [weighted(session, day) for day in ("2026-04-30", "2026-05-20", TODAY)] == [20, 20, 75]


def test_a_deal_closed_otherwise_closed_on_that_day_alone(session: Session) -> None:
    deal = entered(session, stage="won", closed_on="2026-05-01")
    edited(session, deal, stage="lost", closed_on="2026-07-01")
    assert events(session) == [("lost", "2026-07-01")]


@pytest.mark.parametrize("closed_on", ["2026-05-01", "2026-06-01"])
def test_a_deal_opened_and_closed_again_has_one_close(session: Session, closed_on: str) -> None:
    deal = entered(session, stage="won", closed_on="2026-05-01")
    inserted(session, "deal_stage_events", event(deal, "proposal", "2026-04-01"))
    edited(session, deal, stage="proposal", closed_on=None)
    assert events(session) == [("proposal", "2026-04-01")]
    edited(session, deal, stage="won", closed_on=closed_on)
    assert events(session) == [("proposal", "2026-04-01"), ("won", closed_on)]


@given(st.lists(st.tuples(st.sampled_from(sorted(STAGES)), st.integers(1, 9)), min_size=1, max_size=8))
def test_a_deal_has_one_close_or_none(changes: list[tuple[str, int]]) -> None:
    session = empty_session()
    deal = entered(session)
    for stage, day in changes:
        closed_on = f"2026-05-0{day}" if STAGES[stage] != "open" else None
        edited(session, deal, stage=stage, closed_on=closed_on)
        closes = [each for each in events(session) if STAGES[str(each[0])] != "open"]
        assert closes == ([(stage, closed_on)] if closed_on else [])
    session.store.close()


def test_the_event_of_a_close_moves_with_its_date(session: Session) -> None:
    deal = entered(session, stage="won", closed_on="2026-05-01")
    edited(session, deal, closed_on="2026-06-01")
    assert events(session) == [("won", "2026-06-01")]


def test_undo_takes_deal_and_event_back_together(session: Session) -> None:
    deal = entered(session)
    edited(session, deal, stage="qualified")
    session.undo()
    assert events(session) == []
    assert session.rows("deals", [int(deal["key"] or 0)])[0]["stage"] == "lead"


def weighted(session: Session, day: str) -> float | None:
    period, as_of = period_named(f"{day[:7]}"), day_of(day)
    (found,) = figures(session.facts, period, as_of, metrics=["weighted_pipeline"], trend=False)
    return found.value


def event(deal: Row, stage: str, day: str) -> Row:
    return {"deal": deal["id"], "stage": stage, "entered_on": day}
