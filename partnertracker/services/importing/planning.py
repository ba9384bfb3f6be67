"""What an import would do, before anything is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from partnertracker.domain.fields import Row
from partnertracker.services.importing.mapping import ImportMapping
from partnertracker.services.importing.rejects import Rejection
from partnertracker.services.importing.source import Source
from partnertracker.services.session import Session


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What is to be imported, and how.

    Attributes:
        source: the file.
        mapping: its columns; its table is the one imported into.
        mode: ``create``, ``update`` or ``both``.
        match: the field that makes a row the same row; empty: the mapping's, else the table's own.
        create_partners: whether a partner that is named and not there is added in the same step.
    """

    source: Source
    mapping: ImportMapping
    mode: str = "both"
    match: str = ""
    create_partners: bool = False


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that is there already and would change.

    Attributes:
        line: where it stands in the file.
        key: the row's key.
        name: what a person calls the row.
        before, after: disk values of the fields that change.
    """

    line: int
    key: int
    name: str
    before: Row
    after: Row


class Plan:
    """What an import would do. Close it when done with it: it keeps what it read in a temporary file.

    Attributes:
        table: the table imported into.
        new, changed, same, rejected: counts of rows.
        ignored: headers of the file that the mapping doesn't use.
        partners: names of the partners that would be added.
    """

    table: str
    new: int
    changed: int
    same: int
    rejected: int
    ignored: tuple[str, ...]
    partners: tuple[str, ...]

    def rejections(self) -> Iterator[Rejection]:
        """Yield every rejected row in the order of the file."""
        raise NotImplementedError

    def changes(self) -> Iterator[RowChange]:
        """Yield every row that would change, in the order of the file."""
        raise NotImplementedError

    def additions(self) -> Iterator[Row]:
        """Yield every new row as disk values."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the temporary file; closing twice is no error."""
        raise NotImplementedError


def plan(session: Session, request: ImportRequest, progress: Callable[[float], None] | None = None) -> Plan:
    """Read the whole file and work out what importing it would do; nothing is written.

    Args:
        session: the open file.
        request: what is imported and how.
        progress: told the share done, 0 to 1; what it raises ends the plan.

    Raises:
        UndecidedError: dates or numbers can be read in two ways.
        UnusableInputError: the mapping doesn't fit the file, or the file can't be read as rows.
        UnusableArgumentError: no such table, mode or field to match by.
    """
    raise NotImplementedError
