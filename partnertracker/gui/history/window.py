"""The History window: the steps of the file with the way back, and the bin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from partnertracker.gui.desk import Desk
from partnertracker.gui.history.bin import BinPane
from partnertracker.gui.history.detail import StepDetail
from partnertracker.gui.history.steps import StepsPane
from partnertracker.gui.theme.controls import close_button, foot, page_column
from partnertracker.gui.theme.places import resize_within
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP

_SIZE = (1240, 720)


class HistoryWindow(QDialog):
    """A window beside the main one; both can be worked in."""

    record_wanted = Signal(str, int)
    """A record shall be opened: table, key."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        """Begin with the newest step."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("History")
        resize_within(self, *_SIZE)
        self.steps = StepsPane(desk, theme)
        self.detail = StepDetail(desk, theme)
        self.bin = BinPane(desk, theme)
        self.detail.record_wanted.connect(self.record_wanted)
        self.steps.chosen.connect(self.detail.show_step)
        sides = QWidget()
        side_by_side = QHBoxLayout(sides)
        side_by_side.setContentsMargins(0, GAP, 0, 0)
        side_by_side.setSpacing(GAP)
        side_by_side.addWidget(self.steps, 1)
        side_by_side.addWidget(self.detail, 1)
        thrown = QWidget()
        around = QVBoxLayout(thrown)
        around.setContentsMargins(0, GAP, 0, 0)
        around.addWidget(self.bin)
        around.addWidget(self.bin.wrong)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(sides, "Steps")
        self._thrown = self.tabs.addTab(thrown, "Bin")
        layout = page_column(self)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot(close_button(self), self.detail.button, self.bin.button))
        self.tabs.currentChanged.connect(self._offer)
        self._offer()
        desk.changed.connect(self._read)
        self._read()
        self.steps.rows.setFocus()

    def _offer(self) -> None:
        """Offer at the foot what goes with the tab on screen."""
        of_bin = self.tabs.currentIndex() == self._thrown
        self.detail.button.setVisible(not of_bin)
        self.bin.button.setVisible(of_bin)

    def _read(self) -> None:
        self.steps.read()
        self.bin.read()
