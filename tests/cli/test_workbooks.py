"""A workbook comes in by the same command as a CSV, and a dry run points out what may be there already."""

import json
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from tests.cli.conftest import CommandLine


@pytest.fixture
def team(cli: CommandLine) -> CommandLine:
    """The command line with a file that knows one partner, and a workbook with two sheets of them."""
    assert cli("new", "team.sqlite3").code == 0
    Path("partners.csv").write_text("name\nLitware\n", encoding="utf-8")
    assert cli("import", "team.sqlite3", "partners", "partners.csv").code == 0
    with Workbook("partners.xlsx") as made:
        for name, partner in (("Old", "Adatum"), ("New", "Litware GmbH")):
            sheet = made.add_worksheet(name)
            sheet.write_column(0, 0, ["Partners", "", "name", partner])
            sheet.write_column(2, 1, ["tier", "Gold"])
    return cli


def test_the_sheet_is_asked_for_and_named(team: CommandLine) -> None:
    asked = team("import", "team.sqlite3", "partners", "partners.xlsx")
    assert asked.code == 2
    assert "Which sheet of partners.xlsx is to be imported?" in asked.err
    assert 'sheet = "Old"' in asked.err
    done = team("import", "team.sqlite3", "partners", "partners.xlsx", "--sheet", "Old")
    assert (done.code, done.out) == (0, "1 new, 0 changed, 0 same, 0 rejected\n")
    assert "Adatum" in team("export", "team.sqlite3", "partners").out
    assert team("import", "team.sqlite3", "partners", "partners.xlsx", "--sheet", "None").code == 2


def test_a_dry_run_tells_what_may_be_the_same(team: CommandLine) -> None:
    dry = ("import", "team.sqlite3", "partners", "partners.xlsx", "--sheet", "New", "--dry-run")
    assert "“Litware GmbH” may be the same as “Litware”: similar name." in team(*dry).err
    told = json.loads(team(*dry, "--json").out)
    assert told["alike"] == [
        {"name": "Litware GmbH", "there": "Litware", "why": "similar name", "table": "partners"}
    ]
