"""Which row of a table holds the names of its columns: titles may stand above it."""

import re
from collections.abc import Sequence
from statistics import median_low

from partnertracker.domain.errors import UnusableInputError
from partnertracker.services.importing.content import NoTextError
from partnertracker.services.workbook import MOST_COLUMNS

LOOKED_AT = 50
"""As many rows are judged by."""

_MOSTLY = 0.6
_LETTER = re.compile(r"[^\W\d_]")


def header_at(rows: Sequence[Sequence[str]]) -> int:
    """Return which of a table's first rows is the header: the first that fills most of the usual columns.

    It holds words. Where no row is like that, the first.
    """
    filled = [sum(1 for cell in row if cell.strip()) for row in rows[:LOOKED_AT]]
    usual = median_low([count for count in filled if count] or [0])
    enough = max(min(usual, 2), _MOSTLY * usual)
    full = (at for at, count in enumerate(filled) if count >= enough)
    return next((at for at in full if any(map(_LETTER.search, rows[at]))), 0)


def titles_in(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return what stands in the rows above a header, a text for each that has anything in it."""
    texts = (" · ".join(cell.strip() for cell in row if cell.strip()) for row in rows)
    return tuple(filter(None, texts))


def checked_header(name: str, cells: Sequence[str], row: int = 1) -> tuple[str, ...]:
    """Return the names of a table's columns; raises UnusableInputError when that row can't be a header."""
    header = tuple(each.strip() for each in cells)
    if not any(header):
        place = "its first line" if row == 1 else f"row {row}"
        raise UnusableInputError(f"{name} has no header in {place}.", "Add the column names.")
    if len(header) > MOST_COLUMNS:
        raise UnusableInputError(f"{name} has {len(header)} columns; {MOST_COLUMNS} is the most.")
    if any("\0" in each for each in header):
        raise NoTextError(f"{name} is not a text file.", "Export it as CSV in UTF-8.")
    return header
