"""New partners and customers that may be there already: what is to become of each."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from partnertracker.gui.formats import counted
from partnertracker.gui.importing.picker import Picker
from partnertracker.gui.importing.texts import one_line
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.elided import Elided
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.customers import CUSTOMERS
from partnertracker.services.importing import Alike, Choice

MOST = 200
"""As many are shown; whoever has more looks into the list itself."""

_NOUNS = {"partners": "partner", "deals": "deal", CUSTOMERS: "customer"}


class AlikeList(QScrollArea):
    """A line for each of them."""

    chosen = Signal(object, str)
    """The person chose: the ``Alike``, and the ``Choice``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without lines."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pickers: dict[Alike, Picker] = {}

    def fill(self, choices: Mapping[Alike, Choice]) -> None:
        """Show these; lines that are there already stay, and so does the focus."""
        if choices.keys() != self.pickers.keys() or not choices:
            self._make(choices)
        for each, picker in self.pickers.items():
            picker.choose(choices[each].value)

    def _make(self, choices: Mapping[Alike, Choice]) -> None:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(4 * STEP, 3 * STEP, 4 * STEP, 3 * STEP)
        grid.setHorizontalSpacing(3 * STEP)
        grid.setVerticalSpacing(STEP)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        nouns = " or ".join(dict.fromkeys(_NOUNS[each.table] for each in choices))
        for column, words in enumerate((f"New {nouns}", "May be the same as", "What to do")):
            grid.addWidget(label(words, "caption"), 0, column)
        self.pickers = {}
        for row, each in enumerate(list(choices)[:MOST], 1):
            new, there = Elided(""), Elided("")
            new.show_text(one_line(each.name))
            there.show_text(f"{one_line(each.there)} – {each.why}")
            picker = Picker(f"{one_line(each.name)} may be the same as {one_line(each.there)}: what to do")
            picker.setMinimumWidth(scaled(64 * STEP))
            picker.offer(_answers(each))
            picker.picked.connect(lambda value, each=each: self.chosen.emit(each, value))
            self.pickers[each] = picker
            for column, widget in enumerate((new, there, picker)):
                grid.addWidget(widget, row, column)
        rest = len(choices) - len(self.pickers)
        if rest:
            grid.addWidget(label(f"{counted(rest, 'other')} will be added.", "caption"), len(choices) + 1, 0)
        grid.setRowStretch(len(choices) + 2, 1)
        self.setWidget(content)


def _answers(each: Alike) -> list[tuple[str, str]]:
    answers = [
        (Choice.ADD.value, f"Add as a new {_NOUNS[each.table]}"),
        (Choice.USE.value, f"Use {one_line(each.there)}"),
    ]
    return answers if each.table == CUSTOMERS else [*answers, (Choice.LEAVE_OUT.value, "Leave out")]
