"""The cells of a plan that don't fit, or all of them, as the table shows them."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Kind, Value
from partnertracker.gui import formats
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing.blocks import BlockPlan, PlannedCell

_HEADS = ("Row", "Column", "Was", "Becomes", "What doesn't fit")
_ROW, _COLUMN, _WAS, BECOMES, _WHY = range(5)
_Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex


class CheckModel(QAbstractTableModel):
    """Cells of a plan: those that do not fit, or all of them.

    Attributes:
        plan: the one shown, without the rows that are left out since.
        cells: those shown.
    """

    mended = Signal(int, str, str)
    """Another text was typed for a cell: row of the block, field, text."""

    def __init__(self, theme: Theme, wording: Wording, plan: BlockPlan) -> None:
        """Start without cells of a plan; ``show_cells`` fills it."""
        super().__init__()
        self._theme = theme
        self._wording = wording
        self.plan = plan
        self._typed: dict[tuple[int, str], str] = {}
        self.cells: list[PlannedCell] = []

    def show_cells(self, plan: BlockPlan, cells: list[PlannedCell], at: int) -> int:
        """Show some cells of a plan; return where the one at ``at`` stands, or the one after it."""
        following = [*self.cells[max(at, 0) :], *reversed(self.cells[: max(at, 0)])]
        places = {_place(cell): row for row, cell in enumerate(cells)}
        self.beginResetModel()
        self.plan = plan
        self._typed.clear()
        self.cells = cells
        self.endResetModel()
        return next((places[_place(cell)] for cell in following if _place(cell) in places), 0)

    def leave(self, at: int) -> None:
        """Show at once that a cell stays as it is."""
        cell = self.cells[at]
        self._typed[_place(cell)] = self._words(cell, _WAS)
        self.dataChanged.emit(self.index(at, BECOMES), self.index(at, BECOMES))

    def leave_out(self, row: int) -> None:
        """Show at once that a row of the block is left out; those after it move up."""
        places = [at for at, cell in enumerate(self.cells) if cell.row == row]
        self.beginRemoveRows(QModelIndex(), places[0], places[-1])
        self.cells = _without(row, self.cells)
        names = self.plan.names
        cells = tuple(_without(row, self.plan.cells))
        self.plan = self.plan._replace(names=names[:row] + names[row + 1 :], cells=cells)
        self._typed = {(at - (at > row), name): text for (at, name), text in self._typed.items() if at != row}
        self.endRemoveRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of cells."""
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Return a column's head."""
        return (
            _HEADS[section]
            if role == _Role.DisplayRole and orientation is Qt.Orientation.Horizontal
            else None
        )

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """Return the words of one place, red where a cell does not fit."""
        cell, column = self.cells[index.row()], index.column()
        if role == _Role.ForegroundRole and cell.sentence and column in {BECOMES, _WHY}:
            return self._theme.tokens.red.text
        if role not in {_Role.DisplayRole, _Role.EditRole, _Role.ToolTipRole}:
            return None
        return self._words(cell, column).replace("\n", " ")

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the new text of a cell be typed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == BECOMES else flags

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        """Take another text for a cell."""
        cell = self.cells[index.row()]
        if role != _Role.EditRole or str(value) == self._words(cell, BECOMES):
            return False
        self._typed[_place(cell)] = str(value)
        self.mended.emit(cell.row, cell.field.name, str(value))
        return True

    def _words(self, cell: PlannedCell, column: int) -> str:
        if column == _ROW:
            new = f"New {entity(self.plan.block.table).singular.lower()}"
            name = self.plan.names[cell.row]
            return name or f"{new}, row {cell.row + 1}"
        if column == _COLUMN:
            return cell.field.label
        if column == _WAS:
            return self._text(cell, cell.before)
        if column == BECOMES:
            known = cell.text if cell.sentence and cell.text else self._text(cell, cell.after)
            return self._typed.get(_place(cell), known)
        return formats.with_spoken_days(cell.sentence)

    def _text(self, cell: PlannedCell, value: Value) -> str:
        if cell.field.kind in {Kind.REFERENCE, Kind.SCOPE}:
            return str(value or "")
        return self._wording.text(cell.field, value)


def _place(cell: PlannedCell) -> tuple[int, str]:
    return cell.row, cell.field.name


def _without(row: int, cells: Iterable[PlannedCell]) -> list[PlannedCell]:
    return [cell._replace(row=cell.row - (cell.row > row)) for cell in cells if cell.row != row]
