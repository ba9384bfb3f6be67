"""The question before something typed is left that can't be saved as it stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from partnertracker.gui.theme.controls import button, label, page_column
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import STEP

_WIDTH = 480
_TOLD = 8


class UnsavedDialog(QDialog):
    """Asks whether to leave though something is not saved; Enter and Escape stay."""

    def __init__(self, sentences: tuple[str, ...], leave: str, parent: QWidget) -> None:
        """Take a sentence about each thing that is not saved, and the word for leaving."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Not saved")
        self.setMinimumWidth(scaled(_WIDTH))
        self.sentences = sentences
        stay = button("Keep editing", "primary")
        stay.setDefault(True)
        stay.clicked.connect(self.reject)
        go = button(f"{leave} without {'it' if len(sentences) == 1 else 'them'}")
        go.setAutoDefault(False)
        go.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(stay)
        buttons.addWidget(go)
        layout = page_column(self, 2 * STEP)
        layout.addWidget(label("Not saved", "title"))
        more = len(sentences) - _TOLD
        for sentence in (*sentences[:_TOLD], *((f"And {more} more.",) if more > 0 else ())):
            words = label(sentence)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            layout.addWidget(words)
        layout.addLayout(buttons)
        stay.setFocus()
