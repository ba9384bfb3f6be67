"""The steps of a file, newest first, some hundred at a time."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from partnertracker.domain.entities import ENTITIES
from partnertracker.gui.desk import Desk
from partnertracker.gui.history.words import step_line
from partnertracker.gui.questions import Questions
from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.past import Wanted
from partnertracker.services.ports import Step
from partnertracker.services.session import Session

PAGE = 200
_PAUSE = 250
_TABLE_WIDTH = 190
_COLUMNS = (
    Column("When", muted=True),
    Column("Who", muted=True),
    Column("What", stretches=True),
    Column("State", muted=True),
)


class StepsPane(QWidget):
    """Steps in a list that is searched by words and by table."""

    chosen = Signal(int)
    """A step was chosen: its number."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        """Begin with the newest steps of every table."""
        super().__init__()
        self._desk = desk
        self._questions = Questions(desk, self)
        self._limit = PAGE
        self.text = QLineEdit()
        self.text.setAccessibleName("Find steps")
        self.text.setPlaceholderText("Find what was done, or who did it")
        self.text.setClearButtonEnabled(True)
        self.table = tables_box()
        self.steps = TextsTable("Steps", theme)
        self.none = label("No step is like that.", "muted")
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.older = button("Show older steps")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.read)
        self.text.textChanged.connect(self._begin_anew)
        self.table.currentIndexChanged.connect(self._begin_anew)
        self.steps.chosen.connect(self._choose)
        self.older.clicked.connect(self._read_older)
        head = QHBoxLayout()
        head.addWidget(self.text, 1)
        head.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * STEP)
        layout.addLayout(head)
        layout.addWidget(self.steps, 1)
        layout.addWidget(self.none, 1)
        layout.addWidget(self.older)
        self.none.hide()

    def read(self) -> None:
        """Read the steps that are wanted."""
        self._pause.stop()
        wanted = Wanted(self.text.text().strip(), str(self.table.currentData()))
        limit = self._limit

        def work(session: Session) -> list[tuple[Step, bool]]:
            past = session.store.past
            return [(step, bool(past.taken_back_by(step.number))) for step in past.steps(wanted, limit + 1)]

        self._questions.ask("steps", work, self._show)

    def _show(self, found: list[tuple[Step, bool]]) -> None:
        today = self._desk.today
        lines = [
            Line(step_line(step, today, taken_back=taken), about=step.number)
            for step, taken in found[: self._limit]
        ]
        self.older.setVisible(len(found) > self._limit)
        self.steps.setVisible(bool(lines))
        self.none.setVisible(not lines)
        self.steps.show_lines(_COLUMNS, lines)
        if not lines:
            self.chosen.emit(0)

    def _begin_anew(self) -> None:
        self._limit = PAGE
        self._pause.start()

    def _read_older(self) -> None:
        self._limit += PAGE
        self.read()

    def _choose(self, about: object) -> None:
        if isinstance(about, int):
            self.chosen.emit(about)


def tables_box() -> QComboBox:
    """Return the choice of a table, or of all."""
    box = QComboBox()
    box.setAccessibleName("Table")
    box.setMinimumWidth(scaled(_TABLE_WIDTH))
    box.addItem("All tables", "")
    for each in ENTITIES:
        box.addItem(each.plural, each.table)
    return box
