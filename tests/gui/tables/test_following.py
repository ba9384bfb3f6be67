"""A table follows the file while both work at their own pace: two real lanes, as in the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.domain.periods import period_containing
from partnertracker.domain.settings import Settings
from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.lane import Lane
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from tests.gui import programme
from tests.storage.memory import open_memory


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """A desk over a file that is worked on by a thread of its own, as are the figures."""
    file_lane, figures_lane = Lane("file"), Lane("figures")
    sessions: list[Session] = []

    def fill(writer: Writer) -> None:
        for table, rows in programme.rows().items():
            writer.insert(table, rows)

    def start() -> Session:
        clock = Clock(today=lambda: programme.TODAY, now=lambda: "2026-11-21T12:00:00.000000Z")
        session = Session(open_memory(Settings()), clock, "AK")
        session.execute("Fill the programme", fill)
        session.load()
        return session

    failures: list[Exception] = []
    file_lane.run(start, sessions.append, failures.append)
    qtbot.waitUntil(lambda: bool(sessions))
    today = day_of(programme.TODAY.isoformat())
    choice = Choice(period_containing(today, "quarter"), today)
    desk = Desk(sessions[0], sessions[0].facts, choice, file_lane, figures_lane)
    desk.failed.connect(failures.append)
    yield desk
    desk.retire()
    file_lane.run(sessions[0].store.close, lambda _nothing: None, failures.append)
    file_lane.close()
    figures_lane.close()
    desk.deleteLater()
    assert failures == []


def names(view: DealsView) -> list[str]:
    return [view.grid.rows.cell(row, 0).text for row in range(view.grid.rows.rowCount())]


def test_names_are_there_again_after_undo_and_redo(qtbot: QtBot, desk: Desk, view: DealsView) -> None:
    qtbot.waitUntil(lambda: "Renewal" in names(view))
    before = names(view)
    desk.undo()
    qtbot.waitUntil(lambda: view.grid.rows.rowCount() == 0)
    QTest.qWait(50)
    desk.redo()
    qtbot.waitUntil(lambda: names(view) == before)


def test_names_are_there_after_undo_and_redo_in_haste(qtbot: QtBot, desk: Desk, view: DealsView) -> None:
    qtbot.waitUntil(lambda: "Renewal" in names(view))
    before = names(view)
    for _ in range(3):
        desk.undo()
        desk.redo()
    QTest.qWait(50)
    qtbot.waitUntil(lambda: names(view) == before)
