"""Copying, cutting, pasting and clearing blocks of the amounts of a year."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTableView

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.late import service
from partnertracker.gui.months.model import SUM, MonthsModel
from partnertracker.gui.tables.blockwork import BlockWork, on_clipboard, put_on_clipboard
from partnertracker.gui.tables.chosen import chosen_in
from partnertracker.gui.tables.doing import Doing
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.by_month import Line, months_block
from partnertracker.services.editing.blocks import Block
from partnertracker.services.editing.clips import Clip, Clips
from partnertracker.services.session import Session

_PASTING = Doing("Paste", "pasted", "into", only="amount")
_CLEARING = Doing("Clear", "cleared", "in", only="amount")
_CUTTING = Doing("Cut", "cut", "from", only="amount")


class MonthBlocks(BlockWork):
    """Blocks of amounts: as many lines and months as were chosen, or from the first one on."""

    changing = Signal(object)
    """Amounts of some lines are about to change: the lines."""

    def __init__(self, desk: Desk, table: QTableView, model: MonthsModel, theme: Theme) -> None:
        """Take the table whose cells are chosen, and the model with their amounts."""
        super().__init__(desk, table, theme)
        self._months = model

    def copy(self) -> None:
        """Put the chosen cells on the clipboard."""
        chosen = chosen_in(self._table)
        if chosen.rows:
            clips = ((self._months.clip(row, column) for column in chosen.sections) for row in chosen.rows)
            put_on_clipboard(tuple(map(tuple, clips)))

    def paste(self) -> None:
        """Put what is on the clipboard into the chosen months."""
        text, html = on_clipboard()
        chosen, year, table = chosen_in(self._table), self._months.year, self._months.table
        if not chosen.rows:
            return
        lines = [self._months.line(row) for row in range(self._months.rowCount())]

        def make(session: Session) -> Block:
            clips = service("editing.clip_reading:read_clips")(text, html)
            return months_block(session, table, year, _spread(clips, lines, chosen.rows, chosen.sections))

        self.changing.emit([lines[row] for row in chosen.rows])
        self.begin(_PASTING, make)

    def cut(self) -> None:
        """Put the chosen cells on the clipboard, and delete the amounts of the chosen months."""
        if not self._desk.read_only:
            self.copy()
        self._empty(_CUTTING)

    def clear(self) -> None:
        """Delete the amounts of the chosen months."""
        self._empty(_CLEARING)

    def _empty(self, doing: Doing) -> None:
        """Delete the amounts of the chosen months; one that is the sum of several rows stays."""
        chosen, months = chosen_in(self._table), self._months
        year, table = months.year, months.table
        cells = [
            (months.line(row), column - 1, Clip(""))
            for row in chosen.rows
            for column in chosen.sections
            if months.takes(row, column) and months.amount(row, column) is not None
        ]
        if cells:
            self.changing.emit([line for line, _, _ in cells])
            self.begin(doing, lambda session: months_block(session, table, year, cells))
        places = (months.index(row, column) for row in chosen.rows for column in chosen.sections)
        left = left_sums(sum(bool(months.sum_of(place)) for place in places))
        if left and not self._desk.read_only:
            self.told.emit(left)


def left_sums(count: int) -> str:
    """Return that so many sums are not changed; empty: none."""
    these = "is left as it is" if count == 1 else "are left as they are"
    sums = formats.counted(count, "sum of several entries", "sums of several entries")
    return f"{sums} {these}: change the entries in the table." if count else ""


def _spread(
    clips: Clips, lines: Sequence[Line], rows: Sequence[int], columns: Sequence[int]
) -> list[tuple[Line, int, Clip]]:
    """Return the cells with the line and the month that each goes to; names and sums take nothing.

    Raises:
        UnusableArgumentError: there is nothing to paste, more than there is room for, or no month to take it.
    """
    if not clips:
        raise UnusableArgumentError("There are no cells to paste on the clipboard.", "Copy some cells first.")
    height, width = len(clips), len(clips[0])
    if len(rows) % height or len(columns) % width:
        rows, columns = range(rows[0], rows[0] + height), range(columns[0], columns[0] + width)
    if rows[-1] >= len(lines) or columns[-1] > SUM:
        raise UnusableArgumentError(
            f"The cells to paste, {height} × {width}, go beyond the lines and months that there are.",
            "Choose a cell further up or left, or add lines first.",
        )
    cells = [
        (lines[row], column - 1, clips[down % height][across % width])
        for down, row in enumerate(rows)
        for across, column in enumerate(columns)
        if 0 < column < SUM
    ]
    if not cells:
        raise UnusableArgumentError("Only months take amounts.", "Choose a month.")
    return cells
