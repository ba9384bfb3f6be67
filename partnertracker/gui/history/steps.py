"""The steps of a file, newest first, some hundred at a time."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from partnertracker.gui.desk import Desk
from partnertracker.gui.history.newest import NewestFirst
from partnertracker.gui.history.words import step_line
from partnertracker.gui.questions import Questions
from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.past import Wanted
from partnertracker.services.ports import Step
from partnertracker.services.session import Session

_PAUSE = 250
_COLUMNS = (
    Column("When", muted=True),
    Column("Who", muted=True),
    Column("What", stretches=True, wraps=True),
    Column("State", muted=True),
)


class StepsPane(NewestFirst):
    """Steps in a list that is searched by words and by table."""

    chosen = Signal(int)
    """A step was chosen: its number."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        """Begin with the newest steps of every table."""
        self.text = QLineEdit()
        super().__init__(TextsTable("Steps", theme), self.text, "No step is like that.", "Show older steps")
        self._desk = desk
        self._questions = Questions(desk, self)
        self.text.setAccessibleName("Find steps")
        self.text.setPlaceholderText("Find what was done, or who did it")
        self.text.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.begin_anew)
        self.text.textChanged.connect(lambda _text: self._pause.start())
        self.rows.chosen.connect(self._choose)
        self.wanted.connect(self.read)

    def read(self) -> None:
        """Read the steps that are wanted."""
        self._pause.stop()
        wanted, limit = Wanted(self.text.text().strip(), self.table_name), self.limit

        def work(session: Session) -> list[tuple[Step, bool]]:
            past = session.store.past
            return [(step, bool(past.taken_back_by(step.number))) for step in past.steps(wanted, limit + 1)]

        self._questions.ask("steps", work, self._show)

    def _show(self, found: list[tuple[Step, bool]]) -> None:
        today = self._desk.today
        lines = [Line(step_line(step, today, taken_back=taken), about=step.number) for step, taken in found]
        self.show_lines(_COLUMNS, lines)
        if not lines:
            self.chosen.emit(0)

    def _choose(self, about: object) -> None:
        if isinstance(about, int):
            self.chosen.emit(about)
