"""The first rows of a file, as they were read."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from partnertracker.gui.importing.texts import one_line
from partnertracker.gui.theme.controls import tooltip

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class PreviewModel(QAbstractTableModel):
    """Rows of text under their header."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._header: Sequence[str] = ()
        self._rows: Sequence[Sequence[str]] = ()

    def fill(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; a row may be shorter or longer than the header."""
        self.beginResetModel()
        self._header, self._rows = header, rows
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._header)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, on one line."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        row = self._rows[index.row()]
        text = row[index.column()] if index.column() < len(row) else ""
        return one_line(text) if role == Qt.ItemDataRole.DisplayRole else tooltip(one_line(text))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return their name of a column, or the line of a row (the header is line 1)."""
        # a header may still ask for a column of the last file while another one is filled in
        if orientation is Qt.Orientation.Horizontal and section < len(self._header):
            if role == Qt.ItemDataRole.DisplayRole:
                return one_line(self._header[section]) or f"Column {section + 1}"
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
