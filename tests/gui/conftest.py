"""What GUI tests share: a dressed application, and a desk over a small programme."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.domain.periods import period_containing
from partnertracker.domain.settings import Settings
from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.lane import Lane
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from tests.gui import programme
from tests.gui.held import Held, Late
from tests.gui.inplace import InPlace
from tests.gui.pages import on_screen
from tests.storage.memory import open_memory


def filled() -> Session:
    """Return the small programme, open in memory for the thread that asks; loading it was the first step."""
    clock = Clock(today=lambda: programme.TODAY, now=lambda: "2026-11-21T12:00:00.000000Z")
    session = Session(open_memory(Settings()), clock, "AK")

    def fill(writer: Writer) -> None:
        for table, rows in programme.rows().items():
            writer.insert(table, rows)

    session.execute("Fill the programme", fill)
    return session


def chosen() -> Choice:
    """Return the programme's running quarter, as of its today."""
    today = day_of(programme.TODAY.isoformat())
    return Choice(period_containing(today, "quarter"), today)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme, worn by the application."""
    return Theme(qapp, "light")


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """A memory that starts empty."""
    return Memory(tmp_path / "window.ini")


@pytest.fixture
def session() -> Iterator[Session]:
    """The small programme, open in memory; loading it was the first step."""
    session = filled()
    yield session
    session.store.close()


@pytest.fixture
def desk(qapp: QApplication, session: Session) -> Iterator[Desk]:
    """A desk on which everything happens at once, with the programme's running quarter chosen."""
    desk = Desk(session, session.facts, chosen(), InPlace(), InPlace(), parent=qapp)
    yield desk
    desk.deleteLater()


@pytest.fixture
def late(qapp: QApplication, session: Session) -> Iterator[Late]:
    """A desk on which nothing arrives before the test says so; nothing fails there."""
    file, figures = Held(), Held()
    late = Late(Desk(session, session.facts, chosen(), file, figures, qapp), file, figures)
    failures: list[Exception] = []
    late.desk.failed.connect(failures.append)
    yield late
    late.desk.deleteLater()
    assert failures == []


@pytest.fixture
def threaded(qtbot: QtBot) -> Iterator[Desk]:
    """A desk over that programme, in a file that is worked on by a thread of its own, as are the figures."""
    file_lane, figures_lane = Lane("file"), Lane("figures")
    sessions: list[Session] = []

    def start() -> Session:
        session = filled()
        session.load()
        return session

    failures: list[Exception] = []
    file_lane.run(start, sessions.append, failures.append)
    qtbot.waitUntil(lambda: bool(sessions))
    desk = Desk(sessions[0], sessions[0].facts, chosen(), file_lane, figures_lane)
    desk.failed.connect(failures.append)
    yield desk
    desk.retire()
    file_lane.run(sessions[0].store.close, lambda _nothing: None, failures.append)
    file_lane.close()
    figures_lane.close()
    desk.deleteLater()
    assert failures == []


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> Iterator[DealsView]:
    """The page of deals, on which nothing fails; tests of another page have that one in its place."""
    failures: list[Exception] = []
    desk.failed.connect(failures.append)
    yield on_screen(qtbot, DealsView(desk, theme, memory))
    assert failures == []
