"""One field of a form: its label, its input, and the sentence beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from partnertracker.domain.fields import Field
from partnertracker.gui.forms.inputs import Input
from partnertracker.gui.theme.controls import button, escaped, label, restyle, tooltip
from partnertracker.gui.theme.tokens import STEP

AS_WIDE_AS_ANY = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
"""Whatever the input asks for: a field is as wide as those above and below."""


class FieldBox(QWidget):
    """Label above input above sentence; the sentence takes no room while there is none."""

    add_wanted = Signal()
    """The row that the text names is to be added."""

    def __init__(self, field: Field, entry: Input, *, starred: bool) -> None:
        """Take the field and the input that fits it."""
        super().__init__()
        self.field = field
        self.entry = entry
        self._caption = caption = label(f"{field.label} *" if starred else field.label, "caption")
        caption.setBuddy(entry)
        self._sentence = label("", "error")
        self._sentence.setWordWrap(True)
        self._sentence.hide()
        self._add = button("", "link")
        self._add.clicked.connect(self.add_wanted)
        self._add.hide()
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        self._over = over = QHBoxLayout()
        over.addWidget(caption, 1)
        layout.addLayout(over)
        layout.addWidget(entry)
        layout.addWidget(self._sentence)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(AS_WIDE_AS_ANY)

    def put_over(self, widget: QWidget) -> None:
        """Let something else stand over the field, at the end of its label and no higher than that."""
        widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._over.addWidget(widget)

    def words_beside_label(self, choice: Sequence[str]) -> str:
        """Return the first of some words that have room at the end of the label; empty: none has."""
        room = self.width() - self._caption.sizeHint().width() - STEP
        advance = QFontMetrics(self.font()).horizontalAdvance
        return next((words for words in choice if advance(words) <= room), "")

    def put_below(self, widget: QWidget) -> None:
        """Let something else stand under the field and its sentence, before what can be added."""
        self._layout.insertWidget(self._layout.indexOf(self._add), widget)

    @property
    def sentence(self) -> str:
        """The sentence shown, empty when there is none."""
        return "" if self._sentence.isHidden() else self._sentence.text()

    @property
    def adds(self) -> bool:
        """Whether it is offered to add the row that the text names."""
        return not self._add.isHidden()

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong, or nothing."""
        if sentence == self.sentence:
            return
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        restyle(self.entry, "state", "wrong" if sentence else "")
        self.entry.setAccessibleDescription(sentence or self.field.help)

    def offer_to_add(self, name: str) -> None:
        """Offer to add the row that the text names, or not."""
        self._add.setText(escaped(f"Add “{name}”"))
        self._add.setAccessibleName(f"Add “{name}”")
        self._add.setToolTip(tooltip(f"Add “{name}”"))
        self._add.setVisible(bool(name))
