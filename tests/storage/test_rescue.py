"""A copy of a backup, where there is nothing yet."""

from pathlib import Path

import pytest

from partnertracker.domain.errors import UnusableFileError
from partnertracker.storage.rescue import copy_backup
from tests.storage.conftest import Open, add_partner


@pytest.fixture
def backup(opened: Open) -> Path:
    store = opened()
    add_partner(store)
    made = store.backup()
    store.close()
    return made


def test_a_copy_opens_as_the_file_was_and_the_backup_stays(
    backup: Path, opened: Open, tmp_path: Path
) -> None:
    kept = backup.read_bytes()
    copy_backup(backup, tmp_path / "copy.sqlite3")
    store = opened(tmp_path / "copy.sqlite3")
    assert store.count("partners") == 1
    assert backup.read_bytes() == kept


@pytest.mark.parametrize("ending", ["", "-journal", "-wal"])
def test_nothing_is_written_over_and_no_old_journal_taken_up(
    backup: Path, tmp_path: Path, ending: str
) -> None:
    there = tmp_path / f"copy.sqlite3{ending}"
    there.write_text("mine")
    with pytest.raises(UnusableFileError, match="is there already"):
        copy_backup(backup, tmp_path / "copy.sqlite3")
    assert there.read_text() == "mine"
    assert [each.name for each in tmp_path.glob("copy*")] == [there.name]


def test_a_backup_that_is_no_longer_what_was_verified_leaves_no_copy(backup: Path, tmp_path: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-1] + b"x")
    with pytest.raises(UnusableFileError, match="no longer what was verified"):
        copy_backup(backup, tmp_path / "copy.sqlite3")
    assert not (tmp_path / "copy.sqlite3").exists()


def test_a_place_that_takes_no_file_is_named(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match=r"copy\.sqlite3 can't be written to"):
        copy_backup(backup, tmp_path / "gone" / "copy.sqlite3")
