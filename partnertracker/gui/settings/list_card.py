"""A card with rows, what can be done with the chosen one, and why something could not be done."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.gui.desk import Desk
from partnertracker.gui.settings.editor import Asked, Editor
from partnertracker.gui.settings.lines import Column, LinesTable
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.services.editing.edit import Edit
from partnertracker.services.session import Session


class ListCard(QFrame):
    """The frame of such a card; a subclass says what its rows and buttons are."""

    def __init__(
        self, desk: Desk, title: str, about: str, columns: Sequence[Column], parent: QWidget | None = None
    ) -> None:
        """Build the card, empty.

        Args:
            desk: the open file.
            title: of the card.
            about: a sentence below the title.
            columns: of its rows.
            parent: the owner.
        """
        super().__init__(parent)
        self.setProperty("role", "card")
        self.desk = desk
        self.table = LinesTable(columns, title)
        self.about = label(about, "muted")
        self.about.setWordWrap(True)
        self.sentence = label("", "error")
        self.sentence.setWordWrap(True)
        self.sentence.hide()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(2 * STEP)
        self._buttons.addStretch(1)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(GAP, 3 * STEP, GAP, GAP)
        self.inside.setSpacing(2 * STEP)
        self.inside.addWidget(label(title, "heading"))
        self.inside.addWidget(self.about)
        self.inside.addWidget(self.table)
        self.inside.addWidget(self.sentence)
        self.inside.addLayout(self._buttons)

    def add_button(self, words: str, pressed: Callable[[], None]) -> QPushButton:
        """Add a button to the row below the table, and return it."""
        made = button(words)
        made.setAccessibleName(f"{self.table.accessibleName()}: {words}")  # other cards have the same words
        made.clicked.connect(pressed)
        self._buttons.insertWidget(self._buttons.count() - 1, made)
        return made

    def open_editor(self, asked: Asked) -> None:
        """Open the window in which a row is edited; not for a file that can only be read."""
        if not self.desk.read_only:
            self.say("")
            Editor(self.desk, asked, self).open()

    def do(self, edit: Callable[[Session], Edit]) -> None:
        """Make a change; where it is refused, the card says why."""
        if self.desk.read_only:
            return
        self.say("")
        self.desk.change(lambda session: session.execute(*edit(session)), None, self._refused)

    def say(self, sentence: str) -> None:
        """Show a sentence below the rows, or none."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, InvalidRowsError):
            self.say(" ".join(problem.sentence for problem in error.problems))
        else:
            self.desk.failed.emit(error)
