"""Rows that come once, as columns of texts: those of a sheet or the clipboard, kept to be read again."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from partnertracker.domain.errors import UnusableInputError
from partnertracker.services.importing.chunks import Chunk
from partnertracker.services.importing.headers import LOOKED_AT, checked_header, header_at, titles_in
from partnertracker.services.importing.mapping import FileFormat, with_part
from partnertracker.services.importing.source import Source
from partnertracker.services.importing.spool import Spool
from partnertracker.services.resting import collector_resting

Block: TypeAlias = tuple[int, Sequence[Sequence[str]]]
"""The number of its first row, a table's first row being 1, and its columns, at least one."""

_Kept: TypeAlias = tuple[list[int], list[Sequence[str]]]


class Grid(Source):
    """A table of cells, of which rows and columns may be empty."""

    is_exact = True

    def __init__(
        self,
        name: str,
        blocks: Iterator[Block],
        rows: int,
        known: FileFormat,
        progress: Callable[[float], None],
    ) -> None:
        """Take all rows.

        Args:
            name: what it is called, for people.
            blocks: the rows, all as wide; the header is looked for in the first block.
            rows: how many there are.
            known: its ``header`` is the row of the header, where somebody said which it is.
            progress: told the share done, 0 to 1; what it raises leaves nothing behind.

        Raises:
            UnusableInputError: there is nothing in them, or that row is no header.
        """
        self.name = name
        self._rows = max(1, rows)
        self._kept: Spool[_Kept] = Spool()
        try:
            with collector_resting():
                self._take(blocks, known, progress)
        except BaseException:
            self.close()
            raise

    def chunks(self) -> Iterator[Chunk]:
        """Yield all rows below the header in order, skipping those with nothing in them."""
        for lines, columns in self._kept:
            yield Chunk(lines, [columns[at] for at in self._places], share=lines[-1] / self._rows)

    def close(self) -> None:
        """Let go of what was kept; closing twice is no error."""
        self._kept.close()

    def _take(self, blocks: Iterator[Block], known: FileFormat, progress: Callable[[float], None]) -> None:
        first = next(blocks, None)
        if first is None:
            raise UnusableInputError(f"{self.name} is empty.", "Choose one with a header and rows.")
        number, columns = first
        rows = list(zip(*(column[:LOOKED_AT] for column in columns), strict=True))
        self.told_header = int(known.header or 0)
        at = self.told_header - number if self.told_header else header_at(rows)
        cells = [column[at] for column in columns] if 0 <= at < len(columns[0]) else []
        checked_header(self.name, cells, number + at)
        self.titles = titles_in(rows[:at])
        self.format = with_part(known, "header", str(number + at))
        used = {place for place, cell in enumerate(cells) if cell.strip()}
        below = (number + at + 1, [column[at + 1 :] for column in columns])
        for line, texts in chain([below], blocks):
            used |= {place for place in range(len(cells)) if place not in used and any(texts[place])}
            self._keep(line, texts)
            progress(min(1.0, line / self._rows))
        self._places = sorted(used)
        self.header = checked_header(self.name, [cells[place] for place in self._places], number + at)

    def _keep(self, line: int, columns: Sequence[Sequence[str]]) -> None:
        """Keep the rows that have anything in them."""
        lines = list(range(line, line + len(columns[0])))
        if all("" in column for column in columns):
            rows = zip(lines, zip(*columns, strict=True), strict=True)
            whole = [(number, row) for number, row in rows if any(row)]
            lines = [number for number, _row in whole]
            columns = list(zip(*(row for _number, row in whole), strict=True))
        if lines:
            self._kept.append((lines, list(columns)))
