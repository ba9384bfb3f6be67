"""People get a sentence; the log gets a trace without values."""

import io
import logging
from collections.abc import Iterator, Sequence

import pytest
from pytestqt.qtbot import QtBot

from partnertracker.domain.errors import (
    InvalidRowsError,
    NothingToUndoError,
    ReadOnlyError,
    UnusableArgumentError,
)
from partnertracker.domain.problems import Problem
from partnertracker.gui.errors import Presenter, details_of
from partnertracker.gui.shell.notice import Remedy

REMEDIES: Sequence[Remedy] = (("Save elsewhere…", lambda: None),)


class Said:
    """What was shown."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.remedies: list[list[str]] = []

    def say(self, sentence: str, remedies: Sequence[Remedy]) -> None:
        self.sentences.append(sentence)
        self.remedies.append([words for words, _ in remedies])


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def presenter(qtbot: QtBot, said: Said) -> Iterator[Presenter]:
    assert qtbot is not None
    presenter = Presenter(said.say, lambda _error: REMEDIES)
    yield presenter
    presenter.deleteLater()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What goes to the program's log meanwhile."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logger = logging.getLogger("partnertracker")
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)


def failure(secret: str) -> Exception:
    """Return an exception as it comes from a bug, with a value in its message."""
    nothing: dict[str, str] = {}
    try:
        return _with_cause(nothing, secret)
    except ValueError as error:
        return error


def _with_cause(nothing: dict[str, str], secret: str) -> Exception:
    try:
        return ValueError(nothing[secret])
    except KeyError as error:
        raise ValueError(secret) from error


def test_a_known_failure_is_told_in_its_words_with_the_next_step(presenter: Presenter, said: Said) -> None:
    presenter.present(UnusableArgumentError("There is no such period.", "Write 2026-Q3."))
    presenter.present(NothingToUndoError("There is nothing to undo."))
    assert said.sentences == ["There is no such period. Write 2026-Q3.", "There is nothing to undo."]
    assert said.remedies == [[], []]


def test_a_file_that_cannot_be_written_comes_with_remedies(presenter: Presenter, said: Said) -> None:
    presenter.present(ReadOnlyError("The disk is full.", "Free some space."))
    assert said.remedies == [["Save elsewhere…"]]


def test_of_many_problems_the_first_are_told(presenter: Presenter, said: Said) -> None:
    presenter.present(InvalidRowsError(tuple(Problem("", "", f"Row {n} is wrong.") for n in range(5))))
    assert said.sentences == ["Row 0 is wrong. Row 1 is wrong. Row 2 is wrong. And 2 more."]


def test_a_bug_is_shown_once_and_logged_each_time(presenter: Presenter, said: Said, log: io.StringIO) -> None:
    error = failure("Litware")
    presenter.present(error)
    presenter.present(error)
    assert len(said.sentences) == 1
    assert "Traceback" not in said.sentences[0]
    assert said.remedies == [["Copy details"]]
    assert presenter.unexpected == 2
    assert log.getvalue().count("\nValueError\n") == 2
    assert "Litware" not in log.getvalue()


def test_details_name_the_place_and_no_value() -> None:
    details = details_of(failure("Litware"))
    assert "ValueError" in details
    assert "KeyError" in details
    assert "failure" in details
    assert "Litware" not in details
