"""The parts are introduced to each other, and to this computer."""

import getpass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from partnertracker.app.commands import program_of
from partnertracker.app.sessions import open_session, system_clock, who
from partnertracker.domain.errors import ReadOnlyError
from partnertracker.domain.settings import Settings
from partnertracker.services.folders import Folders
from partnertracker.services.session import Session


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    home = tmp_path / "home"
    return Folders(home / "backups", home / "mappings", home, home / "log")


def test_the_clock_tells_utc_in_microseconds() -> None:
    now = system_clock().now()

    assert now.endswith("Z")
    assert abs((datetime.fromisoformat(now) - datetime.now(tz=UTC)).total_seconds()) < 60
    assert len(now) == len("2026-11-22T09:30:00.000000Z")


def test_someone_without_a_name_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", nobody)

    assert who() == "unknown"


def test_sessions_are_closed_and_the_second_writer_is_refused(tmp_path: Path, folders: Folders) -> None:
    program = program_of(folders)
    path = tmp_path / "team.sqlite3"
    program.create(path, Settings())

    with program.writing(path) as session:
        assert isinstance(session, Session)
        with pytest.raises(ReadOnlyError), program.writing(path):
            pass
        with program.reading(path) as other:
            assert other.store.state.read_only
    with program.writing(path):
        pass
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["team.sqlite3"]


def test_a_file_is_opened_for_writing_where_that_is_possible(tmp_path: Path, folders: Folders) -> None:
    path = tmp_path / "team.sqlite3"
    program_of(folders).create(path, Settings(currency="EUR"))

    session = open_session(path, folders)

    assert session.store.state.read_only == ""
    assert session.store.settings().currency == "EUR"
    session.store.close()
