"""How tables and lists look and what they tell under the pointer, wherever they stand."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip

from partnertracker.gui.theme.controls import tooltip
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import ROW


def shape_rows(table: QTableView, name: str) -> None:
    """Make a table one of rows of a line each, of which one is chosen; it has no frame and no grid.

    Args:
        table: has its model already.
        name: what it is called for who can't see it.
    """
    table.setAccessibleName(name)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setTabKeyNavigation(False)
    rows, columns = table.verticalHeader(), table.horizontalHeader()
    rows.setAccessibleName("Rows")
    rows.hide()
    rows.setDefaultSectionSize(scaled(ROW))
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    columns.setAccessibleName("Columns")
    columns.setHighlightSections(False)
    columns.setSectionsClickable(False)
    show_plain_tips(table)


def shape_cells(table: QTableView, name: str) -> None:
    """Make a table one of cells that are typed in: by Enter, F2 or a double click, or by just typing.

    Args:
        table: shaped with its model or without.
        name: what it is called for who can't see it.
    """
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    table.setEditTriggers(
        QAbstractItemView.EditTrigger.DoubleClicked
        | QAbstractItemView.EditTrigger.EditKeyPressed
        | QAbstractItemView.EditTrigger.AnyKeyPressed
    )
    rows = table.verticalHeader()
    rows.setAccessibleName("Rows")
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(scaled(ROW))
    rows.setDefaultSectionSize(scaled(ROW))


def show_plain_tips(view: QAbstractItemView) -> None:
    """Have a view show tooltips as the plain text they are: Qt would read markup in somebody's name."""
    view.viewport().installEventFilter(_Tips(view))


def side(*, right: bool) -> int:
    """Return how the text of a cell is aligned: numbers at the right, words at the left."""
    at = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return int(at | Qt.AlignmentFlag.AlignVCenter)


class _Tips(QObject):
    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        text = self._view.indexAt(event.pos()).data(Qt.ItemDataRole.ToolTipRole)
        QToolTip.showText(event.globalPos(), tooltip(str(text or "")), self._view)
        return True
