"""A snapshot is a folder of plain files that say what they are."""

import csv
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from partnertracker import __version__
from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.errors import UnusableArgumentError, UnusableFileError
from partnertracker.domain.settings import Settings
from partnertracker.services.session import Session
from partnertracker.services.snapshot import safe_name, take
from partnertracker.storage.create import create_file
from partnertracker.storage.opening import open_file
from tests.made_up import TODAY, clock, demo_session, inserted


@pytest.fixture(scope="module")
def demo() -> Iterator[Session]:
    session = demo_session(20, 150)
    yield session
    session.store.close()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_holds_everything_and_a_manifest_that_is_true(demo: Session, tmp_path: Path) -> None:
    made = take(demo, tmp_path / "snapshots", TODAY)

    manifest = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    assert made.name == "memory-2026-11-22"
    assert manifest["as_of"] == "2026-11-22"
    assert (manifest["program"], manifest["schema"]) == (__version__, demo.store.state.schema)
    assert manifest["generated_at"] == "2026-11-22T09:30:00.000000Z"
    listed = {entry["name"]: entry for entry in manifest["files"]}
    assert {path.name for path in made.iterdir()} == {*listed, "manifest.json"}
    for name, entry in listed.items():
        assert entry["sha256"] == hashlib.sha256((made / name).read_bytes()).hexdigest()
        assert entry["rows"] == len(rows(made / name))
    for entity in EXCHANGED:
        assert listed[f"{entity.table}.csv"]["rows"] == demo.store.count(entity.table)


def test_its_figures_are_those_of_the_day(demo: Session, tmp_path: Path) -> None:
    made = take(demo, tmp_path, date(2026, 5, 5))

    figures = rows(made / "metrics.csv")
    assert list(dict.fromkeys(row["period"] for row in figures)) == ["2026-05", "2026-Q2", "2026"]
    assert {row["as_of"] for row in figures} == {"2026-05-05"}
    bookings = next(row for row in figures if row["metric"] == "bookings" and row["period"] == "2026")
    assert float(bookings["target"]) > 0
    assert bookings["status"] in {"green", "yellow", "red"}
    assert {row["status"] for row in rows(made / "health.csv")} >= {"green", "yellow"}
    assert {row["quarter"] for row in rows(made / "forecast.csv")} == {
        *("2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"),
    }
    definitions = {row["metric"]: row["definition"] for row in rows(made / "definitions.csv")}
    assert definitions["bookings"].endswith(".")
    assert definitions["pipeline_per_partner"].startswith("Open pipeline for each partner")
    assert {row["metric"] for row in figures} == set(definitions)


def test_a_second_one_of_a_day_gets_a_number(demo: Session, tmp_path: Path) -> None:
    names = [take(demo, tmp_path, TODAY).name for _ in range(3)]

    assert names == ["memory-2026-11-22", "memory-2026-11-22-2", "memory-2026-11-22-3"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_a_place_that_cannot_be_written_is_said_and_left_as_it_was(demo: Session, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(UnusableArgumentError, match="can't be written"):
        take(demo, tmp_path / "file" / "below", TODAY)

    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_one_that_fails_half_way_leaves_nothing(
    demo: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("partnertracker.services.snapshot._write_manifest", full)

    with pytest.raises(UnusableArgumentError, match="No space left"):
        take(demo, tmp_path, TODAY)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("team", "team"),
        ("Größe 2", "Größe 2"),
        ("../../etc", "etc"),
        ("a/b\\c:d", "a-b-c-d"),
        ("..", "snapshot"),
        ("", "snapshot"),
        ("CON", "CON-"),
        ("nul.txt", "nul.txt-"),
        ("a\nb\0c", "a-b-c"),
        ("x" * 300, "x" * 80),
    ],
)
def test_names_suit_every_system(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_file_that_changes_meanwhile_gives_no_snapshot(tmp_path: Path) -> None:
    create_file(tmp_path / "team.sqlite3", Settings())
    reading = Session(open_file(tmp_path / "team.sqlite3", read_only=True, backups=tmp_path), clock(), "A")
    assert reading.facts.version == 0
    writing = Session(open_file(tmp_path / "team.sqlite3", backups=tmp_path), clock(), "B")
    inserted(writing, "partners", {"name": "Litware"})
    writing.store.close()

    with pytest.raises(UnusableFileError, match="changed by another program"):
        take(reading, tmp_path / "snapshots", TODAY)

    reading.store.close()
    assert list((tmp_path / "snapshots").iterdir()) == []
