"""A file opens for changing once at a time, and for reading by whoever else wants to."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from partnertracker.domain.errors import ReadOnlyError, UnusableFileError
from partnertracker.domain.fields import Row
from partnertracker.domain.settings import Settings
from partnertracker.storage import connection
from partnertracker.storage.connection import address
from partnertracker.storage.create import create_file
from partnertracker.storage.lock import SUFFIX
from partnertracker.storage.version import NEWEST
from tests.storage.conftest import Open, add_partner, tamper

AT = "2026-01-01T00:00:00.000000Z"


def files_beside(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir() if each.name.startswith(path.name)}


@pytest.mark.parametrize(
    "name", ["a#b.sqlite3", "a?b.sqlite3", "100%41.sqlite3", "two words.sqlite3", "Böse Straße.sqlite3"]
)
def test_every_name_leads_to_its_own_file(tmp_path: Path, opened: Open, name: str) -> None:
    path = tmp_path / name
    create_file(path, Settings())
    store = opened(path)
    add_partner(store)
    store.close()
    again = opened(path)
    assert again.count("partners") == 1
    again.close()
    assert {each.name for each in tmp_path.iterdir() if each.is_file()} == {name, "programme.sqlite3"}


def test_an_address_is_never_one_that_creates(path: Path) -> None:
    assert address(path, "rw").endswith("?mode=rw")
    with pytest.raises(sqlite3.OperationalError):
        sqlite3.connect(address(path.with_name("other.sqlite3"), "rw"), uri=True)


@pytest.mark.parametrize("read_only", [True, False])
def test_it_says_which_version_the_file_has(opened: Open, read_only: bool) -> None:  # noqa: FBT001
    assert opened(read_only=read_only).state.schema == NEWEST


def test_closing_leaves_one_file(path: Path, opened: Open) -> None:
    store = opened()
    add_partner(store)
    store.close()
    store.close()
    assert files_beside(path) == {path.name}


def test_a_second_opening_reads_only_and_says_who_has_it(path: Path, opened: Open) -> None:
    first = opened()
    add_partner(first)
    second = opened()
    assert "is open: " in second.state.read_only
    assert second.count("partners") == 1
    with pytest.raises(ReadOnlyError), second.step("Add", AT, "bert"):
        pytest.fail("a file that only reads began a step")
    add_partner(first, "Other")
    assert second.count("partners") == 2
    second.close()
    assert (path.parent / f"{path.name}{SUFFIX}").exists()


def test_another_program_that_writes_is_told_of(
    path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    store = opened()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UnusableFileError, match=r"Another program is using .*; nothing of this step"):
        add_partner(store)
    with pytest.raises(UnusableFileError, match=r"Another program is using programme.sqlite3\."):
        opened(read_only=True)
    other.close()
    add_partner(store)
    assert store.count("partners") == 1


def test_a_file_open_for_changing_survives_a_power_cut(path: Path, opened: Open) -> None:
    tamper(path, "PRAGMA journal_mode = WAL")
    store = opened()
    add_partner(store)
    found = [store._conn.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert found == ["truncate", 3]
    store.close()
    assert files_beside(path) == {path.name}


def test_a_link_and_its_file_share_one_lock(path: Path, opened: Open) -> None:
    link = path.parent / "elsewhere" / "link.sqlite3"
    link.parent.mkdir()
    link.symlink_to(path)
    first = opened(link)
    assert first.state.read_only == ""
    assert "is open: " in opened(path).state.read_only


def test_opening_for_reading_takes_no_lock_and_writes_nothing(path: Path, opened: Open) -> None:
    before = path.read_bytes()
    store = opened(read_only=True)
    assert files_beside(path) == {path.name}
    with pytest.raises(ReadOnlyError):
        store.undo(AT, "anna")
    store.close()
    assert path.read_bytes() == before


def test_reading_a_file_in_wal_mode_leaves_one_file_and_changes_nothing(path: Path, opened: Open) -> None:
    tamper(path, "PRAGMA journal_mode = WAL")
    before = path.read_bytes()
    store = opened(read_only=True)
    assert store.count("partners") == 0
    store.close()
    assert files_beside(path) == {path.name}
    assert path.read_bytes() == before


def test_a_file_in_wal_mode_that_is_refused_stays_one_file(path: Path, opened: Open) -> None:
    tamper(path, "PRAGMA journal_mode = WAL", "CREATE TABLE other (a)")
    with pytest.raises(UnusableFileError):
        opened(read_only=True)
    assert files_beside(path) == {path.name}


def test_what_another_program_has_open_keeps_its_wal(path: Path, opened: Open) -> None:
    tamper(path, "PRAGMA journal_mode = WAL")
    other = sqlite3.connect(path)
    other.execute("CREATE TEMP TABLE mine (a)")
    other.execute("SELECT count(*) FROM partners").fetchone()
    opened(read_only=True).close()
    assert f"{path.name}-wal" in files_beside(path)
    assert other.execute("SELECT count(*) FROM partners").fetchone() == (0,)
    other.close()


def test_what_a_crash_left_half_done_is_taken_back(path: Path, opened: Open) -> None:
    script = """
import os, sys
from pathlib import Path
from partnertracker.storage.opening import open_file
store = open_file(Path(sys.argv[1]), backups=Path(sys.argv[2]))
with store.step("Half", "2026-01-01T00:00:00Z", "x") as step:
    step._conn.execute("PRAGMA cache_size = 10")
    for number in range(2000):
        step.insert("partners", [{"name": f"P{number}", "notes": "x" * 500}])
    os._exit(9)
"""
    for read_only in (True, False):
        done = subprocess.run([sys.executable, "-c", script, path, path.parent / "b"], check=False)
        assert done.returncode == 9
        journal = path.with_name(path.name + "-journal")
        assert journal.stat().st_size > 0
        store = opened(read_only=read_only)
        assert (store.count("partners"), store.last_step(), store.check()) == (0, 0, [])
        store.close()
    assert files_beside(path) == {path.name}


def test_writing_stops_when_the_file_was_replaced(path: Path, opened: Open) -> None:
    store = opened()
    add_partner(store)
    path.rename(path.with_name("moved.sqlite3"))
    create_file(path, Settings())
    with pytest.raises(ReadOnlyError, match="moved, removed or replaced"):
        add_partner(store, "Lost")
    assert "replaced" in store.state.read_only
    assert store.count("partners") == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs root, to become somebody else")
@pytest.mark.parametrize(("mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555)])
def test_without_permission_a_file_opens_for_reading(path: Path, mode: int, folder_mode: int) -> None:
    script = """
import os, sys
from pathlib import Path
from partnertracker.storage.opening import open_file
os.setgroups([]); os.setgid(65534); os.setuid(65534)
store = open_file(Path(sys.argv[1]), backups=Path(sys.argv[1] + "-no-backups"))
print(store.count("stages"), store.state.read_only)
store.close()
"""
    path.chmod(mode)
    for folder in list(path.parents)[:4]:
        if folder != Path("/"):
            folder.chmod(0o755 | folder.stat().st_mode)
    path.parent.chmod(folder_mode)
    done = subprocess.run([sys.executable, "-c", script, path], check=False, capture_output=True, text=True)
    path.parent.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert "6 " in done.stdout
    assert "may only be read" in done.stdout


def test_a_step_that_fails_half_way_can_not_be_kept(opened: Open, deal: Callable[..., Row]) -> None:
    store = opened()

    def go_on_after_a_failure() -> None:
        with store.step("Two", AT, "anna") as step:
            step.insert("deals", [deal()])
            with pytest.raises(sqlite3.IntegrityError):
                step.insert("deals", [deal(), deal(value=-1)])

    with pytest.raises(RuntimeError):
        go_on_after_a_failure()
    assert store.count("deals") == 0
    assert not store._conn.in_transaction


def test_a_file_with_pages_of_another_size_is_used_as_it_is(path: Path, opened: Open) -> None:
    tamper(path, "PRAGMA page_size = 4096", "VACUUM")
    store = opened()
    assert store._conn.execute("PRAGMA page_size").fetchone() == (4096,)
    add_partner(store)
    assert store.check() == []
