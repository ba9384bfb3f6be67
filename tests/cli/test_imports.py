"""A spreadsheet on its way in: counts, rejected rows, and nothing written by halves."""

import io
import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from partnertracker.services import importing
from partnertracker.services.importing import Errand, Message
from tests.cli.conftest import CommandLine

PARTNERS = "name,tier,joined_on\nLitware,Gold,2025-01-06\nProseware,Silver,2025-02-03\n"
SOME_BAD = "name,tier,joined_on\nLitware,Gold,2025-01-06\n,Silver,2025-02-03\nAdatum,Gold,2025-02-30\n"


@pytest.fixture
def team(cli: CommandLine) -> CommandLine:
    """The command line with the empty file ``team.sqlite3`` and two lists of partners."""
    assert cli("new", "team.sqlite3").code == 0
    Path("partners.csv").write_text(PARTNERS, encoding="utf-8")
    Path("bad.csv").write_text(SOME_BAD, encoding="utf-8")
    return cli


def test_counts_are_printed_and_one_undo_takes_all_back(team: CommandLine) -> None:
    first = team("import", "team.sqlite3", "partners", "partners.csv")
    second = team("import", "team.sqlite3", "partners", "partners.csv")

    assert (first.code, first.out) == (0, "2 new, 0 changed, 0 same, 0 rejected\n")
    assert (second.code, second.out) == (0, "0 new, 0 changed, 2 same, 0 rejected\n")
    assert team("undo", "team.sqlite3").code == 0
    assert team("export", "team.sqlite3", "partners").out.count("\n") == 1


def test_rejected_rows_are_named_and_kept(team: CommandLine) -> None:
    result = team("import", "team.sqlite3", "partners", "bad.csv", "--rejects", "rejects.csv")

    assert (result.code, result.out) == (1, "1 new, 0 changed, 0 same, 2 rejected\n")
    assert "Partner name is needed." in result.err
    assert "2025-02-30" in result.err
    rejects = Path("rejects.csv").read_text(encoding="utf-8").splitlines()
    assert rejects[0] == "name,tier,joined_on,reason"
    assert len(rejects) == 3


def test_only_the_first_rejected_rows_are_told(team: CommandLine) -> None:
    lines = "".join(f"Partner {n},2025-02-30\n" for n in range(50))
    Path("many.csv").write_text(f"name,joined_on\n{lines}", encoding="utf-8")

    result = team("import", "team.sqlite3", "partners", "many.csv")

    assert result.code == 1
    assert "30 more rejected rows" in result.err
    assert result.err.count("joined_on") == 20


def test_a_dry_run_writes_nothing(team: CommandLine) -> None:
    result = team("import", "team.sqlite3", "partners", "partners.csv", "--dry-run")

    assert (result.code, result.out) == (0, "2 new, 0 changed, 0 same, 0 rejected\n")
    assert result.err == "Nothing was written.\n"
    assert json.loads(team("history", "team.sqlite3", "--json").out) == []


def test_json(team: CommandLine) -> None:
    found = json.loads(team("import", "team.sqlite3", "partners", "bad.csv", "--json").out)

    counts = {name: found[name] for name in ("new", "changed", "same", "rejected", "written")}
    assert counts == {"new": 1, "changed": 0, "same": 0, "rejected": 2, "written": True}
    assert [rejection["line"] for rejection in found["rejections"]] == [3, 4]
    assert found["rejections"][0]["problems"][0]["column"] == "name"


def test_standard_input(team: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PARTNERS.encode())))

    assert team("import", "team.sqlite3", "partners", "-").out.startswith("2 new")


def test_partners_that_are_missing_are_added_when_asked(team: CommandLine) -> None:
    header = "name,customer,source_partner,stage,value,created_on"
    Path("deals.csv").write_text(f"{header}\nERP,Port,Litware,lead,100,2026-01-05\n", encoding="utf-8")

    assert team("import", "team.sqlite3", "deals", "deals.csv").code == 1
    result = team("import", "team.sqlite3", "deals", "deals.csv", "--create-partners", "--json")

    assert result.code == 0
    assert json.loads(result.out)["partners"] == ["Litware"]


def test_a_mapping_may_say_that_missing_partners_are_added(team: CommandLine) -> None:
    header = "name,customer,source_partner,stage,value,created_on"
    Path("deals.csv").write_text(f"{header}\nERP,Port,Litware,lead,100,2026-01-05\n", encoding="utf-8")
    columns = "\n".join(f'{name} = "{name}"' for name in header.split(","))
    said = f'table = "deals"\ncreate_partners = true\n[columns]\n{columns}\n'
    Path("crm.toml").write_text(said, encoding="utf-8")

    result = team("import", "team.sqlite3", "deals", "deals.csv", "--map", "crm.toml", "--json")

    assert (result.code, json.loads(result.out)["partners"]) == (0, ["Litware"])

    Path("more.csv").write_text(f"{header}\nCRM,Port,Litwear,lead,100,2026-01-05\n", encoding="utf-8")
    result = team("import", "team.sqlite3", "deals", "more.csv", "--map", "crm.toml")
    assert result.code == 0
    assert "“Litwear” may be the same as “Litware”: similar name." in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("partners", "none.csv"),
        ("partners", ""),
        ("partners", "."),
        ("partners", "team.sqlite3"),
        ("partners", "binary.csv"),
        ("partners", "empty.csv"),
        ("partners", "-"),
        ("nonsense", "partners.csv"),
        ("partners", "partners.csv", "--map", "nonsense"),
        ("partners", "partners.csv", "--map", "partners.csv"),
        ("partners", "partners.csv", "--map", "deals.toml"),
        ("partners", "partners.csv", "--mode", "replace"),
        ("partners", "partners.csv", "--match", "nonsense"),
        ("partners", "partners.csv", "--rejects", "partners.csv"),
        ("partners", "partners.csv", "--rejects", "team.sqlite3"),
        ("partners", "bad.csv", "--rejects", "no/such/folder.csv"),
    ],
)
def test_what_makes_no_sense_is_one_line_and_harms_nothing(
    team: CommandLine, arguments: tuple[str, ...]
) -> None:
    Path("binary.csv").write_bytes(bytes(range(256)) * 100)
    Path("empty.csv").touch()
    Path("deals.toml").write_text('table = "deals"\n[columns]\nname = "name"\n', encoding="utf-8")

    result = team("import", "team.sqlite3", *arguments)

    assert result.code == 2
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert Path("partners.csv").read_text(encoding="utf-8") == PARTNERS
    assert json.loads(team("history", "team.sqlite3", "--json").out) == []
    assert team("check", "team.sqlite3").code == 0


def test_a_file_that_another_has_open_is_not_changed(team: CommandLine) -> None:
    with team.program.writing(Path("team.sqlite3")):
        result = team("import", "team.sqlite3", "partners", "partners.csv")
        assert result.code == 3
        assert result.err.count("\n") == 1
        assert team("undo", "team.sqlite3").code == 3
        assert team("export", "team.sqlite3", "partners").code == 0
        assert team("import", "team.sqlite3", "partners", "partners.csv", "--dry-run").code == 0


def test_what_a_file_holds_moves_no_cursor(team: CommandLine) -> None:
    Path("bad.csv").write_text("name,joined_on\nLitware,\x1b[2Jnow\n", encoding="utf-8")

    result = team("import", "team.sqlite3", "partners", "bad.csv")

    assert result.code == 1
    assert "\x1b" not in result.err + result.out


@pytest.fixture
def aside(team: CommandLine, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line, for which every file is large enough for a second process."""
    monkeypatch.setattr(importing.aside, "LARGE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    return team


def test_a_large_file_is_imported_with_the_help_of_a_second_process(aside: CommandLine) -> None:
    sent: list[object] = []

    def heard(errand: Errand) -> AbstractContextManager[Iterator[Message]]:
        sent.append(errand)
        return aside.program.aside(errand)

    team = replace(aside, program=replace(aside.program, aside=heard))
    result = team("import", "team.sqlite3", "partners", "bad.csv", "--rejects", "rejects.csv")

    assert len(sent) == 1
    assert (result.code, result.out) == (1, "1 new, 0 changed, 0 same, 2 rejected\n")
    assert "Partner name is needed." in result.err
    assert len(Path("rejects.csv").read_text(encoding="utf-8").splitlines()) == 3
    assert "Import 1 partner from bad.csv" in team("history", "team.sqlite3").out
    again = team("import", "team.sqlite3", "partners", "partners.csv")
    assert again.out == "1 new, 0 changed, 1 same, 0 rejected\n"
    assert len(sent) == 1


def test_what_the_second_process_leaves_is_done_without_it(aside: CommandLine) -> None:
    Path("twice.csv").write_text(f"{PARTNERS}Litware,Bronze,2025-01-06\n", encoding="utf-8")
    result = aside("import", "team.sqlite3", "partners", "twice.csv")

    assert (result.code, result.out) == (1, "2 new, 0 changed, 0 same, 1 rejected\n")
    assert "Row 2 has the same partner name" in result.err
    assert aside("check", "team.sqlite3").code == 0


def test_rejects_that_can_not_be_written_keep_a_large_file_out(aside: CommandLine) -> None:
    result = aside("import", "team.sqlite3", "partners", "bad.csv", "--rejects", "none/rejects.csv")

    assert result.code == 2
    assert aside("export", "team.sqlite3", "partners").out.count("\n") == 1
