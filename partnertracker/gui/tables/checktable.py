"""The table in which cells that don't fit are mended."""

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tables import shape_cells, show_plain_tips

_WIDTHS = (180, 120, 120, 150)
_Hint = QAbstractItemDelegate.EndEditHint
_AHEAD = {_Hint.SubmitModelCache: 1, _Hint.EditNextItem: 1, _Hint.EditPreviousItem: -1}


class CheckTable(QTableView):
    """The cells of a check."""

    left = Signal(bool)
    """The current cell is to stay as it is; True: its whole row is to be left out."""

    def __init__(self) -> None:
        """Start without a model."""
        super().__init__()
        shape_cells(self, "Cells to check")
        self.setStyleSheet("QTableView::item { padding: 0 6px; }")  # Qt adds 3 of its own: under the heads
        show_plain_tips(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setAccessibleName("Columns")
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)

    def setModel(self, model: QAbstractTableModel) -> None:  # type: ignore[override]
        """Show a model with columns as wide as what usually stands in them."""
        super().setModel(model)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, scaled(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave a cell as it is with Del, a row out with Ctrl+Del, edit with Enter."""
        editing = self.state() is QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_Delete and not editing:
            self.left.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not editing:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the cell that follows after Enter; with Tab type in it at once."""
        current = self.currentIndex()
        stayed = self.indexAt(editor.geometry().center()).row() == current.row()  # not left by a click
        super().closeEditor(editor, _Hint.NoHint if hint in _AHEAD else hint)
        if stayed and hint in _AHEAD and self.go_on(_AHEAD[hint]) and hint is not _Hint.SubmitModelCache:
            self.edit(self.currentIndex())

    def go_on(self, by: int = 1) -> bool:
        """Go to the cell that follows, or the one before; return whether there is one."""
        current = self.currentIndex()
        ahead = current.sibling(current.row() + by, current.column())
        if ahead.isValid():
            self.setCurrentIndex(ahead)
        return ahead.isValid()
