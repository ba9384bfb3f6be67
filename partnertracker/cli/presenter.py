"""The one place where the command line meets failures: a sentence, an exit code, and never a trace."""

import logging
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import format_tb

import click

from partnertracker.cli.interruption import Interruption, noted
from partnertracker.cli.output import discard_output, prepare_streams, say
from partnertracker.cli.program import Program
from partnertracker.cli.root import root
from partnertracker.domain.errors import (
    InvalidRowsError,
    PartnerTrackerError,
    ReadOnlyError,
    UnusableFileError,
)

DONE = 0
"""All that was asked for is done."""

SOME_REJECTED = 1
"""Some rows broke a rule, or ``check`` found faults."""

UNUSABLE_ARGUMENTS = 2
"""What was asked for makes no sense, or there is nowhere to write it."""

UNUSABLE_FILE = 3
"""The file can't be used; also after a bug of ours, since nothing was done then either."""

INTERRUPTED = 130
"""The person pressed Ctrl+C; nothing half-done is left."""

_LOG_SIZE = 1_000_000


def run(program: Program, arguments: Sequence[str]) -> int:
    """Carry out a command line and return the exit code.

    Args:
        program: what the commands work with.
        arguments: without the program's own name.
    """
    prepare_streams()
    with noted() as interruption:
        return _run(program, arguments, interruption)


def _run(program: Program, arguments: Sequence[str], interruption: Interruption) -> int:
    try:
        # not root.main, which ends the process with code 1 when the reader of a pipe has gone
        with root.make_context("partnertracker", list(arguments), obj=program) as context:
            code = root.invoke(context)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return DONE
    except Exception as error:  # noqa: BLE001 - the error presenter: whatever happens, one sentence
        return INTERRUPTED if interruption.came else _presented(program, error)
    return int(code or DONE)


def _presented(program: Program, error: Exception) -> int:
    """Say what happened and return the exit code."""
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "partnertracker"
        say(f"{_as_sentence(error.format_message())} See {command} --help.")
        return UNUSABLE_ARGUMENTS
    if isinstance(error, click.ClickException):
        say(_as_sentence(error.format_message()))
        return UNUSABLE_ARGUMENTS
    if isinstance(error, PartnerTrackerError):
        say(str(error))
        if isinstance(error, UnusableFileError | ReadOnlyError):
            return UNUSABLE_FILE
        return SOME_REJECTED if isinstance(error, InvalidRowsError) else UNUSABLE_ARGUMENTS
    if isinstance(error, OSError) and error.strerror:
        place = f" ({error.filename})" if error.filename else ""
        say(f"The system reported a failure: {error.strerror}{place}.")
        if sys.stdout is not None:
            discard_output()  # what a full disk did not take would fail again at the end, as code 120
        return UNUSABLE_ARGUMENTS
    kept = _logged(program.log, error)
    say(f"Something went wrong inside the program. {kept}")
    return UNUSABLE_FILE


def _logged(path: Path, error: Exception) -> str:
    """Write the trace to the program's log, but not the message, which may hold values; say where it is."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_LOG_SIZE, backupCount=1, encoding="utf-8")
    except OSError:
        return f"It was {type(error).__name__}, and the log {path} can't be written."
    logger = logging.getLogger("partnertracker")
    logger.propagate = False
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    try:
        logger.error("%s in a command\n%s", type(error).__name__, "".join(format_tb(error.__traceback__)))
    finally:
        logger.removeHandler(handler)
        handler.close()
    return f"The details are in {path}."


def _as_sentence(message: str) -> str:
    """Return click's message on one line, ending as a sentence."""
    line = " ".join(message.split())
    return line if line.endswith((".", "?", "!")) else f"{line}."
