"""One table as CSV, so that importing it into an empty file gives the same content."""

from collections.abc import Callable
from typing import TextIO

from partnertracker.services.session import Session


def export_table(
    session: Session,
    table: str,
    out: TextIO,
    *,
    bom: bool = False,
    progress: Callable[[float], None] | None = None,
) -> int:
    """Write a table as CSV and return the number of rows.

    ``id`` stands first, each reference by name with ``<name>_id`` beside it, money in plain major units with
    the row's currency, dates ISO; a text that a spreadsheet would take for a formula gets a leading ``'``.

    Args:
        session: the open file.
        table: the contract's table name.
        out: a text stream opened with ``newline=""`` (and UTF-8); lines end in a line feed.
        bom: whether to begin with a byte order mark, for spreadsheets that need it.
        progress: told the share done, 0 to 1; what it raises ends the export.

    Raises:
        UnusableArgumentError: there is no such table.
    """
    raise NotImplementedError
