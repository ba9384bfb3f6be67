"""Which cells of a table are chosen, and how they are painted."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt
from PySide6.QtWidgets import QTableView

from partnertracker.domain.columns import Array

_Flag = QItemSelectionModel.SelectionFlag


class Area(NamedTuple):
    """A rectangle of chosen cells: rows and columns of the model, all of them inclusive."""

    top: int
    bottom: int
    left: int
    right: int


class Chosen(NamedTuple):
    """Chosen cells.

    Attributes:
        rows: those that have a chosen cell, ascending.
        sections: the columns in sight that have a chosen cell, from left to right as on screen.
        areas: the rectangles that they make up.
    """

    rows: tuple[int, ...] = ()
    sections: tuple[int, ...] = ()
    areas: tuple[Area, ...] = ()

    @property
    def cells(self) -> Array:
        """Whether each cell is chosen: of shape rows by sections."""
        rows, sections = np.array(self.rows), np.array(self.sections)
        cells = np.zeros((rows.size, sections.size), dtype=bool)
        for top, bottom, left, right in self.areas:
            first, after = np.searchsorted(rows, (top, bottom + 1))
            cells[first:after] |= (left <= sections) & (sections <= right)
        return cells

    @property
    def is_block(self) -> bool:
        """Whether the same columns are chosen in all of the rows."""
        return bool(self.cells.all())


def areas_of(table: QTableView) -> list[Area]:
    """Return the rectangles of chosen cells."""
    selection = table.selectionModel().selection()
    parts = (selection.at(i) for i in range(selection.count()))
    return [Area(part.top(), part.bottom(), part.left(), part.right()) for part in parts]


def chosen_in(table: QTableView) -> Chosen:
    """Return the chosen cells; with none chosen, the current one."""
    areas, current = areas_of(table), table.currentIndex()
    if not areas and current.isValid():
        areas = [Area(current.row(), current.row(), current.column(), current.column())]
    sections = {each for area in areas for each in range(area.left, area.right + 1)}
    return Chosen(
        tuple(rows_in(areas, table.model().rowCount()).tolist()),
        tuple(each for each in shown_sections(table) if each in sections),
        tuple(areas),
    )


def rows_in(areas: Sequence[Area], count: int) -> Array:
    """Return the rows, of so many there are, that lie in any of the areas, ascending."""
    chosen = np.zeros(count, dtype=bool)
    for area in areas:
        chosen[area.top : area.bottom + 1] = True
    return np.flatnonzero(chosen)


def shown_sections(table: QTableView) -> list[int]:
    """Return the columns in sight, from left to right as on screen."""
    header = table.horizontalHeader()
    order = (header.logicalIndex(i) for i in range(header.count()))
    return [section for section in order if not header.isSectionHidden(section)]


def choose_rows(table: QTableView, *, add: bool) -> None:
    """Choose whole rows: those of the chosen cells, or ``add`` the current one and take it out again."""
    current, model = table.currentIndex(), table.selectionModel()
    if not current.isValid():
        return
    if add:
        chosen = model.isRowSelected(current.row())
        model.select(current, (_Flag.Deselect if chosen else _Flag.Select) | _Flag.Rows)
        return
    model.select(selection_of(table, chosen_in(table).rows), _Flag.ClearAndSelect)


def selection_of(table: QTableView, rows: Sequence[int], sections: tuple[int, ...] = ()) -> QItemSelection:
    """Return a selection of rows (ascending) in some columns (none: in all), in as few parts as possible."""
    model = table.model()
    columns = _runs(tuple(sorted(sections))) or [(0, model.columnCount() - 1)]
    selection = QItemSelection()
    for top, bottom in _runs(rows):
        for left, right in columns:
            selection.select(model.index(top, left), model.index(bottom, right))
    return selection


def next_to_type_in(table: QTableView, index: QModelIndex, step: int) -> QModelIndex:
    """Return the nearest cell that can be typed in, as one reads (step 1) or back (-1); else the same one."""
    model, shown = table.model(), shown_sections(table)
    place = index.row() * len(shown) + shown.index(index.column()) + step
    while 0 <= place < model.rowCount() * len(shown):
        row, at = divmod(place, len(shown))
        found = model.index(row, shown[at])
        if model.flags(found) & Qt.ItemFlag.ItemIsEditable:
            return found
        place += step
    return index


class Ground:
    """What lies under the cells while a part of the table is painted."""

    def __init__(self, table: QTableView, first: int, last: int) -> None:
        """Look up which cells of the rows from first to last are chosen."""
        self._areas = [each for each in areas_of(table) if each.bottom >= first and each.top <= last]
        self._columns = table.model().columnCount()
        current = table.currentIndex()
        one = chosen_is_one_cell(table)
        self._current = current.row() if current.isValid() and one else -1

    def whole(self, row: int) -> bool:
        """Tell whether a row is painted from end to end: it is chosen, or has the only chosen cell."""
        return row == self._current or any(
            each.top <= row <= each.bottom and each.left == 0 and each.right == self._columns - 1
            for each in self._areas
        )

    def cell(self, row: int, section: int) -> bool:
        """Tell whether a cell is chosen."""
        return any(
            each.top <= row <= each.bottom and each.left <= section <= each.right for each in self._areas
        )


def chosen_is_one_cell(table: QTableView) -> bool:
    """Tell whether not more than one cell is chosen."""
    areas = areas_of(table)
    return not areas or (
        len(areas) == 1 and areas[0].top == areas[0].bottom and areas[0].left == areas[0].right
    )


def frame_of(table: QTableView) -> QRect:
    """Return the rectangle around a block of cells, empty where it isn't one block or only whole rows."""
    areas = areas_of(table)
    if chosen_is_one_cell(table) or len({(each.top, each.bottom) for each in areas}) != 1:
        return QRect()
    model, (top, bottom) = table.model(), areas[0][:2]
    sections = [each for each in shown_sections(table) if any(a.left <= each <= a.right for a in areas)]
    if not sections or len(sections) == len(shown_sections(table)):
        return QRect()
    corners = [(row, section) for row in (top, bottom) for section in (sections[0], sections[-1])]
    frame = QRect()
    for row, section in corners:
        frame = frame.united(table.visualRect(model.index(row, section)))
    return frame


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return ascending numbers as runs without gaps, each from first to last."""
    if isinstance(numbers, range) and numbers:
        return [(numbers[0], numbers[-1])]
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
