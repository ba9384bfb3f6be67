"""The rows of a delimited text as columns, some thousand rows at a time."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol, TextIO

LONGEST_FIELD = 1_000_000
"""Characters."""

_AT_ONCE = 1 << 18
"""Characters that are read at a time: few enough for their cells to stay in the processor's caches."""

_QUOTE = '"'
_LONE_RETURN = re.compile(r"\r(?!\n)")


class Rows(Protocol):
    """What ``csv.reader`` returns, which has no public name."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a file.

    Attributes:
        lines: the line on which each row starts, the file's first line being 1.
        cells: the columns, as many as the header has, each with a text for every row.
        ragged: the rows that have more or fewer cells, with their lines.
        share: how much of the file has been read by now, 0 to 1.
    """

    lines: Sequence[int]
    cells: Sequence[Sequence[str]]
    ragged: Sequence[tuple[int, list[str]]] = ()
    share: float = 0.0

    def row(self, at: int) -> list[str]:
        """Return the cells of one row."""
        return [column[at] for column in self.cells]

    @property
    def rows(self) -> Iterator[tuple[str, ...]]:
        """The rows, each as its cells."""
        return zip(*self.cells, strict=True)


def reader_of(lines: Iterator[str] | TextIO, delimiter: str) -> Rows:
    """Return what tells apart the rows of some lines; it refuses what others would swallow."""
    csv.field_size_limit(LONGEST_FIELD)  # the module knows only one limit for the whole process
    return csv.reader(lines, delimiter=delimiter, strict=True)


def chunks_of(text: TextIO, delimiter: str, width: int, line: int) -> Iterator[Chunk]:
    """Yield the rows of a text from here on, skipping those with nothing in them.

    Args:
        text: opened with ``newline=""``, at the start of a row.
        delimiter: stands between cells.
        width: how many cells a row has to have.
        line: the number of the text's next line.

    Raises:
        csv.Error: from some line on it can't be read as rows.
    """
    while block := text.read(_AT_ONCE):
        block += text.readline()
        cells = _plain_cells(block, delimiter, width)
        if cells is not None:
            count = len(cells[0])
            yield Chunk(range(line, line + count), cells)
            line += count
        else:
            chunk, end = _closer_look(block, text, delimiter, width, line)
            yield chunk
            line = end


def _plain_cells(block: str, delimiter: str, width: int) -> list[tuple[str, ...]] | None:
    """Return the columns of whole lines of which each is a row of this width, or None when some are not.

    Cutting lines at delimiters takes half the time that ``csv.reader`` does.
    """
    if _QUOTE in block or len(block) > LONGEST_FIELD:
        return None
    if "\r" in block:
        if _LONE_RETURN.search(block):
            return None
        block = block.replace("\r", "")  # three times as fast as to replace both signs by one
    lines = block.removesuffix("\n").split("\n")
    try:
        cells = list(zip(*[line.split(delimiter) for line in lines], strict=True))
    except ValueError:
        return None
    may_be_blank = all("" in column for column in cells)
    return None if len(cells) != width or may_be_blank else cells


def _closer_look(block: str, text: TextIO, delimiter: str, width: int, line: int) -> tuple[Chunk, int]:
    """Return the rows of whole lines, the last of which may go on in the text, and the next line's number."""
    lines = io.StringIO(block, newline="")
    reader = reader_of(chain(lines, text), delimiter)
    rows: list[list[str]] = []
    starts: list[int] = []
    while lines.tell() < len(block):
        starts.append(line + reader.line_num)
        rows.append(next(reader))
    whole: list[list[str]] = []
    numbers: list[int] = []
    ragged: list[tuple[int, list[str]]] = []
    for start, row in zip(starts, rows, strict=True):
        if len(row) > width and not any(row[width:]):
            del row[width:]  # some programs end every row with delimiters
        if len(row) != width:
            if row:
                ragged.append((start, row))
        elif any(row):
            numbers.append(start)
            whole.append(row)
    cells = list(zip(*whole, strict=True)) if whole else [()] * width
    return Chunk(numbers, cells, ragged), line + reader.line_num
