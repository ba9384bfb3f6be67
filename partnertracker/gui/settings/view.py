"""The page of settings."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.settings.capacities_card import CapacitiesCard
from partnertracker.gui.settings.fields_card import FieldsCard
from partnertracker.gui.settings.file_card import FileCard
from partnertracker.gui.settings.scorecard_card import ScorecardCard
from partnertracker.gui.settings.stages_card import StagesCard
from partnertracker.gui.settings.window_card import WindowCard
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.gui.view import View

_CARD = 620
_WIDE = 1100
_MOST = 1000  # of the width there is, until the cards are as wide as they get


class SettingsView(View):
    """All cards, in two columns where there is room for them."""

    interest = frozenset(
        {
            *("settings", "stages", "scorecards", "capacities", "deals", "costs", "company_revenue"),
            *("custom_fields", "custom_values"),
        }
    )

    def __init__(self, desk: Desk, theme: Theme, memory: Memory, parent: QWidget | None = None) -> None:
        """Build the cards."""
        super().__init__(desk, parent)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the focus of what is in it
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        page = QWidget()
        area.setWidget(page)
        self.file = FileCard(desk, page)
        self.stages = StagesCard(desk, page)
        self.scorecard = ScorecardCard(desk, page)
        self.capacities = CapacitiesCard(desk, page)
        self.fields = FieldsCard(desk, page)
        self.window_card = WindowCard(theme, memory, page)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(GAP)
        self._columns.addLayout(_column(self.file, self.stages, self.fields), _MOST)
        self._columns.addLayout(_column(self.scorecard, self.capacities, self.window_card), _MOST)
        self._columns.addStretch(1)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(GAP, GAP, GAP, GAP)
        whole.setSpacing(3 * STEP)
        whole.addWidget(label("Settings", "title"))
        whole.addLayout(self._columns)
        whole.addStretch(1)

    def take_focus(self) -> None:
        """Begin at the first thing that can be set."""
        self.setFocus()
        self.focusNextChild()

    def refresh(self) -> None:
        """Show what is set; what can't be changed now is greyed."""
        cards = (self.file, self.stages, self.fields, self.scorecard, self.capacities, self.window_card)
        for each in cards:
            each.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below each other where they don't fit side by side."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(_WIDE)
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )


def _column(*cards: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GAP)
    for each in cards:
        each.setMaximumWidth(scaled(_CARD))
        column.addWidget(each)
    column.addStretch(1)
    return column
