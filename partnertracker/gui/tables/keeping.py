"""Keeping cells chosen while their rows are ordered anew."""

from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView

from partnertracker.gui.tables.chosen import Area, areas_of, rows_in, selection_of
from partnertracker.gui.tables.model import TableModel

_FOLLOWED = 10_000
_Flag = QItemSelectionModel.SelectionFlag


class _Kept(NamedTuple):
    """What was current and chosen: rows by key, columns by section.

    Chosen are the rows together that have the same columns chosen.
    """

    key: int = 0
    row: int = -1
    section: int = 0
    chosen: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()


class Keeping:
    """Remembers which cells are chosen, and chooses them again wherever their rows stand then."""

    def __init__(self, table: QTableView, rows: TableModel) -> None:
        """Take the table and the model of its rows."""
        self._table = table
        self._rows = rows
        self._kept = _Kept()
        self._to_top = False

    def begin_at_top(self) -> None:
        """Show the first rows of the next order: it was asked for to see what comes first in it."""
        self._to_top = True

    def remember(self) -> None:
        """Note what is chosen."""
        current, rows = self._table.currentIndex(), self._rows
        if not current.isValid():
            self._kept = _Kept()
            return
        alike: dict[tuple[int, ...], list[Area]] = {}
        for area in areas_of(self._table):
            alike.setdefault(tuple(range(area.left, area.right + 1)), []).append(area)
        count = rows.rowCount()
        chosen = (
            (tuple(map(rows.key, rows_in(areas, count)[:_FOLLOWED].tolist())), sections)
            for sections, areas in alike.items()
        )
        self._kept = _Kept(rows.key(current.row()), current.row(), current.column(), tuple(chosen))

    def recall(self) -> bool:
        """Choose it again; tells whether the current row is gone and another one took its place.

        A row that is gone from the file leaves its place to the next one; one that filters hide does not.
        """
        key, place, section, chosen = self._kept
        rows = self._rows
        row = rows.row_of(key) if key else -1
        gone = bool(key) and rows.facts[rows.table].positions_of([key])[0] < 0
        if gone and rows.rowCount():
            row = min(place, rows.rowCount() - 1)
        section = min(section, rows.columnCount() - 1)
        selection = QItemSelection()
        for keys, sections in chosen:
            some = selection_of(self._table, tuple(rows.rows_of_keys(keys)), sections)
            selection.merge(some, _Flag.Select)
        model = self._table.selectionModel()
        if row >= 0:
            model.setCurrentIndex(rows.index(row, section), _Flag.NoUpdate)
            if selection.isEmpty():
                selection = selection_of(self._table, (row,), (section,))
        model.select(selection, _Flag.ClearAndSelect)
        if self._to_top:
            self._to_top = False
            self._table.scrollToTop()
        return gone
