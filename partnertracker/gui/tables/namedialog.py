"""Asks for the name of a view."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.tokens import GAP, STEP

_WIDTH = 360


class NameDialog(QDialog):
    """One line, which stays open until the name can be taken."""

    named = Signal(str)
    """A name was given."""

    def __init__(self, title: str, name: str, parent: QWidget) -> None:
        """Take what is asked and the name there is so far."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
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
        cancel = button("Cancel")
        cancel.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(3 * STEP)
        for part in (label(title, "title"), self.entry, self.wrong):
            layout.addWidget(part)
        layout.addLayout(line)

    def refuse(self, sentence: str) -> None:
        """Say why the name can't be taken."""
        self.wrong.setText(sentence)
        self.wrong.show()
        self.entry.setFocus()
