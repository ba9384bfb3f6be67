"""How a file is read, shown and changeable: delimiter, encoding, dates, decimal sign."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from partnertracker.domain.dates import FORMATS, example_of
from partnertracker.gui.importing.offers import Options
from partnertracker.gui.importing.picker import Picker
from partnertracker.gui.theme.controls import label, spring
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.importing import FileFormat

_CHOICES: dict[str, tuple[str, Options]] = {
    "delimiter": (
        "Columns end at",
        [(",", "Comma ,"), (";", "Semicolon ;"), ("\t", "Tab"), ("|", "Bar |")],
    ),
    "encoding": (
        "Letters",
        [("utf-8", "UTF-8"), ("utf-16", "UTF-16"), ("windows-1252", "Windows-1252")],
    ),
    "date": ("Dates", [(each, example_of(each)) for each in FORMATS]),
    "decimal": ("Decimals", [(".", "Point 0.5"), (",", "Comma 0,5")]),
}


class FormatBar(QWidget):
    """Four choices; the first line of each says what was detected."""

    chosen = Signal(str, str)
    """The person chose: the topic (a part of the format) and its value; empty: to be detected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with everything to be detected."""
        super().__init__(parent)
        self.pickers: dict[str, Picker] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * STEP)
        for topic, (words, _options) in _CHOICES.items():
            picker = Picker(words)
            picker.picked.connect(lambda value, topic=topic: self.chosen.emit(topic, value))
            self.pickers[topic] = picker
            row.addWidget(label(words, "muted"))
            row.addWidget(picker)
            row.addSpacing(STEP)
        row.addWidget(spring())

    def show_format(self, detected: FileFormat, said: FileFormat) -> None:
        """Show what was detected, and what the person has said."""
        for topic, (_words, options) in _CHOICES.items():
            found = str(getattr(detected, topic))
            name = dict(options).get(found, found)
            first = f"{name} (detected)" if name else "Detect"
            self.pickers[topic].offer([("", first), *options], str(getattr(said, topic)))
