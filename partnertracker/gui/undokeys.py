"""The keys of undo and redo where somebody types: what is typed comes first, then the steps of the file."""

from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

_Key = QKeySequence.StandardKey


class UndoKeys(QObject):
    """Lets an input that has nothing to undo or redo itself leave the keys to the window.

    Qt's inputs take them even then, and the step just saved could not be undone where the cursor stands.
    """

    def __init__(self, parent: QObject) -> None:
        """Follow the focus."""
        super().__init__(parent)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the key on, out of an open cell too, which is closed: its row may be another one then."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not (_is_done(watched, _Key.Undo, event) or _is_done(watched, _Key.Redo, event)):
            return False
        view = _cells_around(watched)
        if view is not None:
            view.itemDelegate().closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        event.ignore()
        return True


def _cells_around(entry: QObject) -> QAbstractItemView | None:
    """Return the table in whose open cell an input is, None where it is in none."""
    around = entry.parent()
    view = around.parent() if around is not None else None
    return view if isinstance(view, QAbstractItemView) and around is view.viewport() else None


def _is_done(entry: QObject, key: QKeySequence.StandardKey, event: QKeyEvent) -> bool:
    """Tell whether a key means something that an input has nothing left of."""
    line = entry if isinstance(entry, QLineEdit) else entry.findChild(QLineEdit)
    typed = entry.document() if isinstance(entry, QPlainTextEdit) else line
    if typed is None or not event.matches(key):
        return False
    # what is typed is not lost for a step that comes again
    return not typed.isUndoAvailable() and (key is _Key.Undo or not typed.isRedoAvailable())
