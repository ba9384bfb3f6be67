"""A closed period keeps its figures: what was known when it was closed, whatever the clock says later."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row
from partnertracker.domain.periods import Period, period_named
from partnertracker.services import snapshot
from partnertracker.services.closing import (
    ClosedPeriod,
    close_period,
    closed_periods,
    closing_of,
    question_of,
    reopen_period,
    usual_label,
)
from partnertracker.services.configuring import change_setting
from partnertracker.services.editing import change_row
from partnertracker.services.ports import Clock
from partnertracker.services.restating import restatements
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted

Q3 = period_named("2026-Q3", 1)


@pytest.fixture
def session() -> Iterator[Session]:
    """A file with one deal won in the third quarter, on 5 October."""
    session = empty_session()
    set_clock(session, "2026-10-05")
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    inserted(session, "deals", {
        "name": "ERP", "customer": "Port", "customer_is_new": 1, "stage": "won", "value": 100_00,
        "created_on": "2026-07-01", "closed_on": "2026-08-01", "source_partner": litware["id"],
    })  # fmt: skip
    yield session
    session.store.close()


def set_clock(session: Session, day: str, time: str = "12:00:00") -> None:
    session.clock = Clock(today=lambda: date.fromisoformat(day), now=lambda: f"{day}T{time}.000000Z")


def close(session: Session, period: Period = Q3) -> ClosedPeriod:
    session.execute(*close_period(session, period, usual_label(period)))
    closed = closing_of(session, period)
    assert closed is not None
    return closed


def edit(session: Session, value: int) -> None:
    values: Row = {"value": value}
    session.execute(*change_row(session, "deals", 1, values))


def bookings(session: Session, closed: ClosedPeriod) -> tuple[float | None, float | None]:
    """Return the bookings as closed and as they are seen today."""
    past = session.as_known(closed.step)
    found = restatements(past.facts, session.facts, question_of(closed, past.facts))
    past.store.close()
    (each,) = (each for each in found if each.metric.id == "bookings")
    assert each.then is not None
    assert each.now is not None
    return each.then.value, each.now.value


def test_what_was_reported_stays_and_what_is_edited_later_is_a_restatement(session: Session) -> None:
    edit(session, 110_00)
    closed = close(session)
    assert (closed.label, closed.closed_on) == ("2026-Q3 as reported", day_of("2026-10-05"))
    assert closed.who == "Anna"
    assert bookings(session, closed) == (110, 110)

    set_clock(session, "2026-11-01")
    edit(session, 70_00)
    assert bookings(session, closed) == (110, 70)


@pytest.mark.parametrize("back_to", ["2026-10-05", "2026-10-04", "2026-09-01"])
def test_a_clock_set_back_before_or_after_closing_changes_nothing(session: Session, back_to: str) -> None:
    edit(session, 110_00)
    set_clock(session, "2026-10-05", "09:00:00")  # the closing itself seems to come before the edit
    closed = close(session)
    set_clock(session, back_to, "08:00:00")
    edit(session, 70_00)

    assert bookings(session, closed) == (110, 70)


def test_undoing_and_redoing_the_closing_freezes_the_same(session: Session) -> None:
    closed = close(session)
    session.undo()
    assert closed_periods(session) == ()
    session.redo()
    edit(session, 70_00)

    assert closed_periods(session) == (closed,)
    assert bookings(session, closed) == (100, 70)


def test_a_period_that_is_reopened_is_closed_anew_with_what_is_known_then(session: Session) -> None:
    closed = close(session)
    edit(session, 70_00)
    step = session.execute(*reopen_period(session, closed.key)).step
    assert step.label == "Reopen period “2026-Q3 as reported”"
    again = close(session)

    assert bookings(session, again) == (70, 70)


def test_only_a_period_that_has_begun_can_be_closed_and_only_once(session: Session) -> None:
    close(session)
    with pytest.raises(InvalidRowsError, match="2026-Q3 is closed already, as “2026-Q3 as reported”"):
        close(session)
    with pytest.raises(InvalidRowsError, match="2027-Q1 has not begun yet"):
        close(session, period_named("2027-Q1", 1))
    with pytest.raises(InvalidRowsError, match="Label"):
        session.execute(*close_period(session, period_named("2026-09", 1), " "))


def test_a_period_closed_while_it_runs_is_seen_from_the_day_of_closing(session: Session) -> None:
    closed = close(session, period_named("2026-Q4", 1))
    assert question_of(closed, session.facts).as_of == day_of("2026-10-05")


def test_the_fiscal_year_of_then_says_which_days_were_closed(session: Session) -> None:
    closed = close(session)
    session.execute(*change_setting("fiscal_year_start", 2))
    past = session.as_known(closed.step)

    assert question_of(closed, past.facts).period == Q3
    assert bookings(session, closed) == (100, 100)
    past.store.close()


def test_a_closed_period_is_found_by_its_days_whatever_its_label_is_now(session: Session) -> None:
    closed = close(session)
    session.execute(*change_setting("fiscal_year_start", 4))
    same_days, same_label = period_named("2027-Q2", 4), period_named("2026-Q3", 4)
    assert (same_days.start, same_days.end) == (Q3.start, Q3.end)

    assert closing_of(session, same_days) == closed
    assert closing_of(session, same_label) is None
    with pytest.raises(InvalidRowsError, match="2027-Q2 is closed already, as “2026-Q3 as reported”"):
        close(session, same_days)
    with pytest.raises(InvalidRowsError, match="2026-Q3 is the label of other days that were closed"):
        close(session, same_label)
    session.execute(*change_setting("fiscal_year_start", 1))
    assert closing_of(session, Q3) == closed


def test_history_export_and_snapshot_go_on_as_ever(session: Session, tmp_path: Path) -> None:
    edit(session, 110_00)
    closed = close(session)
    edit(session, 70_00)

    assert [step.label for step in session.store.steps()][:2] == [
        "Edit deal “ERP”",
        "Close period “2026-Q3 as reported”",
    ]
    folder = snapshot.take(session, tmp_path, date(2026, 10, 5))
    assert not (folder / "closed_periods.csv").exists()
    assert ",70.00," in (folder / "deals.csv").read_text(encoding="utf-8")
    past = session.as_known(closed.step)
    then = snapshot.take(past, tmp_path, date(2026, 10, 5))
    assert ",110.00," in (then / "deals.csv").read_text(encoding="utf-8")
    past.store.close()


def test_the_one_closed_last_stands_first(session: Session) -> None:
    first, second = close(session), close(session, period_named("2026-09", 1))
    assert closed_periods(session) == (second, first)


def test_a_label_that_would_not_fit_on_screen_is_refused(session: Session) -> None:
    with pytest.raises(InvalidRowsError, match="at most 60 letters"):
        close_period(session, period_named("2026-Q3"), "x" * 61)


@pytest.mark.parametrize("month", [4, 2])
def test_another_start_of_the_fiscal_year_restates_no_figure_but_what_is_held_by_the_period_s_name(
    session: Session, month: int
) -> None:
    won: Row = {"stage": "won", "customer": "Port", "customer_is_new": 1}
    before: Row = {
        "name": "CRM",
        "value": 50_00,
        "created_on": "2025-07-01",
        "closed_on": "2025-08-01",
        **won,
    }
    other: Row = {"name": "SAP", "value": 90_00, "created_on": "2025-10-01", "closed_on": "2025-11-01", **won}
    (partner,) = session.store.find("partners", {})
    inserted(session, "deals", *({**each, "source_partner": partner["id"]} for each in (before, other)))
    goal: Row = {"scope": "all", "effective_on": "2026-01-01"}
    inserted(
        session,
        "targets",
        {**goal, "metric": "bookings", "period": "always", "comparison": "growth", "value": 10},
        {**goal, "metric": "sqls", "period": "2026-Q3", "comparison": "at_least", "value": 5},
    )
    closed = close(session)
    session.execute(*change_setting("fiscal_year_start", month))

    past = session.as_known(closed.step)
    found = restatements(past.facts, session.facts, question_of(closed, past.facts))
    past.store.close()

    assert {each.metric.id for each in found if each.is_restated} == {"sqls"}
    (bookings_now,) = (each.now for each in found if each.metric.id == "bookings")
    assert bookings_now is not None
    assert bookings_now.target == pytest.approx(55)
