"""Asks for the name of a view."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from partnertracker.gui.desk import Desk
from partnertracker.gui.steady import SteadyDialog
from partnertracker.gui.theme.controls import button, cancel_button, foot, label, page_column
from partnertracker.gui.theme.sizes import scaled

_WIDTH = 360


class NameDialog(SteadyDialog):
    """One line, which stays open until the name can be taken."""

    named = Signal(str)
    """A name was given."""

    def __init__(self, desk: Desk, title: str, name: str, parent: QWidget) -> None:
        """Take the desk of the file that keeps it, what is asked and the name there is so far."""
        super().__init__(desk, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(scaled(_WIDTH))
        self.entry = QLineEdit(name)
        self.entry.setAccessibleName("Name")
        self.entry.setPlaceholderText("Name")
        self.entry.selectAll()
        self.wrong = label("", "error")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.entry.textEdited.connect(self.wrong.hide)
        self.confirm = button("Save", "primary")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(lambda: self.named.emit(self.entry.text()))
        layout = page_column(self)
        for part in (label(title, "title"), self.entry, self.wrong):
            layout.addWidget(part)
        layout.addLayout(foot(cancel_button(self), self.confirm))

    def refuse(self, sentence: str) -> None:
        """Say why the name can't be taken."""
        self.wrong.setText(sentence)
        self.wrong.show()
        self.entry.setFocus()
