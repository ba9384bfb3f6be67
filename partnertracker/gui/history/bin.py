"""The bin: deleted rows, what they counted towards, and bringing them back."""

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.gui.desk import Desk
from partnertracker.gui.history.steps import PAGE, tables_box
from partnertracker.gui.history.words import worth_words
from partnertracker.gui.moments import step_cells
from partnertracker.gui.questions import Questions
from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.bin import Binned, binned
from partnertracker.services.taking_back import restore

_COLUMNS = (
    Column("Deleted", muted=True),
    Column("By", muted=True),
    Column("Kind"),
    Column("Name", stretches=True),
    Column("Counted towards"),
)


class BinPane(QWidget):
    """Deleted rows, of which one or many are restored in one step.

    Attributes:
        button: restores what is chosen; stands in the foot of the window.
    """

    def __init__(self, desk: Desk, theme: Theme) -> None:
        """Begin empty; ``read`` fills it."""
        super().__init__()
        self._desk = desk
        self._questions = Questions(desk, self)
        self._limit = PAGE
        self.table = tables_box()
        self.rows = TextsTable("Deleted records", theme)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.rows.opened.connect(lambda _about: self.restore())
        self.none = label("Nothing is in the bin.", "muted")
        self.wrong = label("", "error")
        self.wrong.setWordWrap(True)
        self.older = button("Show older ones")
        self.button = button("Restore", "primary")
        self.button.clicked.connect(self.restore)
        self.table.currentIndexChanged.connect(self.read)
        self.older.clicked.connect(self._read_older)
        head = QHBoxLayout()
        head.addWidget(label("Deleted records can be restored with all that belonged to them.", "muted"), 1)
        head.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * STEP)
        layout.addLayout(head)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.none, 1)
        layout.addWidget(self.wrong)
        layout.addWidget(self.older)
        self.wrong.hide()

    def read(self) -> None:
        """Read what is in the bin."""
        table, limit = str(self.table.currentData()), self._limit
        self._questions.ask("bin", lambda session: binned(session, table, 0, limit + 1), self._show)

    def restore(self) -> None:
        """Bring back the chosen rows."""
        chosen = [
            about.deleted
            for index in self.rows.selectionModel().selectedRows()
            if isinstance(about := self.rows.texts.lines[index.row()].about, Binned)
        ]
        if chosen and not self._desk.read_only:
            self.wrong.hide()
            self._desk.change(lambda session: restore(session, chosen), None, self._refuse)

    def _show(self, found: list[Binned]) -> None:
        today = self._desk.today
        lines = [
            Line(
                (*step_cells(each.deleted.step, today)[:2], each.kind, each.name, worth_words(each.worth)),
                about=each,
            )
            for each in found[: self._limit]
        ]
        self.older.setVisible(len(found) > self._limit)
        self.rows.setVisible(bool(lines))
        self.none.setVisible(not lines)
        self.button.setEnabled(bool(lines) and not self._desk.read_only)
        self.rows.show_lines(_COLUMNS, lines)

    def _read_older(self) -> None:
        self._limit += PAGE
        self.read()

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, PartnerTrackerError):
            self._desk.failed.emit(error)
            return
        self.wrong.setText(str(error))
        self.wrong.show()
