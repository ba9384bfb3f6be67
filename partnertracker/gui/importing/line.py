"""One line of the mapping: our field, their column, samples of it, and what stands in for an empty cell."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from partnertracker.gui.importing.focus import chain
from partnertracker.gui.importing.offers import Options, Target, can_translate, is_worded
from partnertracker.gui.importing.picker import Picker
from partnertracker.gui.importing.texts import one_line
from partnertracker.gui.importing.words import WordList
from partnertracker.gui.theme.controls import button, escaped, label, tooltip
from partnertracker.gui.theme.elided import Elided
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import STEP

NOT_THERE = ""
"""Stands for: no column of theirs fills this field."""

_COLUMN_WIDTH, _DEFAULT_WIDTH = 48 * STEP, 34 * STEP
_SAMPLES = 4


class MappingLine(QObject):
    """The widgets of one field, laid out in two rows of a grid that all lines share."""

    changed = Signal()
    """Column, default or a word was chosen."""

    column_chosen = Signal(object)
    """Another column was chosen: this line."""

    words_wanted = Signal(object)
    """The person wants to see the values of the column: this line."""

    def __init__(self, target: Target, options: Options, parent: QWidget) -> None:
        """Take the field, and our words for it where it has any."""
        super().__init__(parent)
        self.target = target
        self._options = options
        star = " *" if target.required else ""
        self.name = label(f"{target.label}{star}", parent=parent)
        if target.field is not None and target.field.help:
            self.name.setToolTip(tooltip(target.field.help))
        self.column = Picker(f"Column for {target.label}", parent)
        self.column.setFixedWidth(scaled(_COLUMN_WIDTH))
        self.column.picked.connect(self._on_column)
        self.samples = Elided(parent=parent)
        self.default: Picker | QLineEdit = self._default_input(parent)
        self.default.setFixedWidth(scaled(_DEFAULT_WIDTH))
        self.default.setVisible(target.field is not None)
        self.toggle = button("Values…", "link", parent)
        self.toggle.setAccessibleName(f"Values of {target.label}")
        self.toggle.clicked.connect(self._on_toggle)
        self.words = WordList(target.label, parent)
        self.words.changed.connect(self._on_words)
        self.words.hide()
        self._filled_from = ""
        self._kept: dict[str, str] = {}

    def place(self, grid: QGridLayout, number: int) -> None:
        """Lay the widgets out as line ``number``."""
        row = 2 * number
        for column, widget in enumerate((self.name, self.column, self.samples, self.default, self.toggle)):
            grid.addWidget(widget, row, column)
        grid.setAlignment(self.toggle, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.words, row + 1, 1, 1, 4)

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [self.column, self.default, self.toggle]

    def read(self, headers: Options, column: str, default: str, values: Mapping[str, str]) -> None:
        """Show what a mapping says of this field."""
        self.column.offer([(NOT_THERE, "Not in the file"), *headers], column)
        if isinstance(self.default, Picker):
            self.default.choose(default)
        else:
            self.default.setText(default)
        self._kept = dict(values)
        self._filled_from = ""
        self.words.hide()

    def show_samples(self, rows: Sequence[str]) -> None:
        """Show some different values of the chosen column."""
        different = list(dict.fromkeys(one_line(text) for text in rows if text.strip()))[:_SAMPLES]
        self.samples.show_text(" · ".join(different))
        mapped = self.column.value != NOT_THERE
        self.toggle.setVisible(mapped and can_translate(self.target.field))
        if self.column.value != self._filled_from:
            self.words.hide()

    def show_words(
        self,
        words: Sequence[tuple[str, int]],
        readings: Mapping[str, str | None],
        chosen: Mapping[str, str],
        more: int,
    ) -> None:
        """Show the column's values beside ours; the arguments are those of ``WordList.fill``."""
        self._kept = {**self.values, **chosen}
        self.words.fill(words, self._options, readings, self._kept, more)
        chain([self.toggle, *self.words.pickers()])
        self._filled_from = self.column.value

    def open_words(self, *, is_asked: bool) -> None:
        """Show the values when they are asked for, or when some of them are none of ours."""
        self.words.setVisible(is_asked or bool(self.words.unread()))
        self._count_unread()

    @property
    def values(self) -> dict[str, str]:
        """Theirs = ours, as chosen here."""
        if not can_translate(self.target.field):
            return self._kept
        return self.words.values() if self._filled_from else self._kept

    @property
    def default_text(self) -> str:
        """What stands in for an empty cell."""
        return self.default.value if isinstance(self.default, Picker) else self.default.text().strip()

    def _on_column(self) -> None:
        self.column_chosen.emit(self)
        self.changed.emit()

    def _on_words(self) -> None:
        self._count_unread()
        self.changed.emit()

    def _count_unread(self) -> None:
        unread = self.words.unread()
        self.toggle.setText(escaped(f"{unread} to choose" if unread else "Values…"))

    def _on_toggle(self) -> None:
        if self.words.isVisible():
            self.words.hide()
        else:
            self.words_wanted.emit(self)

    def _usual(self) -> str:
        """Return what an empty cell becomes when nothing else is said."""
        default = None if self.target.field is None else self.target.field.default
        if default is None:
            return "–"
        return {"1": "Yes (usual)", "0": "No (usual)"}.get(str(default), f"{default} (usual)")

    def _default_input(self, parent: QWidget) -> Picker | QLineEdit:
        words = f"{self.target.label} if empty"
        if is_worded(self.target.field):
            picker = Picker(words, parent)
            picker.offer([("", self._usual()), *self._options])
            picker.picked.connect(self.changed)
            return picker
        line = QLineEdit(parent)
        line.setAccessibleName(words)
        line.setPlaceholderText("–")
        line.editingFinished.connect(self.changed)
        return line
