"""Opening what is to be imported: a text file, a workbook, a stream of either, or copied cells."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from partnertracker.domain.errors import UnusableInputError
from partnertracker.services.importing.content import Bytes, NoTextError
from partnertracker.services.importing.copied import Copied, read_copied
from partnertracker.services.importing.delimited import Delimited
from partnertracker.services.importing.mapping import FileFormat
from partnertracker.services.importing.source import Source
from partnertracker.services.importing.spreadsheet import damaged, is_workbook, read_workbook

_OF_WORKBOOKS = (".xlsx", ".xlsm", ".ods")


def open_source(
    file: Path | BinaryIO | Copied,
    known: FileFormat | None = None,
    live: Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> Source:
    """Open a CSV, TSV, XLSX or ODS; which it is is told by what is in it.

    Args:
        file: where it lies, a stream such as standard input (which is copied aside first), or copied cells.
        known: its format as far as it is known; the rest is detected.
        live: the path of the open Partner Tracker file, which must never be opened a second time.
        progress: told the share done, 0 to 1, while a workbook is read; what it raises ends that.

    Raises:
        UndecidedError: encoding or delimiter can be read in two ways, or there are several sheets.
        UnusableInputError: it is missing, empty, no text and no workbook, too wide, or not rows.
    """
    if isinstance(file, Path) and live is not None and is_same_file(file, live):
        raise UnusableInputError(f"{file.name} is the open file itself.", "Choose a CSV file.")
    if isinstance(file, Copied):
        return read_copied(name_of(file), file, known or FileFormat())
    name = name_of(file)
    content = Bytes(file, name)
    try:
        if is_workbook(content):
            return read_workbook(content, known or FileFormat(), progress or _unheard)
        return Delimited(content, known or FileFormat())
    except UnusableInputError as error:
        content.close()
        if isinstance(error, NoTextError) and name.lower().endswith(_OF_WORKBOOKS):
            raise damaged(name) from error
        raise


def name_of(file: Path | BinaryIO | Copied) -> str:
    """Return what a list is called, for people."""
    if isinstance(file, Path):
        return file.name
    return "Clipboard" if isinstance(file, Copied) else "Standard input"


def is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file, without opening it."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _unheard(_share: float) -> None:
    """Take progress that nobody asked for."""
