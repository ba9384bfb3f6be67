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
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from tests.gui import programme
from tests.gui.inplace import InPlace
from tests.gui.pages import on_screen
from tests.storage.memory import open_memory


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
    clock = Clock(today=lambda: programme.TODAY, now=lambda: "2026-11-21T12:00:00.000000Z")
    session = Session(open_memory(Settings()), clock, "AK")

    def fill(writer: Writer) -> None:
        for table, rows in programme.rows().items():
            writer.insert(table, rows)

    session.execute("Fill the programme", fill)
    yield session
    session.store.close()


@pytest.fixture
def desk(qapp: QApplication, session: Session) -> Iterator[Desk]:
    """A desk on which everything happens at once, with the programme's running quarter chosen."""
    today = day_of(programme.TODAY.isoformat())
    choice = Choice(period_containing(today, "quarter"), today)
    desk = Desk(session, session.facts, choice, InPlace(), InPlace(), parent=qapp)
    yield desk
    desk.deleteLater()


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> Iterator[DealsView]:
    """The page of deals, on which nothing fails; tests of another page have that one in its place."""
    failures: list[Exception] = []
    desk.failed.connect(failures.append)
    yield on_screen(qtbot, DealsView(desk, theme, memory))
    assert failures == []
