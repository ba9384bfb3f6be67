"""Going on by a month where rows are entered month by month: costs and the company's revenue."""

from collections.abc import Sequence

from partnertracker.domain.fields import Entity, Kind, Row
from partnertracker.services.editing.checking import SYSTEM, completed
from partnertracker.services.editing.edit import Edit
from partnertracker.services.editing.rows import add
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session

_DECEMBER = 12


def month_field(kind: Entity) -> str:
    """Return the name of the field that holds the month of a row; empty: rows of the table have none."""
    return next((field.name for field in kind.fields if field.kind is Kind.MONTH), "")


def month_after(month: str) -> str:
    """Return the month after a month, both as ``YYYY-MM``."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1:04}-01" if number == _DECEMBER else f"{year:04}-{number + 1:02}"


def add_next_month(session: Session, table: str, keys: Sequence[int]) -> Edit:
    """Copy rows of a month to the month after it: “Add 5 costs of 2026-12”; notes stay with the old month.

    Running it raises InvalidRowsError where a copy can't stand beside what is there.
    """
    kind, context = session.kind(table), session.context
    month = month_field(kind)
    originals = session.rows(table, keys)
    copies = [_copied(kind, month, row) for row in originals]
    words = kind.singular.lower() if len(copies) == 1 else f"{len(copies)} {kind.plural.lower()}"

    def operation(writer: Writer) -> None:
        for copy in copies:
            add(writer, kind, completed(kind, copy, context), context)

    months = sorted({str(copy[month]) for copy in copies})
    return Edit(f"Add {words} of {', '.join(months)}", operation)


def _copied(kind: Entity, month: str, row: Row) -> Row:
    long = {field.name for field in kind.fields if field.kind is Kind.LONG_TEXT}
    kept = {name: value for name, value in row.items() if name not in SYSTEM | long}
    return {**kept, month: month_after(str(row[month]))}
