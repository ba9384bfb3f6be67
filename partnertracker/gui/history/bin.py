"""The bin: deleted rows, what they counted towards, and bringing them back."""

from PySide6.QtWidgets import QAbstractItemView

from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.gui.desk import Desk
from partnertracker.gui.history.newest import NewestFirst
from partnertracker.gui.history.words import worth_words
from partnertracker.gui.moments import step_cells
from partnertracker.gui.questions import Questions
from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.bin import Binned, binned
from partnertracker.services.taking_back import restore

_HELP = "Deleted records can be restored with all that belonged to them."
_COLUMNS = (
    Column("Deleted", muted=True),
    Column("By", muted=True),
    Column("Kind"),
    Column("Name", stretches=True),
    Column("Counted towards"),
)


class BinPane(NewestFirst):
    """Deleted rows, of which one or many are restored in one step.

    Attributes:
        button: restores what is chosen; stands in the foot of the window.
        wrong: says why something could not be restored; stands there as well.
    """

    def __init__(self, desk: Desk, theme: Theme) -> None:
        """Begin empty; ``read`` fills it."""
        rows = TextsTable("Deleted records", theme)
        super().__init__(rows, label(_HELP, "muted"), "Nothing is in the bin.", "Show older ones")
        self._desk = desk
        self._questions = Questions(desk, self)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.rows.opened.connect(lambda _about: self.restore())
        self.wrong = label("", "error")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.button = button("Restore", "primary")
        self.button.clicked.connect(self.restore)
        self.wanted.connect(self.read)

    def read(self) -> None:
        """Read what is in the bin."""
        table, limit = self.table_name, self.limit
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
            for each in found
        ]
        self.button.setEnabled(bool(lines) and not self._desk.read_only)
        self.show_lines(_COLUMNS, lines)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, PartnerTrackerError):
            self._desk.failed.emit(error)
            return
        self.wrong.setText(str(error))
        self.wrong.show()
