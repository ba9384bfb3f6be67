"""What every list to import is read as, whatever it came as: a header, and rows of texts below it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from partnertracker.services.importing.chunks import Chunk
from partnertracker.services.importing.mapping import FileFormat


class Source(ABC):
    """A table of texts that can be read as often as needed. Close it when done with it.

    Attributes:
        name: what it is called, for people: the file's name.
        size: in bytes, of a file of text; 0 for others.
        path: where a file of text lies; None for what came in another way.
        format: how it is written, as detected or given; what was not detected yet, as given.
        header: the names of its columns.
        titles: what stands above the header.
        sheets: the names of the sheets there are to choose from; none where there are no sheets.
        is_exact: whether its numbers are those behind cells, written plainly whatever its texts are like.
        told_header: the row of the header where somebody said which it is, else 0.
    """

    name: str
    size: int = 0
    path: Path | None = None
    format: FileFormat
    header: tuple[str, ...]
    titles: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    is_exact: bool = False
    told_header: int = 0

    @abstractmethod
    def chunks(self) -> Iterator[Chunk]:
        """Yield all rows below the header in order, skipping those with nothing in them.

        Raises:
            UnusableInputError: from some line on the file can't be read as rows.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of what was copied aside; closing twice is no error."""

    def preview(self, rows: int = 20) -> list[tuple[str, ...]]:
        """Return the first rows below the header."""
        return list(islice((row for chunk in self.chunks() for row in chunk.rows), rows))

    def about_rows(self) -> int:
        """Return about how many rows there are, going by the first ones."""
        first = next(self.chunks(), None)
        return 0 if first is None else round(len(first.lines) / first.share)
