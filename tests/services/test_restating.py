"""What was printed once is printed again from the log; what differs today is explained row by row."""

import json
import shutil
from collections.abc import Callable, Iterator
from math import isclose
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.periods import as_of_day, period_containing, period_named
from partnertracker.domain.settings import Settings
from partnertracker.services.demo.plan import Plan
from partnertracker.services.demo.programme import fill
from partnertracker.services.measuring import figures, figures_as_json, scopes_by
from partnertracker.services.restating import Question, RowDifference, Term, differences, restatements
from partnertracker.services.review import board
from partnertracker.services.session import Session
from partnertracker.storage.create import create_file
from partnertracker.storage.opening import open_file
from tests.domain.programmes import facts_from
from tests.made_up import TODAY, clock
from tests.services.doings import DAYS, Doing, Team

Opened = Callable[[], Session]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Open a fresh copy of a small programme; the one opened before is closed."""
    folder = tmp_path_factory.mktemp("programme")
    original, path = folder / "original.sqlite3", folder / "programme.sqlite3"
    create_file(original, Settings())
    first = session_of(original)
    fill(first, Plan(TODAY, 6, 40, 1))
    first.store.close()
    sessions: list[Session] = []

    def open_it() -> Session:
        for each in sessions:
            each.store.close()
        shutil.copyfile(original, path)
        sessions[:] = [session_of(path)]
        return sessions[0]

    yield open_it
    for each in sessions:
        each.store.close()


def session_of(path: Path) -> Session:
    return Session(open_file(path, backups=path.parent / "backups"), clock(), "Anna")


def question(session: Session, facts: Facts) -> Question:
    day = day_of(session.clock.today().isoformat())
    period = period_containing(day, "quarter", facts.settings.fiscal_year_start)
    return Question(period, as_of_day(period, day))


def printed(facts: Facts, asked: Question) -> str:
    """Return every figure judged, and the health board with the statuses that the scorecard suggests."""
    scopes = ("all", *scopes_by(facts, "tier"))
    found = figures(facts, asked.period, asked.as_of, scopes=scopes, trend=False)
    return f"{json.dumps(figures_as_json(facts, found))}\n{board(facts, asked.as_of).cards}"


SLOW = settings(max_examples=30, suppress_health_check=list(HealthCheck))


@SLOW
@given(days=DAYS)
def test_what_was_printed_on_a_day_is_printed_again_whatever_was_done_since(
    opened: Opened, days: list[list[Doing]]
) -> None:
    session = opened()
    team = Team(session)
    held = []
    for doings in days:
        for doing in doings:
            team.do(doing)
        asked = question(session, session.facts)
        held.append((team.day, asked, printed(session.facts, asked)))
        team.sleep()

    for day, asked, then in held:
        with session.known_on(day) as past:
            assert printed(past.facts, asked) == then


def added(rows: tuple[RowDifference, ...], part: str) -> float:
    return sum(row.difference for row in rows if row.part == part)


@SLOW
@given(days=DAYS)
def test_rows_that_differ_add_up_to_the_difference(opened: Opened, days: list[list[Doing]]) -> None:
    session = opened()
    team = Team(session)
    asked = question(session, session.facts)
    for doings in days:
        for doing in doings:
            team.do(doing)
    then, now = session.as_known(1), session.facts

    for each in restatements(then.facts, now, asked):
        found = differences(then.facts, now, each.metric.id, asked)
        for total in found.parts:
            difference = added(found.rows, total.part)
            assert isclose(difference, total.now - total.then, abs_tol=1e-6)
            if total.part == "" and each.metric.kind != "distribution" and each.difference is not None:
                assert isclose(difference, each.difference, abs_tol=1e-6)
        if not found.rows and each.then is not None and each.now is not None:
            assert each.difference in {0.0, None}
    then.store.close()


def test_promoters_and_detractors_are_counted_then_and_now() -> None:
    then, now = (
        facts_from({
            "partners": [{"name": "Litware"}],
            "surveys": [
                {"partner": 1, "kind": "nps", "score": score, "answered_on": "2026-08-03"} for score in scores
            ],
        })
        for scores in ((9, 10, 8, 3), (9, 7, 8, 3, 2))
    )  # fmt: skip
    period = period_named("2026-Q3")

    upper, lower = differences(then, now, "partner_nps", Question(period, period.end)).parts

    assert (upper.then, upper.now) == (100, -100)
    assert upper.terms == (Term("promoters", 2, 1), Term("detractors", 1, 2))
    assert (lower.then, lower.now, lower.terms) == (4, 5, ())
