"""The sign over every page while the file is shown as it was known on a past day."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.tokens import STEP


class KnownBar(QFrame):
    """Says which day it is and that nothing can be changed, and leads back."""

    command_wanted = Signal(str)
    """A command of the window, by its name in ``ACTIONS``, was asked for."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk that it tells about; over the file as it is the bar is hidden."""
        super().__init__()
        self.setProperty("role", "message")
        self.setAccessibleName("Looking back")
        self.text = label(role="heading")
        self.text.setWordWrap(True)
        self.text.setText(_words(desk))
        self.setAccessibleDescription(self.text.text())
        self.compare = button("What has changed since")
        self.back = button("Back to today")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3 * STEP, STEP, STEP, STEP)
        layout.addWidget(self.text, 1)
        for command, each in (("compare", self.compare), ("back_to_today", self.back)):
            each.clicked.connect(lambda _checked=False, command=command: self.command_wanted.emit(command))
            layout.addWidget(each)
        self.setVisible(desk.known_on is not None)


def _words(desk: Desk) -> str:
    if desk.known_on is None:
        return ""
    if desk.facts.version == 0:
        begun = f": its first day is {formats.long_date(desk.begun_on)}" if desk.begun_on else ""
        return f"Nothing was in this file yet on {formats.long_date(desk.known_on)}{begun}."
    return desk.read_only
