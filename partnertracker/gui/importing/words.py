"""Their words on the left, ours on the right: how the values of one column are turned into ours."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from partnertracker.gui.formats import counted
from partnertracker.gui.importing.offers import AS_IT_IS, NOTHING, Options
from partnertracker.gui.importing.picker import Picker
from partnertracker.gui.importing.texts import one_line
from partnertracker.gui.theme.controls import label, tooltip
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import STEP

_WIDTH = 56 * STEP


class WordList(QWidget):
    """One line for each different value of a column."""

    changed = Signal()
    """The person turned a value into another one of ours."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Start empty; ``name`` is the label of the field."""
        super().__init__(parent)
        self._name = name
        self._pickers: dict[str, Picker] = {}
        self._left_out: dict[str, str] = {}
        self._unread: list[str] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(3 * STEP, STEP, 0, 2 * STEP)
        self._grid.setHorizontalSpacing(3 * STEP)
        self._grid.setVerticalSpacing(STEP)
        self._grid.setColumnStretch(3, 1)

    def fill(
        self,
        words: Sequence[tuple[str, int]],
        options: Options,
        readings: Mapping[str, str | None],
        chosen: Mapping[str, str],
        more: int = 0,
    ) -> None:
        """Show these values.

        Args:
            words: their values with how many rows have each.
            options: our words with their labels.
            readings: what each of theirs is read as without help; None where it is none of ours.
            chosen: theirs = ours, as the mapping has it.
            more: how many other values the column has.
        """
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._pickers = {}
        self._unread = [word for word, _rows in words if readings.get(word) is None]
        self._left_out = dict(chosen)
        for row, (word, rows) in enumerate(words):
            self._left_out.pop(word, None)
            self._add(row, word, rows, Becoming(options, readings.get(word), chosen.get(word)))
        if more:
            said = f"{counted(more, 'other value')} as in the file."
            self._grid.addWidget(label(said, "caption"), len(words), 0, 1, 3)
        elif not words:
            self._grid.addWidget(label("Every value is known.", "caption"), 0, 0, 1, 3)

    def _add(self, row: int, word: str, rows: int, becoming: "Becoming") -> None:
        theirs = label(one_line(word))
        theirs.setToolTip(tooltip(one_line(word)))
        picker = Picker(f"{self._name}: {word} becomes")
        picker.setFixedWidth(scaled(_WIDTH))
        picker.offer(becoming.lines(), becoming.value)
        picker.picked.connect(self.changed)
        self._pickers[word] = picker
        self._grid.addWidget(theirs, row, 0)
        self._grid.addWidget(label(counted(rows, "row"), "caption"), row, 1)
        self._grid.addWidget(picker, row, 2)

    def picker(self, word: str) -> Picker:
        """Return the choice beside one of their words; raises KeyError when it is not shown."""
        return self._pickers[word]

    def pickers(self) -> list[Picker]:
        """Return the choices from top to bottom."""
        return list(self._pickers.values())

    def unread(self) -> int:
        """Return how many of their words are none of ours, and have not been turned into one."""
        return sum(self._pickers[word].value == AS_IT_IS for word in self._unread)

    def values(self) -> dict[str, str]:
        """Return theirs = ours for the mapping; words that are read as they are stay out of it."""
        kept = {word: picker.value for word, picker in self._pickers.items() if picker.value != AS_IT_IS}
        return {**self._left_out, **kept}


class Becoming:
    """What one of their words can become."""

    def __init__(self, options: Options, reading: str | None, chosen: str | None) -> None:
        """Take our words, what theirs is read as without help, and what the mapping says."""
        self._options = options
        self._reading = reading
        self.value = AS_IT_IS if chosen is None else chosen

    def lines(self) -> Options:
        """Return the values with their labels; first what happens without help."""
        labels = dict(self._options)
        if self._reading is None:
            first = "Choose…"
        elif self._reading == NOTHING:
            first = "Leave empty"
        else:
            first = labels.get(self._reading, self._reading)
        others = [(value, words) for value, words in self._options if value != self._reading]
        extra = [] if self.value in {AS_IT_IS, NOTHING, *labels} else [(self.value, self.value)]
        return [(AS_IT_IS, first), (NOTHING, "Leave empty"), *others, *extra]
