"""A delimited text file: its encoding, its delimiter, its header and its rows."""

from pathlib import Path
from typing import BinaryIO

from partnertracker.services.importing.mapping import FileFormat


class Source:
    """A file that can be read as a table of texts, as often as needed.

    Attributes:
        name: the file's name, for people.
        header: the texts of the first row.
        format: encoding and delimiter as detected or given.
    """

    name: str
    header: tuple[str, ...]
    format: FileFormat

    def preview(self, rows: int = 20) -> list[tuple[str, ...]]:
        """Return the first rows below the header."""
        raise NotImplementedError


def open_source(file: Path | BinaryIO, known: FileFormat | None = None, live: Path | None = None) -> Source:
    """Open a CSV.

    Args:
        file: where it lies, or a stream such as standard input (which is copied aside first).
        known: its format as far as it is known; the rest is detected.
        live: the path of the open Partner Tracker file, which must never be opened a second time.

    Raises:
        UndecidedError: encoding or delimiter can be read in two ways.
        UnusableInputError: it is missing, empty, no text, too wide, or not to be read as rows at all.
    """
    raise NotImplementedError
