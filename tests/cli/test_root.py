"""What is no command is a file for the window."""

from pathlib import Path

import pytest

from partnertracker import __version__
from tests.cli.conftest import CommandLine


def test_no_command_opens_the_window_with_the_last_file(cli: CommandLine) -> None:
    assert cli().code == 0
    assert cli.windows == [None]


@pytest.mark.parametrize("name", ["team.sqlite3", "team", "metrics.sqlite3", "a b", "-team.sqlite3"])
def test_a_file_is_opened_in_the_window(cli: CommandLine, name: str) -> None:
    assert cli("new", "made.sqlite3").code == 0
    Path("made.sqlite3").rename(name)

    result = cli("--", name)

    assert (result.code, result.err) == (0, "")
    assert cli.windows == [Path(name)]


@pytest.mark.parametrize("name", ["missing.sqlite3", "./missing", "folder"])
def test_a_file_that_is_not_there_opens_no_window(cli: CommandLine, name: str) -> None:
    Path("folder").mkdir()

    result = cli(name)

    assert result.code == 3
    assert result.err.count("\n") == 1
    assert cli.windows == []


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("metrcs",), "Did you mean metrics?"),
        (("metrcs", "team.sqlite3"), "Did you mean metrics?"),
        (("team.sqlite3", "metrics"), "There is no command “team.sqlite3”."),
        (("restore", "a", "b"), "There is no command “restore”."),
        (("nothing",), "There is no command “nothing”. See partnertracker --help.\n"),
        (("--nonsense",), "No such option"),
        (("metrics",), "Missing argument 'FILE'."),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(
    cli: CommandLine, arguments: tuple[str, ...], hint: str
) -> None:
    result = cli(*arguments)

    assert result.code == 2
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert hint in result.err
    assert cli.windows == []


def test_version_and_help_go_to_standard_output(cli: CommandLine) -> None:
    assert cli("--version").out == f"Partner Tracker {__version__}\n"
    assert "snapshot" in cli("--help").out
    assert "--smoke" not in cli("--help").out
    assert "--fiscal-year-start" in cli("new", "--help").out


def test_smoke_goes_to_the_window(cli: CommandLine) -> None:
    assert cli("--smoke").code == 0
