"""What commands print: results on standard output, for machines; everything else on standard error."""

import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

import click

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.services.sheets import write_sheet

_GAP = "  "


def prepare_streams() -> None:
    """Write UTF-8 into files and pipes whatever the locale, and never fail on a letter a terminal lacks."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue  # closed, or replaced by a test
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def standard_output() -> TextIO:
    """Return the stream for results; raises UnusableArgumentError when there is none."""
    if sys.stdout is None:
        raise UnusableArgumentError("There is nowhere to write to: standard output is closed.")
    return sys.stdout


def say(sentence: str) -> None:
    """Tell the person something that is not part of the result, on one line that moves no cursor."""
    click.echo(_printable(sentence), err=True)


def write_json(content: object) -> None:
    """Print a result as JSON."""
    standard_output().write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def write_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a result as CSV."""
    write_sheet(standard_output(), header, rows)


def write_table(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str] = ()) -> None:
    """Print a result for people, in aligned columns.

    Args:
        header: the words above the columns.
        rows: texts; control characters are shown as spaces, so that no text moves the cursor.
        right: the headers of the columns that are aligned to the right.
    """
    lines = [[_printable(text) for text in row] for row in (header, *rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    for line in lines:
        cells = (
            text.rjust(width) if name in right else text.ljust(width)
            for text, width, name in zip(line, widths, header, strict=True)
        )
        standard_output().write(_GAP.join(cells).rstrip() + "\n")


@contextmanager
def text_file(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Open a file to be written as a whole: it appears under its name only when all of it is there.

    What is no ordinary file, such as a pipe, is written to directly.

    Raises:
        UnusableArgumentError: it can't be written.
    """
    special = path.exists() and not path.is_file()
    target = path if special else path.with_name(f".{path.name}.part")
    try:
        with target.open("w", encoding=encoding, newline="") as file:
            yield file
        if not special:
            target.replace(path)
    except OSError as error:
        raise UnusableArgumentError(f"{path} can't be written: {error.strerror}.") from error
    finally:
        if not special:
            with suppress(OSError):  # in a folder that can't be written there is none
                target.unlink(missing_ok=True)


def discard_output() -> None:
    """Send what is still to be printed nowhere: the reader has gone, or the disk behind it is full."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, standard_output().fileno())
    os.close(nowhere)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
