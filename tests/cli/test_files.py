"""Making, checking and copying files."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine


def test_new_makes_a_file_with_its_settings(cli: CommandLine) -> None:
    result = cli("new", "team.sqlite3", "--currency", "eur", "--fiscal-year-start", "7")

    assert (result.code, result.out) == (0, "")
    assert result.err == "Made team.sqlite3.\n"
    assert json.loads(cli("metrics", "team.sqlite3", "--format", "json").out)["currency"] == "EUR"
    assert [path.name for path in Path().iterdir()] == ["team.sqlite3"]


def test_new_never_replaces_a_file(cli: CommandLine) -> None:
    Path("team.sqlite3").write_bytes(b"precious")

    result = cli("new", "team.sqlite3")

    assert result.code == 3
    assert result.err.startswith("team.sqlite3 is there already.")
    assert Path("team.sqlite3").read_bytes() == b"precious"


@pytest.mark.parametrize(
    "arguments",
    [
        ("new",),
        ("new", "a.sqlite3", "b.sqlite3"),
        ("new", ""),
        ("new", "/"),
        ("check", ""),
        ("new", "a.sqlite3", "--currency", "EURO"),
        ("new", "a.sqlite3", "--currency", "€€€"),
        ("new", "a.sqlite3", "--fiscal-year-start", "13"),
        ("demo", "a.sqlite3", "--deals", "-1"),
        ("demo", "a.sqlite3", "--today", "2026-02-30"),
        ("demo", "a.sqlite3", "--today", "0001-01-01"),
        ("demo", "a.sqlite3", "--today", "2026-11-23"),
        ("demo", "a.sqlite3", "--seed", "one"),
        ("new", "b.txt"),
        ("demo", "team"),
    ],
)
def test_nonsense_is_refused_in_one_sentence_and_makes_nothing(
    cli: CommandLine, arguments: tuple[str, ...]
) -> None:
    result = cli(*arguments)

    assert result.code == 2
    assert result.err.count("\n") == 1
    assert result.err.endswith(f"See partnertracker {arguments[0]} --help.\n")
    assert not list(Path().iterdir())


@pytest.mark.parametrize(
    ("given", "instead"), [("b.txt", "b.sqlite3"), ("team", "team.sqlite3"), ("in/a.b.db", "in/a.b.sqlite3")]
)
def test_another_extension_is_refused_with_the_name_to_type_instead(
    cli: CommandLine, given: str, instead: str
) -> None:
    said = cli("new", given).err

    assert f"“{given}” does not end in .sqlite3. Type {instead} instead." in said


def test_the_demo_of_one_seed_exports_the_same_twice(cli: CommandLine) -> None:
    for name in ("one", "two"):
        size = ("--partners", "20", "--deals", "200", "--today", "2026-11-22", "--seed", "5")
        assert cli("demo", f"{name}.sqlite3", *size).code == 0

    for table in ("partners", "deals", "deal_stage_events", "targets", "surveys"):
        one, two = cli("export", "one.sqlite3", table), cli("export", "two.sqlite3", table)
        assert (one.code, one.out) == (0, two.out)


def test_a_demo_that_fails_leaves_no_file(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("partnertracker.cli.files.fill", interrupted)

    assert cli("demo", "a.sqlite3").code == 130
    assert not list(Path().iterdir())


def test_check_finds_nothing_in_a_sound_file(demo: CommandLine) -> None:
    assert demo("check", "demo.sqlite3").code == 0
    assert json.loads(demo("check", "demo.sqlite3", "--json").out) == {"file": "demo.sqlite3", "faults": []}


def test_check_names_the_row_that_breaks_a_rule(demo: CommandLine) -> None:
    conn = sqlite3.connect("demo.sqlite3")
    with conn:
        conn.execute("UPDATE deals SET source_partner = NULL")
        conn.execute(
            "UPDATE deals SET closed_on = '2999-01-01', name = 'Far away' WHERE key = "
            "(SELECT min(key) FROM deals WHERE stage = 'won')"
        )
    conn.close()

    result = demo("check", "demo.sqlite3", "--json")

    assert result.code == 1
    sentences = [fault["sentence"] for fault in json.loads(result.out)["faults"] if fault["table"] == "deals"]
    assert any("“Far away”" in sentence and "after today" in sentence for sentence in sentences)
    assert demo("check", "demo.sqlite3").err.endswith("found.\n")


def test_a_setting_that_another_program_spoilt_is_told_in_a_sentence(demo: CommandLine) -> None:
    conn = sqlite3.connect("demo.sqlite3")
    with conn:
        conn.execute("UPDATE settings SET value = 'garbage' WHERE name = 'fiscal_year_start'")
    conn.close()

    found = demo("check", "demo.sqlite3")
    assert (found.code, found.err.count("\n")) == (1, 2)
    assert "“fiscal_year_start”, value “garbage”" in found.err
    measured = demo("metrics", "demo.sqlite3")
    assert (measured.code, measured.out) == (3, "")
    assert "fiscal_year_start must be a whole number from 1 to 12" in measured.err


def test_backup_prints_where_the_copy_is(demo: CommandLine) -> None:
    result = demo("backup", "demo.sqlite3", "copies")

    assert result.code == 0
    copy = Path(result.out.removesuffix("\n"))
    assert copy.is_file()
    assert demo("check", str(copy)).code == 0
    assert demo("metrics", str(copy)).out == demo("metrics", "demo.sqlite3").out


@pytest.mark.parametrize("command", ["check", "backup", "history", "undo", "redo", "metrics", "health"])
@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "text", "foreign", "trigger"])
def test_a_file_that_cannot_be_used_gives_exit_code_3_and_one_line(
    cli: CommandLine, command: str, kind: str
) -> None:
    unusable(kind, cli)

    result = cli(command, "x.sqlite3")

    assert result.code == 3
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert "x.sqlite3" in result.err


def unusable(kind: str, cli: CommandLine) -> None:
    path = Path("x.sqlite3")
    if kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.touch()
    elif kind == "text":
        path.write_text("name,value\n" * 1000)
    elif kind == "foreign":
        conn = sqlite3.connect(path)
        conn.execute("CREATE TABLE t (a)")
        conn.close()
    elif kind == "trigger":
        assert cli("new", "x.sqlite3").code == 0
        conn = sqlite3.connect(path)
        conn.execute("CREATE TRIGGER t AFTER INSERT ON deals BEGIN UPDATE deals SET value = value * 2; END")
        conn.close()


def test_the_demo_counts_one_as_one(cli: CommandLine) -> None:
    said = cli("demo", "one.sqlite3", "--partners", "1", "--deals", "1").err
    assert said.endswith("Made one.sqlite3 with 1 partner and 1 deal.\n")
