from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from partnertracker.gui.desk import Desk
from partnertracker.gui.lane import Failed, Ticket
from partnertracker.gui.questions import Questions
from tests.gui.inplace import InPlace

T = TypeVar("T")


class Later(InPlace):
    """A lane on which results arrive when the test says so."""

    def __init__(self) -> None:
        self._results: list[Callable[[], None]] = []

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> Ticket:
        ticket = Ticket()

        def arrive() -> None:
            if ticket.wanted:
                super(Later, self).run(work, then, failed)

        self._results.append(arrive)
        return ticket

    def arrive(self) -> None:
        for result in self._results:
            result()
        self._results.clear()


@pytest.fixture
def lane() -> Later:
    return Later()


@pytest.fixture
def slow(desk: Desk, lane: Later) -> Desk:
    return Desk(desk._session, desk.facts, desk.choice, lane, lane, desk)


def test_only_the_last_question_of_a_name_is_answered(slow: Desk, lane: Later) -> None:
    questions, heard = Questions(slow, slow), list[str]()

    questions.compute("figures", lambda _facts: "old", heard.append)
    questions.compute("figures", lambda _facts: "new", heard.append)
    questions.ask("notes", lambda _session: "notes", heard.append)
    lane.arrive()

    assert heard == ["new", "notes"]


def test_nothing_arrives_at_a_page_that_is_gone(qapp: QApplication, slow: Desk, lane: Later) -> None:
    page, heard = QObject(qapp), list[str]()
    Questions(slow, page).compute("figures", lambda _facts: "late", heard.append)

    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    lane.arrive()

    assert heard == []


def test_a_failure_is_told_to_who_asked(slow: Desk, lane: Later) -> None:
    told: list[Exception] = []

    def fail(_facts: object) -> None:
        raise ValueError

    Questions(slow, slow).compute("figures", fail, lambda _none: None, told.append)
    lane.arrive()

    assert [type(error) for error in told] == [ValueError]
