"""Somebody in front of the import window, who works its widgets as a hand would."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QRadioButton

from partnertracker.gui.importing.dialog import ImportDialog
from partnertracker.gui.importing.line import MappingLine
from partnertracker.gui.importing.picker import Picker
from partnertracker.gui.importing.questions import QuestionPanel


class Person:
    """Chooses, maps, checks and imports."""

    def __init__(self, dialog: ImportDialog) -> None:
        self.dialog = dialog

    def chooses_file(self, path: Path) -> None:
        field = self.dialog.choosing.path
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, str(path))
        QTest.keyClick(field, Qt.Key.Key_Return)

    def chooses_table(self, table: str) -> None:
        self.picks(self.dialog.choosing.table, table)

    def picks(self, picker: Picker, value: str) -> None:
        index = picker.findData(value)
        assert index >= 0, f"{picker.accessibleName()} doesn't offer {value!r}"
        picker.setCurrentIndex(index)
        picker.activated.emit(index)

    def goes_on(self) -> None:
        button = self.dialog.footer.on_button
        assert button.isEnabled(), f"“{button.text()}” can't be pressed"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def goes_back(self) -> None:
        QTest.mouseClick(self.dialog.footer.back_button, Qt.MouseButton.LeftButton)

    def line(self, field: str) -> MappingLine:
        return next(line for line in self.dialog.mapping.lines.lines if line.target.name == field)

    def maps(self, field: str, column: str) -> None:
        self.picks(self.line(field).column, column)

    def fills_empty(self, field: str, text: str) -> None:
        default = self.line(field).default
        if isinstance(default, QLineEdit):
            default.clear()
            QTest.keyClicks(default, text)
            default.editingFinished.emit()
        else:
            self.picks(default, text)

    def turns(self, field: str, theirs: str, ours: str) -> None:
        words = self.line(field).words
        if not words.isVisible():
            QTest.mouseClick(self.line(field).toggle, Qt.MouseButton.LeftButton)
        self.picks(words.picker(theirs), ours)

    def answers(self, panel: QuestionPanel, words: str) -> None:
        choice = next(each for each in panel.findChildren(QRadioButton) if words in each.text())
        choice.click()

    def tab_titles(self) -> list[str]:
        tabs = self.dialog.checking.tabs
        return [tabs.tabText(tab) for tab in range(tabs.count()) if tabs.isTabVisible(tab)]

    def rows(self, tab: int) -> list[list[str]]:
        """Read the first portion of a tab."""
        model = self.dialog.checking.models[tab]
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    @property
    def told(self) -> str:
        """What the notice says; empty when there is none."""
        notice = self.dialog.notice
        return notice.sentence.text() if notice.isVisible() else ""
