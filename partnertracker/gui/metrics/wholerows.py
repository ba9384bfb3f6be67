"""Room for a table of rows, of which the last one on screen is never cut."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget


class WholeRows(QWidget):
    """Gives its table as much of its own height as whole rows take; all rows are equally high."""

    def __init__(self, table: QTableView) -> None:
        """Take the table."""
        super().__init__()
        self._table = table
        table.setParent(self)

    def sizeHint(self) -> QSize:
        """Return what the table asks for."""
        return self._table.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return what the table needs."""
        return self._table.minimumSizeHint().expandedTo(self._table.minimumSize())

    def event(self, event: QEvent) -> bool:
        """Pass it on when the table needs another room."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave below the table what is no whole row."""
        super().resizeEvent(event)
        rows = self.height() - self._table.horizontalHeader().sizeHint().height()
        spare = max(0, rows) % self._table.verticalHeader().defaultSectionSize()
        self._table.setGeometry(0, 0, self.width(), self.height() - spare)
