"""When a page is filled."""

import pytest
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.view import View
from partnertracker.services.editing import change_row
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session
from tests.gui.held import Held


class Counted(View):
    """A page of deals that counts how often it was filled."""

    interest = frozenset({"deals"})
    filled = 0

    def refresh(self) -> None:
        self.filled += 1


@pytest.fixture
def lane(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Held:
    """The file lane, which waits until it is told to go on."""
    held = Held()
    monkeypatch.setattr(desk, "_file", held)
    return held


def page(desk: Desk, qtbot: QtBot) -> Counted:
    shown = Counted(desk)
    qtbot.addWidget(shown)
    shown.show()
    shown.hide()
    shown.filled = 0
    return shown


def change(session: Session) -> Outcome:
    return session.execute(*change_row(session, "deals", 1, {"value": 10_000_000}))


def test_a_page_shown_while_a_change_is_made_is_filled_once_with_it(
    desk: Desk, lane: Held, qtbot: QtBot
) -> None:
    deals = page(desk, qtbot)
    desk.chosen.emit()  # something else was chosen while it was hidden
    desk.change(change)
    deals.show()
    assert deals.filled == 0
    lane.go_on()
    assert deals.filled == 1
    qtbot.wait(150)
    assert deals.filled == 1


def test_a_change_that_takes_long_does_not_keep_a_page_empty(desk: Desk, lane: Held, qtbot: QtBot) -> None:
    deals = page(desk, qtbot)
    desk.chosen.emit()
    desk.change(change)
    deals.show()
    qtbot.waitUntil(lambda: deals.filled == 1)
    lane.go_on()
    assert deals.filled == 2
