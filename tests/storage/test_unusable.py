"""A file that can't be used is refused with a sentence, and stays as it is."""

import os
import sqlite3
from pathlib import Path

import pytest

from partnertracker.domain.errors import UnusableFileError
from partnertracker.storage import failures
from partnertracker.storage.backup import Backups
from partnertracker.storage.lock import SUFFIX
from partnertracker.storage.version import NEWEST
from tests.storage.conftest import Open, add_partner, tamper


def test_what_is_no_file_of_ours_is_refused_with_a_sentence(tmp_path: Path, opened: Open) -> None:
    text, empty, short, folder = (tmp_path / name for name in ("text", "empty", "short", "folder"))
    text.write_text("name,tier\n" * 500)
    empty.touch()
    short.write_text("hello")
    folder.mkdir()
    foreign = tmp_path / "foreign.sqlite3"
    tamper(foreign, "CREATE TABLE deals (name)")
    for bad, words in (
        (tmp_path / "missing", "is not there"),
        (folder, "is a folder"),
        (empty, "is empty"),
        (short, "is not a Partner Tracker file"),
        (text, "is not a Partner Tracker file"),
        (foreign, "another program"),
    ):
        before = bad.stat().st_size if bad.is_file() else None
        with pytest.raises(UnusableFileError, match=words) as caught:
            opened(bad)
        assert caught.value.next_step
        assert (bad.stat().st_size if bad.is_file() else None) == before
    assert not list(tmp_path.glob(f"*{SUFFIX}"))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (f"PRAGMA user_version = {NEWEST + 1}", "newer version"),
        ("PRAGMA user_version = 0", "no file version"),
        ("PRAGMA application_id = 7", "another program"),
        (
            "CREATE TRIGGER t AFTER INSERT ON deals BEGIN UPDATE deals SET value = value * 2; END",
            "trigger “t”",
        ),
        ("CREATE VIEW v AS SELECT * FROM deals", "view “v”"),
        ("CREATE TABLE extra (a)", "table “extra”"),
        ("CREATE INDEX i ON deals (name)", "index “i”"),
        ("DROP INDEX deals_by_external_id", "index “deals_by_external_id” is missing"),
        ("ALTER TABLE deals ADD COLUMN more TEXT", "table “deals”"),
    ],
)
def test_a_structure_that_is_not_ours_is_refused(
    path: Path, opened: Open, statement: str, words: str
) -> None:
    tamper(path, statement)
    with pytest.raises(UnusableFileError, match=words):
        opened()
    with pytest.raises(UnusableFileError, match=words):
        opened(read_only=True)


def test_a_reference_that_leads_nowhere_is_refused(path: Path, opened: Open) -> None:
    lost = "01a200c8-0000-7000-8000-000000000000"
    tamper(
        path,
        f"INSERT INTO actions (id, created_step, partner, title) VALUES ('{lost}', 0, '{lost}', 'Call')",  # noqa: S608
    )
    with pytest.raises(UnusableFileError, match="contradicts itself"):
        opened()


def test_a_damaged_file_is_refused_and_the_newest_backup_offered(path: Path, opened: Open) -> None:
    store = opened()
    add_partner(store)
    kept = store.backup()
    store.close()
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = os.urandom(64)
    path.write_bytes(content)
    with pytest.raises(UnusableFileError, match="damaged") as caught:
        opened()
    assert str(kept) in caught.value.next_step
    assert "Tree" not in caught.value.sentence
    assert "\n" not in caught.value.sentence


def test_a_value_that_is_never_stored_is_told_as_what_it_is_and_can_still_be_looked_at(
    path: Path, opened: Open
) -> None:
    store = opened()
    add_partner(store)
    kept = store.backup()
    store.close()
    tamper(path, "PRAGMA ignore_check_constraints = ON", "UPDATE partners SET joined_on = '2026-13-45'")

    with pytest.raises(UnusableFileError) as caught:
        opened()

    assert caught.value.sentence == (
        "programme.sqlite3 can't be opened for changes. In partners, 1 row holds a value that this program"
        " never stores, such as a date that no calendar has."
    )
    assert "check programme.sqlite3" in caught.value.next_step
    assert str(kept) in caught.value.next_step
    assert opened(read_only=True).count("partners") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize(("readable", "words"), [(True, "The folder of"), (False, "with your permissions")])
def test_one_cause_is_named_for_what_can_not_be_opened(path: Path, readable: bool, words: str) -> None:  # noqa: FBT001
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    known = failures.in_words(error, path if readable else path.with_name("none"), Backups(path, None))
    assert known is not None
    assert words in known.sentence


def test_a_truncated_file_is_refused(path: Path, opened: Open) -> None:
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(UnusableFileError, match="damaged"):
        opened()
