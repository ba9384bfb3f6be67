"""How a file is read, shown and changeable: delimiter, encoding, dates, decimal sign."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from partnertracker.domain.dates import FORMATS, example_of
from partnertracker.gui.importing.offers import Options
from partnertracker.gui.importing.picker import Picker
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.importing import FileFormat

_CHOICES: dict[str, tuple[str, Options]] = {
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
}

_LETTERS = 12


class FormatBar(QWidget):
    """Four choices; the first line of each says what was detected."""

    chosen = Signal(str, str)
    """The person chose: the topic (a part of the format) and its value; empty: to be detected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with everything to be detected."""
        super().__init__(parent)
        self.pickers: dict[str, Picker] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * STEP)
        grid.setVerticalSpacing(STEP)
        for column, (topic, (words, _options)) in enumerate(_CHOICES.items()):
            picker = Picker(words)
            picker.setMinimumContentsLength(_LETTERS)
            picker.picked.connect(lambda value, topic=topic: self.chosen.emit(topic, value))
            self.pickers[topic] = picker
            grid.addWidget(label(words, "caption"), 0, column)
            grid.addWidget(picker, 1, column)
            grid.setColumnStretch(column, 1)

    def show_format(self, detected: FileFormat, said: FileFormat) -> None:
        """Show what was detected, and what the person has said."""
        for topic, (_words, options) in _CHOICES.items():
            found = str(getattr(detected, topic))
            name = dict(options).get(found, found)
            first = f"{name} – detected" if name else "Detect"
            self.pickers[topic].offer([("", first), *options], str(getattr(said, topic)))
