"""The desk hands results on while its views are there, and never loses a failure."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from pytestqt.qtbot import QtBot
from shiboken6 import delete

from partnertracker.domain.columns import day_of
from partnertracker.domain.periods import period_named
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.lane import Failed, Lane, Ticket
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session
from tests.gui.inplace import InPlace

T = TypeVar("T")


class Later:
    """A runner whose results wait until they are let go."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[], None]] = []

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> Ticket:
        def go() -> None:
            InPlace().run(work, then, failed)

        self._waiting.append(go)
        return Ticket()

    def let_go(self) -> None:
        while self._waiting:
            self._waiting.pop(0)()

    def close(self) -> None:
        self.let_go()


def late(desk: Desk, runner: Later) -> Desk:
    return Desk(desk._session, desk.facts, desk.choice, runner, runner, parent=desk)


def refuse(_writer: Writer) -> None:
    raise OSError("no room")


def test_views_are_told_of_a_change_before_the_asker(desk: Desk) -> None:
    told: list[str] = []
    desk.changed.connect(told.extend)
    desk.change(lambda session: session.undo(), lambda outcome: told.append(outcome.step.kind))
    assert told[-1] == "undo"
    assert "partners" in told
    assert len(desk.facts["partners"]) == 0


def test_a_retired_desk_drops_results_and_tells_failures(desk: Desk) -> None:
    runner = Later()
    leaving = late(desk, runner)
    told: list[object] = []
    near: list[object] = []
    leaving.failed.connect(told.append)
    leaving.ask(lambda _session: "rows", near.append)
    leaving.compute(lambda _facts: "figures", near.append)
    leaving.do("Fail", refuse, None, near.append)
    leaving.retire()
    runner.let_go()
    assert near == []
    assert [type(error) for error in told] == [OSError]


def test_a_failed_change_is_counted_and_told_to_who_asked(desk: Desk, qtbot: QtBot) -> None:
    near: list[Exception] = []
    with qtbot.assertNotEmitted(desk.failed):
        desk.do("Fail", refuse, None, near.append)
    assert (desk.failures, len(near)) == (1, 1)
    with qtbot.waitSignal(desk.failed):
        desk.do("Fail", refuse)
    assert desk.failures == 2


def test_a_lane_brings_results_back_in_order_and_drops_cancelled_ones(qtbot: QtBot) -> None:
    lane = Lane("test")
    arrived: list[int] = []
    failures: list[Exception] = []
    tickets = [lane.run(partial(int, text), arrived.append, failures.append) for text in "01234"]
    tickets[2].cancel()
    lane.run(lambda: 1 // 0, arrived.append, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert arrived == [0, 1, 3, 4]
    assert isinstance(failures[0], ZeroDivisionError)
    lane.close()
    lane.deleteLater()


def test_the_session_is_used_on_the_file_lane(desk: Desk, session: Session) -> None:
    assert desk.read_only == ""
    used: list[Session] = []
    desk.ask(used.append, lambda _none: None)
    assert used == [session]


def test_a_desk_that_looks_back_has_that_days_content_and_clock(desk: Desk) -> None:
    pasts: list[Desk] = []
    desk.look_back(date(2026, 11, 20), pasts.append)
    (past,) = pasts
    assert past.known_on == past.today == date(2026, 11, 20)
    assert past.read_only == "As known on 20 Nov 2026. Nothing can be changed here."
    assert len(past.facts["deals"]) == 0
    assert past.choice.as_of == day_of("2026-11-20")
    past.close()


def test_every_state_of_the_file_is_closed_once(desk: Desk) -> None:
    pasts: list[Desk] = []
    desk.look_back(date(2026, 11, 20), pasts.append)
    runner = Later()
    desk._file = pasts[0]._file = runner
    pasts[0].close()
    desk.close()
    assert len(runner._waiting) == 2
    runner.let_go()


def test_a_closed_desk_reads_nothing_and_fails_at_nothing(desk: Desk) -> None:
    told: list[object] = []
    desk.failed.connect(told.append)
    desk.close()
    desk.ask(lambda session: told.append(session.store.count("deals")), told.append)
    assert told == []


def test_a_desk_may_be_gone_before_its_file_is_closed(desk: Desk) -> None:
    runner = Later()
    leaving = late(desk, runner)
    leaving.do("Fail", refuse)
    leaving.close()
    delete(leaving)
    runner.let_go()


def test_looking_back_to_another_fiscal_year_chooses_no_period_that_had_not_begun(desk: Desk) -> None:
    now = Choice(period_named("2027-Q3", 3), day_of("2026-11-21"))  # September to November

    past = now.known_on(date(2026, 11, 20), desk.facts)  # the year began in January then

    assert past == Choice(period_named("2026-Q4"), day_of("2026-11-20"))
    to_come = Choice(period_named("2027-Q4", 3), day_of("2026-11-21"))
    assert to_come.known_on(date(2026, 11, 20), desk.facts) == past
