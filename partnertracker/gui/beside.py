"""Windows beside and over the main one: the keys of undo and redo answer in them as in it."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from partnertracker.gui.actions import ACTIONS
from partnertracker.gui.desk import Desk
from partnertracker.gui.shell.log import undo_last


def show_beside(window: QDialog, desk: Desk) -> None:
    """Show a window beside the main one; the keys of undo and redo answer in it as well.

    Args:
        window: the one to show.
        desk: whose steps they take back and do again, whatever the main window shows meanwhile.
    """
    answer_undo(window, desk)
    window.show()


def answer_undo(part: QWidget, desk: Desk) -> None:
    """Have the keys of undo and redo answer for a desk in a window, or while a part of one is shown."""
    acts = {"undo": lambda: desk.change(undo_last), "redo": desk.redo}
    for command in (each for each in ACTIONS if each.name in acts):
        for keys in command.shortcuts:
            QShortcut(QKeySequence(keys), part, acts[command.name])
