"""Failures become a sentence and an exit code; a bug leaves its trace in the log."""

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from partnertracker.domain.errors import (
    InvalidRowsError,
    NothingToUndoError,
    ReadOnlyError,
    UnusableArgumentError,
    UnusableFileError,
    UnusableInputError,
)
from partnertracker.domain.problems import Problem
from tests.cli.conftest import CommandLine


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (UnusableFileError("It is gone.", "Look elsewhere."), 3, "It is gone. Look elsewhere.\n"),
        (ReadOnlyError("Only to read."), 3, "Only to read.\n"),
        (UnusableArgumentError("No such thing."), 2, "No such thing.\n"),
        (UnusableInputError("Not to be read."), 2, "Not to be read.\n"),
        (NothingToUndoError("Nothing to undo."), 2, "Nothing to undo.\n"),
        (InvalidRowsError((Problem("name", "", "A name is needed."),)), 1, "A name is needed.\n"),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            2,
            "The system reported a failure: No space left on device.\n",
        ),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 0, ""),
    ],
)
def test_each_failure_has_its_exit_code(
    cli: CommandLine, error: BaseException, code: int, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_path: Path | None) -> int:
        raise error

    monkeypatch.setattr("partnertracker.cli.presenter.discard_output", lambda: None)
    cli.program = replace(cli.program, window=fails)

    result = cli()

    assert result.code == code
    assert result.err.lstrip("\n") == line


def test_a_bug_is_one_sentence_and_its_trace_is_in_the_log_without_values(cli: CommandLine) -> None:
    def broken(_path: Path | None) -> int:
        value = "Litware"
        raise ValueError(value)

    cli.program = replace(cli.program, window=broken)

    result = cli()

    assert result.code == 3
    assert result.err == f"Something went wrong inside the program. The details are in {cli.folders.log}.\n"
    log = cli.folders.log.read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "in broken" in log
    assert "Litware\n" not in log


def test_a_log_that_cannot_be_written_is_said(cli: CommandLine) -> None:
    def broken(_path: Path | None) -> int:
        raise ValueError

    Path("file").touch()
    cli.program = replace(cli.program, window=broken, log=Path("file") / "log")

    result = cli()

    assert result.code == 3
    assert "ValueError" in result.err
    assert result.err.count("\n") == 1
