"""Leaving an open file without losing what was typed: save what can be saved, ask about the rest."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.gui.shell.openfile import OpenFile
from partnertracker.gui.shell.workspace import Workspace
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.tokens import GAP, STEP

_WIDTH = 480
_TOLD = 8


class UnsavedDialog(QDialog):
    """Asks whether to leave though something is not saved; Enter and Escape stay."""

    def __init__(self, sentences: tuple[str, ...], leave: str, parent: QWidget) -> None:
        """Take a sentence about each thing that is not saved, and the word for leaving."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Not saved")
        self.setMinimumWidth(_WIDTH)
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(2 * STEP)
        layout.addWidget(label("Not saved", "title"))
        more = len(sentences) - _TOLD
        for sentence in (*sentences[:_TOLD], *((f"And {more} more.",) if more > 0 else ())):
            words = label(sentence)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            layout.addWidget(words)
        layout.addLayout(buttons)
        stay.setFocus()


def leave(file: OpenFile, word: str, go_on: Callable[[], None]) -> None:
    """Save what was typed, then go on; where something can't be saved, only if the person wants that.

    Who looks back is led to today first: that is where things were typed.

    Args:
        file: what is to be left.
        word: the word for leaving, as on a button.
        go_on: leaves; not called when saving failed (which is told) or the person stays.
    """
    file.back_to_today()
    workspace = file.today
    desk = workspace.desk
    failures = desk.failures
    workspace.finish_typing()

    def settle(_nothing: None) -> None:
        if desk.changing:  # what was typed while the file was at work is being saved just now
            desk.ask(lambda _session: None, settle)
        elif desk.failures == failures:
            sentences = workspace.unsaved
            if sentences:
                _ask(workspace, UnsavedDialog(sentences, word, workspace.window()), go_on)
            else:
                go_on()

    desk.ask(lambda _session: None, settle)


def _ask(workspace: Workspace, dialog: UnsavedDialog, go_on: Callable[[], None]) -> None:
    dialog.accepted.connect(go_on)
    dialog.rejected.connect(workspace.mend)
    dialog.open()
