"""What both lists of the history have: newest lines first, some hundred at a time, of a table or of all."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.domain.entities import ENTITIES
from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.elided import ChoiceBox
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import STEP

PAGE = 200
_TABLE_WIDTH = 190


class NewestFirst(QWidget):
    """A list under the choice of a table; a button reads older lines.

    Attributes:
        rows: the list.
        table: the choice of a table; its data is the table's name, empty for all.
        none: what is said instead of an empty list.
        older: the button.
        limit: how many lines are wanted; one more tells that there are older ones.
    """

    wanted = Signal()
    """Lines are to be read: of another table, or older ones."""

    def __init__(self, rows: TextsTable, beside: QWidget, none: str, older: str) -> None:
        """Begin empty; ``beside`` stands beside the choice of a table."""
        super().__init__()
        self.limit = PAGE
        self.rows = rows
        self.table = _tables_box()
        self.none = label(none, "muted")
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.older = button(older)
        self.table.currentIndexChanged.connect(self.begin_anew)
        self.older.clicked.connect(self._read_older)
        head = QHBoxLayout()
        head.addWidget(beside, 1)
        head.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * STEP)
        layout.addLayout(head)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.none, 1)
        layout.addWidget(self.older)
        self.none.hide()

    @property
    def table_name(self) -> str:
        """The table whose lines are wanted, empty for all."""
        return str(self.table.currentData())

    def begin_anew(self) -> None:
        """Want the newest lines alone."""
        self.limit = PAGE
        self.wanted.emit()

    def show_lines(self, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """Show what was read, up to the limit."""
        self.older.setVisible(len(lines) > self.limit)
        self.rows.setVisible(bool(lines))
        self.none.setVisible(not lines)
        self.rows.show_lines(columns, lines[: self.limit])

    def _read_older(self) -> None:
        self.limit += PAGE
        self.wanted.emit()


def _tables_box() -> QComboBox:
    box = ChoiceBox()
    box.setAccessibleName("Table")
    box.setMinimumWidth(scaled(_TABLE_WIDTH))
    box.addItem("All tables", "")
    for each in ENTITIES:
        box.addItem(each.plural, each.table)
    return box
