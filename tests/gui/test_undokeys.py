"""Undo and redo go to what is typed first, then to the window."""

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from partnertracker.gui.undokeys import UndoKeys

KEYS = ("Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z")


class Around(QWidget):
    """A window with an input and a table, that notes the keys it gets itself."""

    def __init__(self, entry: QWidget) -> None:
        super().__init__()
        self.entry = entry
        self.reached: list[str] = []
        self.table = QTableView()
        self.cells = QStandardItemModel(self)
        self.cells.appendRow([QStandardItem("one"), QStandardItem("two")])
        self.table.setModel(self.cells)
        layout = QVBoxLayout(self)
        for each in (entry, self.table):
            layout.addWidget(each)
        for keys in KEYS:
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _on=False, keys=keys: self.reached.append(keys))
            self.addAction(action)
        UndoKeys(self)


@pytest.fixture(params=[QLineEdit, QPlainTextEdit, QDateEdit])
def around(request: pytest.FixtureRequest, qtbot: QtBot) -> Around:
    entry: QWidget = request.param()
    if isinstance(entry, QDateEdit):
        entry.setDate(QDate(2026, 1, 5))
    around = Around(entry)
    qtbot.addWidget(around)
    around.show()
    around.activateWindow()
    qtbot.waitUntil(around.isActiveWindow)
    return around


def text_of(entry: QWidget) -> str:
    assert isinstance(entry, QLineEdit | QPlainTextEdit)
    return entry.text() if isinstance(entry, QLineEdit) else entry.toPlainText()


def press(*every: str) -> None:
    for keys in every:
        held = QApplication.focusWidget()
        assert held is not None
        QTest.keySequence(held, QKeySequence(keys))


def test_an_input_that_nothing_was_typed_in_leaves_the_keys_to_the_window(around: Around) -> None:
    around.entry.setFocus()
    press(*KEYS)
    assert around.reached == list(KEYS)


@pytest.mark.parametrize("around", [QLineEdit, QPlainTextEdit], indirect=True)
def test_what_is_typed_is_taken_back_and_typed_again_before_the_window_is_asked(around: Around) -> None:
    around.entry.setFocus()
    QTest.keyClicks(around.entry, "Litware")
    press("Ctrl+Z")
    assert (text_of(around.entry), around.reached) == ("", [])
    press("Ctrl+Shift+Z")
    assert (text_of(around.entry), around.reached) == ("Litware", [])
    press("Ctrl+Z", "Ctrl+Z")
    assert around.reached == ["Ctrl+Z"]


@pytest.mark.parametrize("around", [QLineEdit], indirect=True)
def test_an_open_cell_takes_back_its_typing_then_closes_for_the_window(around: Around) -> None:
    around.table.setFocus()
    around.table.setCurrentIndex(around.cells.index(0, 0))
    QTest.keyClicks(around.table, "x")
    press("Ctrl+Z")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert (editor.text(), around.reached) == ("one", [])
    press("Ctrl+Z")
    assert around.reached == ["Ctrl+Z"]
    assert QApplication.focusWidget() is around.table
    assert around.cells.index(0, 0).data(Qt.ItemDataRole.DisplayRole) == "one"


@pytest.mark.parametrize("around", [QLineEdit], indirect=True)
def test_what_is_typed_in_a_cell_is_not_lost_for_a_step_that_comes_again(around: Around) -> None:
    around.table.setFocus()
    around.table.setCurrentIndex(around.cells.index(0, 0))
    QTest.keyClicks(around.table, "x")
    press("Ctrl+Y", "Ctrl+Shift+Z")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert (editor.text(), around.reached) == ("x", [])
