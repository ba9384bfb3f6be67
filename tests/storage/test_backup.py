"""Verified copies: made when due, kept for a while, and never a half one."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.errors import UnusableFileError
from partnertracker.storage import backup as backup_module
from partnertracker.storage.backup import Backup, Backups, kept_of, sha256_of
from partnertracker.storage.store import SqliteStore

AT = "2026-01-01T00:00:00.000000Z"
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
Open = Callable[..., SqliteStore]


def add_partner(store: SqliteStore, name: str = "Acme") -> None:
    with store.step("Add", AT, "anna") as step:
        step.insert("partners", [{"name": name}])


def copies_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("backups/*/*.sqlite3"))


@pytest.fixture
def changed(opened: Open) -> Iterator[SqliteStore]:
    store = opened()
    add_partner(store)
    yield store
    store.close()


def test_a_backup_is_a_whole_file_with_its_sum_beside(changed: SqliteStore) -> None:
    made = changed.backup()
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT name FROM partners").fetchall() == [("Acme",)]
    beside = made.with_name(f"{made.name}.sha256")
    assert beside.read_text(encoding="utf-8") == f"{sha256_of(made)}  {made.name}\n"
    assert {each.name for each in made.parent.iterdir()} == {made.name, beside.name}
    assert made.stat().st_mode & 0o077 == made.parent.stat().st_mode & 0o077 == 0
    assert changed.state.last_backup[:2] == "20"


def test_a_backup_can_go_elsewhere(changed: SqliteStore, tmp_path: Path) -> None:
    made = changed.backup(tmp_path / "stick")
    assert made.parent == tmp_path / "stick"
    assert copies_in(tmp_path) == []


def test_a_backup_opens_like_any_file(changed: SqliteStore, opened: Open) -> None:
    copy = opened(changed.backup())
    assert (copy.count("partners"), copy.last_step()) == (1, 1)
    assert copy.undo(AT, "anna").step.label == "Add"


def test_one_is_made_at_opening_when_the_file_changed_long_ago(
    path: Path, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened().close()
    assert copies_in(tmp_path) == []  # nothing was done yet
    for number, count in ((1, 0), (2, 1), (3, 1)):
        store = opened()
        assert len(copies_in(tmp_path)) == count  # a second one only half an hour later
        add_partner(store, f"P{number}")
        store.close()
    monkeypatch.setattr(backup_module, "DUE_AFTER", timedelta(0))
    for _ in range(2):
        opened().close()
        assert len(copies_in(tmp_path)) == 2  # nothing changed since, so no third one
    assert path.exists()


def test_reading_makes_none(changed: SqliteStore, opened: Open, tmp_path: Path) -> None:
    changed.close()
    opened(read_only=True).close()
    assert copies_in(tmp_path) == []


def test_a_copy_that_takes_too_long_leaves_nothing(
    changed: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_module, "SECONDS_ALLOWED", -1.0)
    with pytest.raises(UnusableFileError, match="too long"):
        changed.backup()
    assert not [each for each in tmp_path.rglob("*") if each.is_file() and "backups" in each.parts]


def test_a_copy_that_is_damaged_is_not_kept(
    changed: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_module, "_faults_of", lambda _: ["row 1 missing from index"])
    with pytest.raises(UnusableFileError, match="damaged"):
        changed.backup()
    assert copies_in(tmp_path) == []


def test_a_folder_that_can_not_be_made_is_told(changed: SqliteStore, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnusableFileError, match="can't be written"):
        changed.backup(tmp_path / "file" / "folder")


def test_an_opening_goes_on_where_no_backup_can_be_made(
    changed: SqliteStore, opened: Open, tmp_path: Path
) -> None:
    changed.close()
    (tmp_path / "backups").touch()
    assert opened().count("partners") == 1


def test_only_a_copy_that_is_what_it_was_is_offered(changed: SqliteStore, tmp_path: Path) -> None:
    older = changed.backup()
    add_partner(changed, "Other")
    newer = changed.backup()
    copies = Backups(changed.state.path, tmp_path / "backups")
    assert copies.damaged("").backup == str(newer)
    newer.write_bytes(newer.read_bytes()[:-1] + b"x")
    assert str(older) in str(copies.damaged("")) == f"The newest verified backup is {older}."
    older.unlink()
    assert "no backup" in str(copies.damaged(""))
    assert copies.damaged("").backup == ""


def test_files_of_one_name_keep_their_copies_apart(tmp_path: Path) -> None:
    one, other = (Backups(tmp_path / each / "x.sqlite3", tmp_path) for each in "ab")
    assert one.folder != other.folder


def copies(*ages: timedelta) -> list[Backup]:
    return [Backup(Path(str(age)), NOW - age, 1) for age in ages]


def test_all_of_two_days_are_kept() -> None:
    made = copies(*(timedelta(hours=hour) for hour in range(49)))
    assert kept_of(made, NOW) == set(made)


def test_then_ten_days_eight_weeks_and_twelve_months() -> None:
    made = copies(*(timedelta(hours=6 * number) for number in range(4 * 800)))
    kept = {(NOW - each.at).days for each in kept_of(made, NOW)}
    assert set(range(11)) <= kept
    assert len(kept) <= 3 + 10 + 8 + 12
    assert max(kept) > 330


@given(st.lists(st.integers(0, 24 * 1000), unique=True, max_size=60), st.integers(0, 24 * 60))
def test_keeping_twice_is_keeping_once_and_the_newest_stays(hours: list[int], later: int) -> None:
    made = copies(*(timedelta(hours=hour) for hour in hours))
    kept = kept_of(made, NOW)
    assert kept_of(kept, NOW) == kept
    if made:
        newest = max(made, key=lambda each: each.at)
        assert newest in kept_of(made, NOW + timedelta(hours=later))
