"""Where the fields of a form stand; what is not named here stands under "More fields"."""

from collections.abc import Mapping
from typing import TypeAlias

from PySide6.QtWidgets import QGridLayout

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Kind

Line: TypeAlias = tuple[tuple[str, int], ...]
"""Fields beside each other: the name and how many of ``COLUMNS`` it takes."""

COLUMNS = 6

FIELD_GAP = 14
"""The room between fields beside each other."""

INFLUENCES = "influences"
"""Not a field: the partners that influenced a deal."""

LINES: Mapping[str, tuple[Line, ...]] = {
    "deals": (
        (("name", 6),),
        (("customer", 6),),
        (("source_partner", 3), (INFLUENCES, 3)),
        (("stage", 3), ("probability", 3)),
        (("closed_on", 3), ("lost_reason", 3)),
        (("value", 4), ("currency", 2)),
        (("created_on", 3), ("qualified_on", 3)),
        (("expected_close_on", 3), ("registered_on", 3)),
        (("manager", 3),),
        (("notes", 6),),
    ),
    "partners": (
        (("name", 6),),
        (("type", 3), ("tier", 3)),
        (("stage", 3), ("region", 3)),
        (("manager", 3), ("joined_on", 3)),
        (("contact_name", 3), ("contact_phone", 3)),
        (("contact_email", 6),),
        (("website", 6),),
        (("notes", 6),),
    ),
}


def lines_of(table: str) -> tuple[Line, ...]:
    """Return the lines of a table's form; where none are laid out, every field, two to a line."""
    if table in LINES:
        return LINES[table]
    lines: list[list[tuple[str, int]]] = []
    for field in entity(table).fields:
        width = COLUMNS if field.kind is Kind.LONG_TEXT else COLUMNS // 2
        if not lines or sum(taken for _, taken in lines[-1]) + width > COLUMNS:
            lines.append([])
        lines[-1].append((field.name, width))
    return tuple(tuple(line) for line in lines)


def field_grid(columns: int) -> QGridLayout:
    """Return a grid of equal columns for the fields of a form."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(FIELD_GAP)
    grid.setVerticalSpacing(10)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return grid


ONLY_AFTER: Mapping[str, frozenset[str]] = {
    "closed_on": frozenset({"won", "lost"}),
    "lost_reason": frozenset({"lost"}),
}
"""Fields of a deal that show while its stage has one of these outcomes, or something stands in them."""
