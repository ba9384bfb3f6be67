"""What the Metrics view shows while the file has neither partners nor deals."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.tokens import GAP


class NoMetrics(QFrame):
    """Says what will stand here, and offers the next step."""

    command_wanted = Signal(str)
    """The next step was chosen: a command of the window, by its name."""

    def __init__(self, read_only: str, parent: QWidget | None = None) -> None:
        """Lay out the words and the two ways to go on; where nothing can be changed, why, and no way."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.import_first = button("Import a spreadsheet…", "primary")
        self.import_first.clicked.connect(lambda: self.command_wanted.emit("import"))
        look = button("Open the demo")
        look.clicked.connect(lambda: self.command_wanted.emit("open_demo"))
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self.import_first)
        centred.addWidget(look)
        centred.addStretch(1)
        inside = QVBoxLayout(self)
        inside.addStretch(1)
        for each in (self.import_first, look) if read_only else ():
            each.hide()
        will = "Your metrics will stand here" if not read_only else "No metrics: the file holds nothing here"
        for widget in (
            label(will, "heading"),
            label(read_only or "Bookings, pipeline, win rate and more, each against its target.", "muted"),
        ):
            inside.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addSpacing(GAP)
        inside.addLayout(centred)
        inside.addStretch(1)
