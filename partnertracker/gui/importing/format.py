"""How a list is read, shown and changeable: sheet, header, delimiter, encoding, dates, decimal sign."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from partnertracker.domain.dates import FORMATS, example_of
from partnertracker.gui.importing.offers import Options
from partnertracker.gui.importing.picker import Picker
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.importing import FileFormat

_ROWS: Options = [(str(row), f"Row {row}") for row in range(1, 31)]
_CHOICES: dict[str, tuple[str, Options]] = {
    "sheet": ("Sheet", []),
    "header": ("Column names stand in", _ROWS),
    "delimiter": (
        "Columns are separated by",
        [(",", "Comma"), (";", "Semicolon"), ("\t", "Tab"), ("|", "Bar")],
    ),
    "encoding": (
        "Encoding",
        [("utf-8", "UTF-8"), ("utf-16", "UTF-16"), ("windows-1252", "Windows-1252")],
    ),
    "date": ("Dates look like", [(each, example_of(each)) for each in FORMATS]),
    "decimal": ("Decimal sign", [(".", "Point"), (",", "Comma")]),
    "percent": ("25% is written", [("25", "25"), ("0.25", "0.25")]),
}
_OF_TEXTS = frozenset({"delimiter", "encoding"})

_LETTERS = 12


class FormatBar(QWidget):
    """A choice for each part of the format; the first line of each says what was detected."""

    chosen = Signal(str, str)
    """The person chose: the topic (a part of the format) and its value; empty: to be detected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with everything to be detected."""
        super().__init__(parent)
        self.pickers: dict[str, Picker] = {}
        self._parts: dict[str, QWidget] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * STEP)
        for topic, (words, _options) in _CHOICES.items():
            picker = Picker(words)
            picker.setMinimumContentsLength(_LETTERS)
            picker.picked.connect(lambda value, topic=topic: self.chosen.emit(topic, value))
            self.pickers[topic] = picker
            self._parts[topic] = _part(label(words, "caption"), picker)
            row.addWidget(self._parts[topic], 1)
        self.show_format(FileFormat(), FileFormat())

    def show_format(
        self, detected: FileFormat, said: FileFormat, *, sheets: Sequence[str] = (), is_text: bool = True
    ) -> None:
        """Show what was detected, and what the person has said.

        Args:
            detected: the format as far as it was found out.
            said: what the person has said of it.
            sheets: the sheets to choose from.
            is_text: whether it is text, which has a delimiter and an encoding.
        """
        for topic, (_words, usual) in _CHOICES.items():
            options = usual if topic != "sheet" else [(name, name) for name in sheets]
            is_asked = topic != "percent" or bool(said.percent)
            self._parts[topic].setVisible(bool(options) and is_asked and (is_text or topic not in _OF_TEXTS))
            found = str(getattr(detected, topic))
            name = dict(options).get(found, found)
            first = f"{name} – detected" if name else "Detect"
            self.pickers[topic].offer([("", first), *options], str(getattr(said, topic)))


def _part(words: QLabel, picker: Picker) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(STEP)
    column.addWidget(words)
    column.addWidget(picker)
    return part
