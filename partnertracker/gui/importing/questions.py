"""A file that can be read in two ways: the question, and the answers there are."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from partnertracker.gui.importing.focus import chain
from partnertracker.gui.importing.texts import one_line
from partnertracker.gui.theme.controls import escaped, label
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.importing import Question

_LEADS = {"date": "Dates look like ", "encoding": "Read it as ", "sheet": "Sheet "}

_STYLE = """
QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid palette(dark); border-radius: 8px; background: palette(base);
}
QRadioButton::indicator:focus { border: 2px solid palette(highlight); width: 12px; height: 12px; }
QRadioButton::indicator:checked { background: palette(highlight); border-color: palette(highlight); }
"""


class QuestionPanel(QFrame):
    """Asks one question after another; hidden while there is none."""

    answered = Signal(str, str)
    """A reading was chosen: the topic (a part of the format) and its value."""

    def __init__(self, before: QWidget, parent: QWidget | None = None) -> None:
        """Start without a question.

        Args:
            before: what Tab comes from.
            parent: the widget it lies in.
        """
        super().__init__(parent)
        self._before = before
        self.setProperty("role", "card")
        self.setStyleSheet(_STYLE)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4 * STEP, 3 * STEP, 4 * STEP, 3 * STEP)
        self._column.setSpacing(2 * STEP)
        self._sentence = label("", "heading")
        self._sentence.setWordWrap(True)
        self._column.addWidget(self._sentence)
        self._group = QButtonGroup(self)
        self._asked: Question | None = None
        self.hide()

    @property
    def question(self) -> Question | None:
        """What is being asked."""
        return self._asked

    def ask(self, questions: Sequence[Question]) -> None:
        """Ask the first of these questions; with none, nothing."""
        for answer in self._group.buttons():
            self._group.removeButton(answer)
            self._column.removeWidget(answer)
            answer.deleteLater()
        self._asked = questions[0] if questions else None
        self.setVisible(self._asked is not None)
        if self._asked is None:
            return
        self._sentence.setText(self._asked.sentence)
        self.setAccessibleName(self._asked.sentence)
        for number, answer_given in enumerate(self._asked.answers):
            words = _LEADS.get(self._asked.topic, "") + one_line(answer_given.label)
            choice = QRadioButton(escaped(words))
            choice.setAccessibleName(f"{self._asked.sentence} {words}")
            choice.clicked.connect(self._on_clicked)
            self._group.addButton(choice, number)
            self._column.addWidget(choice)
            choice.show()
        chain([self._before, *self._group.buttons()])
        self._group.buttons()[0].setFocus()

    def _on_clicked(self) -> None:
        if self._asked is not None:
            self.answered.emit(self._asked.topic, self._asked.answers[self._group.checkedId()].value)
