"""A delimited text file: its encoding, its delimiter, its header and its rows."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TextIO

from partnertracker.domain.errors import UnusableInputError
from partnertracker.services.importing.chunks import LONGEST_FIELD, Chunk, chunks_of, reader_of
from partnertracker.services.importing.content import Bytes, encoding_of, python_codec
from partnertracker.services.importing.delimiters import delimiter_of
from partnertracker.services.importing.mapping import FileFormat, with_part

MOST_COLUMNS = 500
_SAMPLE_LINES = 200


class Source:
    """A file that can be read as a table of texts, as often as needed. Close it when done with it.

    Attributes:
        name: the file's name, for people.
        size: in bytes.
        header: the texts of the first row.
        format: encoding and delimiter as detected or given, the rest as given.
    """

    def __init__(self, content: Bytes, known: FileFormat) -> None:
        """Find out encoding and delimiter and read the header; raises as ``open_source``."""
        self.name = content.name
        self._content = content
        self.size = content.size()
        if not self.size:
            raise UnusableInputError(f"{self.name} is empty.", "Choose a file with a header and rows.")
        self.format = with_part(known, "encoding", encoding_of(content, known.encoding))
        if not known.delimiter:
            self.format = with_part(self.format, "delimiter", self._detected_delimiter())
        self.header = self._read_header()

    @property
    def path(self) -> Path | None:
        """Where the file lies; None when it came as a stream."""
        return self._content.path

    def preview(self, rows: int = 20) -> list[tuple[str, ...]]:
        """Return the first rows below the header."""
        return list(islice((row for chunk in self.chunks() for row in chunk.rows), rows))

    def chunks(self) -> Iterator[Chunk]:
        """Yield all rows below the header in order, skipping those with nothing in them.

        Raises:
            UnusableInputError: from some line on the file can't be read as rows.
        """
        with self._text() as (text, binary), self._telling():
            reader = reader_of(text, self.format.delimiter)
            next(reader)
            for chunk in chunks_of(text, self.format.delimiter, len(self.header), reader.line_num + 1):
                yield replace(chunk, share=min(1.0, binary.tell() / self.size))

    def about_rows(self) -> int:
        """Return about how many rows there are, going by the first ones."""
        first = next(self.chunks(), None)
        return 0 if first is None else round(len(first.lines) / first.share)

    def close(self) -> None:
        """Let go of a stream's copy; closing twice is no error."""
        self._content.close()

    def _read_header(self) -> tuple[str, ...]:
        with self._text() as (text, _):
            reader = reader_of(text, self.format.delimiter)
            row: list[str] = []
            with self._telling():
                row = next(reader, row)
            header = tuple(each.strip() for each in row)
            if not any(header):
                raise UnusableInputError(
                    f"{self.name} has no header in its first line.", "Add the column names."
                )
            if len(header) > MOST_COLUMNS:
                raise UnusableInputError(
                    f"{self.name} has {len(header)} columns; {MOST_COLUMNS} is the most."
                )
            if any("\0" in each for each in header):
                raise UnusableInputError(f"{self.name} is not a text file.", "Export it as CSV in UTF-8.")
            return header

    def _detected_delimiter(self) -> str:
        with self._text() as (text, _):
            sample = list(islice(text, _SAMPLE_LINES))
            whole = len(sample) < _SAMPLE_LINES
        return delimiter_of(self.name, sample, whole=whole)

    @contextmanager
    def _text(self) -> Iterator[tuple[TextIO, BinaryIO]]:
        with self._content.open() as binary:
            text = io.TextIOWrapper(binary, encoding=python_codec(self.format.encoding), newline="")
            try:
                yield text, binary
            except UnicodeDecodeError:
                raise UnusableInputError(
                    f"{self.name} has changed while it was read.", "Try again."
                ) from None
            finally:
                text.detach()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except csv.Error as error:
            sentence = (
                f"{self.name} can't be read from line {self._broken_line()} on: {_in_words(str(error))}."
            )
            raise UnusableInputError(sentence, "Mend the line, or export the file again.") from None

    def _broken_line(self) -> int:
        """Return the line on which the first row starts that can't be read: the reader itself is past it."""
        with self._text() as (text, _):
            reader = reader_of(text, self.format.delimiter)
            line = 0
            with suppress(csv.Error):
                for _ in reader:
                    line = reader.line_num
            return line + 1


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
    if isinstance(file, Path) and live is not None and is_same_file(file, live):
        raise UnusableInputError(f"{file.name} is the open file itself.", "Choose a CSV file.")
    name = file.name if isinstance(file, Path) else "Standard input"
    content = Bytes(file, name)
    try:
        return Source(content, known or FileFormat())
    except UnusableInputError:
        content.close()
        raise


def is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file, without opening it."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _in_words(error: str) -> str:
    if "field larger" in error:
        return f"a field has more than {LONGEST_FIELD:,} characters"
    if "unexpected end" in error:
        return "a quotation mark is opened and never closed"
    if "expected after" in error:
        return "a quotation mark stands inside a field that is not closed there"
    return error
