"""The import window is left while work is under way on a slow disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from partnertracker.domain.columns import day_of
from partnertracker.domain.errors import UnusableInputError
from partnertracker.domain.periods import period_containing
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.importing.dialog import CHECK, DONE, ImportDialog
from partnertracker.gui.lane import Failed, T, Ticket
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.importing import Plan
from partnertracker.services.session import Session
from partnertracker.storage.opening import open_file
from tests.gui.held import Slowing
from tests.gui.importing.conftest import CLOCK
from tests.gui.importing.person import Person
from tests.gui.inplace import InPlace


class Lane(Slowing):
    """A lane that is slow to begin, or once it is ``working``, slow to bring what it has done."""

    def __init__(self) -> None:
        super().__init__()
        self.working = False

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> Ticket:
        if not self.working:
            return super().run(work, then, failed)
        bring: list[Callable[[], None]] = []
        InPlace().run(
            work,
            lambda result: bring.append(lambda: then(result)),
            lambda error: bring.append(lambda: failed(error)),
        )
        return super().run(bring[0], lambda _none: None, failed)


@pytest.fixture
def lane() -> Lane:
    return Lane()


@pytest.fixture
def desk(qapp: QApplication, theme: Theme, live: Path, tmp_path: Path, lane: Lane) -> Iterator[Desk]:
    """A desk over the empty file, whose lane is busy once a test says so."""
    del theme
    session = Session(open_file(live, backups=tmp_path / "backups"), CLOCK, "AK")
    today = day_of("2026-11-21")
    choice = Choice(period_containing(today, "quarter"), today)
    desk = Desk(session, session.facts, choice, lane, InPlace(), parent=qapp)
    bugs: list[Exception] = []
    desk.failed.connect(bugs.append)
    yield desk
    lane.go_on()
    desk.deleteLater()
    session.store.close()
    assert bugs == []


@pytest.fixture
def person(begin: Callable[[str], Person], csv: Callable[..., Path]) -> Person:
    """Somebody whose two deals are mapped."""
    lines = (
        "name,customer,stage,value,created_on",
        "ERP,Port,lead,5,2026-01-02",
        "CRM,Port,lead,6,2026-01-03",
    )
    person = begin("deals")
    person.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    person.chooses_file(csv(*lines))
    person.goes_on()
    return person


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    """The plans that were let go of."""
    closed: list[Plan] = []
    close = Plan.close

    def noted(plan: Plan) -> None:
        closed.append(plan)
        close(plan)

    monkeypatch.setattr(Plan, "close", noted)
    return closed


def leave(dialog: ImportDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    assert dialog.isVisible()  # until the work has stopped


def test_esc_before_the_check_has_begun_closes_once_it_is_its_turn(
    person: Person, lane: Lane, desk: Desk
) -> None:
    lane.busy = True
    person.goes_on()
    leave(person.dialog)
    lane.go_on()
    assert not person.dialog.isVisible()
    assert len(desk.facts["deals"]) == 0


def test_an_import_that_waits_for_its_turn_is_stopped(person: Person, lane: Lane, desk: Desk) -> None:
    person.goes_on()
    lane.busy = True
    person.goes_on()
    leave(person.dialog)
    lane.go_on()
    assert not person.dialog.isVisible()
    assert len(desk.facts["deals"]) == 0
    assert desk._session.store.last_step() == 0


def test_an_import_that_was_done_before_it_could_be_stopped_is_told(
    person: Person, lane: Lane, desk: Desk
) -> None:
    person.goes_on()
    lane.busy = lane.working = True
    person.goes_on()
    leave(person.dialog)
    lane.go_on()
    assert len(desk.facts["deals"]) == 2
    assert person.dialog.isVisible()
    assert person.dialog.pages.currentIndex() == DONE
    QTest.keyClick(person.dialog, Qt.Key.Key_Escape)
    assert not person.dialog.isVisible()


def test_a_check_that_was_done_before_it_could_be_stopped_is_let_go_of(
    person: Person, lane: Lane, plans: list[Plan]
) -> None:
    lane.busy = lane.working = True
    person.goes_on()
    leave(person.dialog)
    lane.go_on()
    assert not person.dialog.isVisible()
    lane.go_on()
    assert len(plans) == 1


def test_an_import_that_fails_while_it_is_left_is_told(
    person: Person, lane: Lane, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.goes_on()

    def refuse(*_args: object, **_options: object) -> None:
        raise UnusableInputError("The disk is full.", "Make room.")

    monkeypatch.setattr(desk._session, "execute", refuse)
    lane.busy = lane.working = True
    person.goes_on()
    leave(person.dialog)
    lane.go_on()
    assert person.dialog.isVisible()
    assert person.dialog.pages.currentIndex() == CHECK
    assert "disk is full" in person.told
    person.dialog.reject()
    assert not person.dialog.isVisible()
