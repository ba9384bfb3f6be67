"""A second process judges a file, tells what it found, and is gone at the end."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from partnertracker.app.aside import sent_out
from partnertracker.app.sessions import open_session
from partnertracker.domain.settings import Settings
from partnertracker.services.folders import Folders
from partnertracker.services.importing import Errand, ImportMapping
from partnertracker.storage.create import create_file
from tests.made_up import TODAY, clock

PARTNERS = "name,joined_on\nLitware,2025-01-06\nProseware,2026-12-31\n,2025-02-03\n"


@pytest.fixture
def errand(tmp_path: Path) -> Errand:
    file, csv = tmp_path / "team.sqlite3", tmp_path / "list.csv"
    create_file(file, Settings())
    csv.write_text(PARTNERS, encoding="utf-8")
    mapping = ImportMapping("partners", columns={"name": "name", "joined_on": "joined_on"})
    return Errand(file, csv, mapping, "both", "", TODAY)


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Every process that was started; at the end of the test all have ended."""
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    yield started
    assert started
    assert all(each.returncode is not None for each in started)


def test_it_tells_all_while_the_file_is_open_for_writing(errand: Errand, tmp_path: Path) -> None:
    folders = Folders(*[tmp_path / "home"] * 4)
    session = open_session(errand.file, folders, clock())
    with sent_out(errand) as messages:
        rows, rejects, last = messages
    session.store.close()
    assert rows[0] == "rows"
    assert rejects[0] == "rejects"
    assert last == ("done", (2, 1))


@pytest.mark.usefixtures("processes")
def test_what_goes_wrong_there_is_told_by_nobody(errand: Errand, capfd: pytest.CaptureFixture[str]) -> None:
    for wrong in (replace(errand, csv=errand.csv / "none"), replace(errand, mode="sideways")):
        with sent_out(wrong) as messages:
            assert list(messages) == []
    assert capfd.readouterr() == ("", "")


def test_where_no_process_can_be_started_there_are_no_messages(
    errand: Errand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(errand.csv))
    with sent_out(errand) as messages:
        assert list(messages) == []


@pytest.mark.usefixtures("processes")
def test_one_that_is_not_heard_out_ends(errand: Errand) -> None:
    many = "".join(f"Partner {n},2025-01-06\n" for n in range(50_000))
    errand.csv.write_text(PARTNERS + many, encoding="utf-8")
    with sent_out(errand) as messages:
        assert next(messages)[0] == "rows"


def test_one_that_is_killed_has_no_last_word(
    errand: Errand, processes: list["subprocess.Popen[bytes]"]
) -> None:
    with sent_out(errand) as messages:
        processes[0].kill()
        assert ("done", (2, 1)) not in list(messages)
