"""A file on disk that things are imported into, and somebody who does it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.domain.periods import period_containing
from partnertracker.domain.settings import Settings
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.importing.dialog import ImportDialog
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.importing import MappingLibrary
from partnertracker.services.ports import Clock
from partnertracker.services.session import Session
from partnertracker.storage.create import create_file
from partnertracker.storage.opening import open_file
from tests.gui.importing.person import Person
from tests.gui.inplace import InPlace

CLOCK = Clock(today=lambda: date(2026, 11, 21), now=lambda: "2026-11-21T12:00:00.000000Z")


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """An empty file of this program."""
    path = tmp_path / "channel.sqlite3"
    create_file(path, Settings())
    return path


@pytest.fixture
def desk(qapp: QApplication, theme: Theme, live: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk over the empty file, on which everything happens at once."""
    del theme
    session = Session(open_file(live, backups=tmp_path / "backups"), CLOCK, "AK")
    today = day_of("2026-11-21")
    desk = Desk(
        session, session.facts, Choice(period_containing(today, "quarter"), today), InPlace(), InPlace()
    )
    desk.setParent(qapp)
    bugs: list[Exception] = []
    desk.failed.connect(bugs.append)
    yield desk
    desk.deleteLater()
    session.store.close()
    assert bugs == []


@pytest.fixture
def library(tmp_path: Path) -> MappingLibrary:
    """No mapping is saved yet."""
    return MappingLibrary(tmp_path / "mappings")


@pytest.fixture
def begin(qtbot: QtBot, desk: Desk, library: MappingLibrary) -> Callable[[str], Person]:
    """Open the import window for a table and give the person in front of it."""

    def begun(table: str = "deals") -> Person:
        dialog = ImportDialog(desk, table, library=library)
        qtbot.addWidget(dialog)
        dialog.show()
        return Person(dialog)

    return begun


@pytest.fixture
def csv(tmp_path: Path) -> Callable[..., Path]:
    """Write a CSV file and return its path."""

    def written(*lines: str, name: str = "given.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding=encoding)
        return path

    return written
