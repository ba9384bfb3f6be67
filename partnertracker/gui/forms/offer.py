"""A sentence under a field, with what can be done about it."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from partnertracker.gui.forms.fieldbox import FieldBox
from partnertracker.gui.forms.flow import FlowLayout
from partnertracker.gui.theme.controls import button, escaped, label

Answer = tuple[str, Callable[[], None]]
"""The words on a button, and what it does."""


class Offer(QWidget):
    """Takes no room while there is nothing to offer; what is in it is made when there is something first.

    A form has several, of which a start shows none.
    """

    def __init__(self, box: FieldBox, words: Sequence[str], *, by_tab: bool = True) -> None:
        """Lie under a field, with as many buttons as there are answers.

        Args:
            box: the field.
            words: what stands on the buttons, unless ``show_answers`` gives other words.
            by_tab: whether Tab goes to the buttons; else there is a key that answers from any field.
        """
        super().__init__(box)
        self._box = box
        self._words = words
        self._by_tab = by_tab
        self._answers: Sequence[Callable[[], None]] = ()
        box.put_below(self)
        self.hide()

    @property
    def sentence(self) -> QLabel:
        """What is offered or pointed out."""
        return self._inside[0]

    @property
    def buttons(self) -> list[QPushButton]:
        """A button for each answer."""
        return self._inside[1]

    @cached_property
    def _inside(self) -> tuple[QLabel, list[QPushButton]]:
        sentence = label("", "caption")
        sentence.setWordWrap(True)
        buttons = [button(text, "link", self) for text in self._words]
        line = FlowLayout()
        last: QWidget = self._box.entry
        for place, each in enumerate(buttons):
            line.addWidget(each)
            if not self._by_tab:
                each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            each.clicked.connect(lambda _checked=False, place=place: self.take(place))
            QWidget.setTabOrder(last, each)  # Qt puts what is made late behind everything else
            last = each
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(sentence)
        column.addLayout(line)
        return sentence, buttons

    @property
    def text(self) -> str:
        """The sentence on screen; empty while nothing is offered."""
        return "" if self.isHidden() else self.sentence.text()

    def show_answers(self, sentence: str, answers: Sequence[Answer]) -> None:
        """Offer something; there are as many answers as buttons."""
        self.sentence.setText(sentence)
        self._answers = [act for _, act in answers]
        for each, (words, _) in zip(self.buttons, answers, strict=True):
            each.setText(escaped(words))
            each.setAccessibleName(f"{words}: {sentence}")
            each.show()
        self._box.entry.setAccessibleDescription(sentence)
        self.show()

    def tell(self, sentence: str) -> None:
        """Say something that needs no answer."""
        self.withdraw()
        self.sentence.setText(sentence)
        self._answers = ()
        for each in self.buttons:
            each.hide()
        self._box.entry.setAccessibleDescription(sentence)
        self.show()

    def withdraw(self) -> None:
        """Offer nothing any more; the focus goes back to the field from a button."""
        if self.isHidden():
            return
        if any(each.hasFocus() for each in self.buttons):
            self._box.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self._box.entry.setAccessibleDescription(self._box.sentence or self._box.field.help)
        self.hide()

    def take(self, place: int = 0) -> None:
        """Give the answer at a place, as its button does."""
        if not self.isHidden() and self._answers:
            self._answers[place]()
