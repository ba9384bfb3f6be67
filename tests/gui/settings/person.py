"""What a person does on the page of settings, and reads there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from partnertracker.gui.settings.editor import Editor
from partnertracker.gui.settings.list_card import ListCard

NONE = Qt.KeyboardModifier.NoModifier


def rows(card: ListCard) -> list[tuple[str, ...]]:
    """Return the texts of a card's rows."""
    model = card.table.lines
    return [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def press(card: ListCard, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press a key on a card's rows."""
    QTest.keyClick(card.table, key, modifier)


def opened(within: QWidget) -> Editor:
    """Return the window that is open."""
    (editor,) = [each for each in within.findChildren(Editor) if each.isVisible()]
    return editor


def no_editor(within: QWidget) -> bool:
    """Tell whether no window is open."""
    return not any(each.isVisible() for each in within.findChildren(Editor))


def enter(editor: Editor, **texts: str) -> None:
    """Type into inputs, in the place of what stands there; choose in a box."""
    for name, text in texts.items():
        entry = editor.inputs[name]
        if isinstance(entry, QComboBox):
            entry.setCurrentIndex(entry.findText(text))
            continue
        entry.selectAll()
        QTest.keyClick(entry, Qt.Key.Key_Delete)
        QTest.keyClicks(entry, text)


def typed(editor: Editor, name: str) -> str:
    """Return what stands in an input."""
    entry = editor.inputs[name]
    return entry.currentText() if isinstance(entry, QComboBox) else entry.text()


def confirm(editor: Editor) -> None:
    """Press Enter."""
    QTest.keyClick(editor, Qt.Key.Key_Return)
