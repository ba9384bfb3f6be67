"""Who changed what, undo and redo."""

import json

import pytest

from tests.cli.conftest import CommandLine


def test_steps_with_undo_and_redo(demo: CommandLine) -> None:
    assert demo("undo", "demo.sqlite3").err == "Undone: Fill with a made-up programme.\n"
    assert demo("redo", "demo.sqlite3").err == "Done again: Fill with a made-up programme.\n"

    steps = json.loads(demo("history", "demo.sqlite3", "--json").out)

    assert [(step["kind"], step["reverses"]) for step in steps] == [("redo", 1), ("undo", 1), ("edit", None)]
    table = demo("history", "demo.sqlite3").out.splitlines()
    assert table[0].split() == ["Step", "When", "Who", "What", "State"]
    assert "Redo: Fill with a made-up programme" in table[1]


@pytest.mark.parametrize(("command", "words"), [("undo", "undo"), ("redo", "redo")])
def test_nothing_to_undo_is_one_sentence(cli: CommandLine, command: str, words: str) -> None:
    cli("new", "a.sqlite3")

    result = cli(command, "a.sqlite3")

    assert result.code == 2
    assert words in result.err
    assert result.err.count("\n") == 1


def test_since_leaves_out_what_was_before(demo: CommandLine) -> None:
    assert json.loads(demo("history", "demo.sqlite3", "--since", "2199-01-01", "--json").out) == []


def test_the_history_of_a_row(demo: CommandLine) -> None:
    row_id = demo("export", "demo.sqlite3", "partners").out.splitlines()[1].split(",")[0]

    changes = json.loads(demo("history", "demo.sqlite3", "partners", row_id, "--json").out)

    assert [change["what"] for change in changes] == ["insert"]
    assert "Added" in demo("history", "demo.sqlite3", "partners", row_id).out


@pytest.mark.parametrize(
    "arguments", [("partners",), ("partners", "no-such-id"), ("nonsense", "id"), ("--since", "yesterday")]
)
def test_what_is_not_there_is_refused(demo: CommandLine, arguments: tuple[str, ...]) -> None:
    result = demo("history", "demo.sqlite3", *arguments)

    assert result.code == 2
    assert result.err.count("\n") == 1
