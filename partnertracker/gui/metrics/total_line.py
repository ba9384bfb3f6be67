"""The line below a table of rows that says what they come to."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QWidget

from partnertracker.gui.metrics.rows import RowsTable
from partnertracker.gui.theme.controls import label

_SIDE = 12  # where the numbers above stand


class TotalLine(QWidget):
    """Stands below a table, its amount below the column of values.

    Attributes:
        words: what the amount is.
        amount: what the rows come to.
    """

    def __init__(self, rows: RowsTable, parent: QWidget | None = None) -> None:
        """Take the table above."""
        super().__init__(parent)
        self._rows = rows
        self.words = label("Total", "heading")
        self.amount = label(role="heading")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(_SIDE, 4, _SIDE, 0)
        self._line.addWidget(self.words)
        self._line.addStretch(1)
        self._line.addWidget(self.amount)
        self._below_bar = QSpacerItem(0, 0)
        self._line.addItem(self._below_bar)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rows.verticalScrollBar().rangeChanged.connect(self._stand_below_values)

    def _stand_below_values(self, _least: int, most: int) -> None:
        """Keep the amount below its column, also where a scroll bar stands beside that."""
        bar = self._rows.verticalScrollBar().sizeHint().width() if most else 0
        self._below_bar.changeSize(bar, 0)
        self._line.update()
