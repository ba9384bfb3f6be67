"""A delimited text file: its encoding, its delimiter, its header and its rows."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from typing import BinaryIO, TextIO

from partnertracker.domain.errors import UnusableInputError
from partnertracker.services.importing.chunks import LONGEST_FIELD, Chunk, Rows, chunks_of, reader_of
from partnertracker.services.importing.content import Bytes, encoding_of, python_codec
from partnertracker.services.importing.delimiters import delimiter_of
from partnertracker.services.importing.headers import LOOKED_AT, checked_header, header_at, titles_in
from partnertracker.services.importing.mapping import FileFormat, with_part
from partnertracker.services.importing.source import Source

_SAMPLE_LINES = 200


class Delimited(Source):
    """A text file whose encoding and delimiter are detected where they are not given."""

    def __init__(self, content: Bytes, known: FileFormat) -> None:
        """Find out encoding and delimiter and read the header; raises as ``open_source``."""
        self.name = content.name
        self._content = content
        self.path = content.path
        self.size = content.size()
        if not self.size:
            raise UnusableInputError(f"{self.name} is empty.", "Choose a file with a header and rows.")
        self.format = with_part(known, "encoding", encoding_of(content, known.encoding))
        self.told_header = int(known.header or 0)
        if not known.delimiter:
            self.format = with_part(self.format, "delimiter", self._detected_delimiter())
        self._header_line = 1
        self.header = self._read_header()
        self.format = with_part(self.format, "header", str(self._header_line))

    def chunks(self) -> Iterator[Chunk]:
        """Yield all rows below the header in order, skipping those with nothing in them.

        Raises:
            UnusableInputError: from some line on the file can't be read as rows.
        """
        with self._text() as (text, binary), self._telling():
            reader = self._reader_at_header(text)
            next(reader)
            for chunk in chunks_of(text, self.format.delimiter, len(self.header), reader.line_num + 1):
                yield replace(chunk, share=min(1.0, binary.tell() / self.size))

    def close(self) -> None:
        """Let go of a stream's copy; closing twice is no error."""
        self._content.close()

    def _read_header(self) -> tuple[str, ...]:
        rows: list[list[str]] = []
        starts = [1]
        with self._text() as (text, _), self._telling():
            reader = reader_of(text, self.format.delimiter)
            try:
                for row in islice(reader, self.told_header or LOOKED_AT):
                    rows.append(row)
                    starts.append(reader.line_num + 1)
                    if reader.line_num >= self.told_header > 0:
                        break
            except csv.Error:
                if not rows:  # else they tell enough; reading on will name the fault
                    raise
        at = len(rows) - 1 if self.told_header else header_at(rows)
        is_there = starts[-1] > self.told_header
        self._header_line = starts[at] if is_there else self.told_header
        self.titles = titles_in(rows[:at])
        return checked_header(self.name, rows[at] if rows and is_there else (), self._header_line)

    def _reader_at_header(self, text: TextIO) -> Rows:
        reader = reader_of(text, self.format.delimiter)
        while reader.line_num < self._header_line - 1:
            next(reader)
        return reader

    def _detected_delimiter(self) -> str:
        with self._text() as (text, _):
            sample = list(islice(text, _SAMPLE_LINES))
            whole = len(sample) < _SAMPLE_LINES
            sample = sample[max(0, self.told_header - 1) :]
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


def _in_words(error: str) -> str:
    if "field larger" in error:
        return f"a field has more than {LONGEST_FIELD:,} characters"
    if "unexpected end" in error:
        return "a quotation mark is opened and never closed"
    if "expected after" in error:
        return "a quotation mark stands inside a field that is not closed there"
    return error
