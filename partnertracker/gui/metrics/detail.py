"""The chosen metric: what it means; in tabs how it stands, how it came about, what its data are worth."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from partnertracker.domain.metrics.figure import Figure
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.change import ChangePane
from partnertracker.gui.metrics.data import DataPane
from partnertracker.gui.metrics.figure_pane import FigurePane
from partnertracker.gui.theme.controls import button, card, label
from partnertracker.gui.theme.theme import Theme

_MARGIN = 14

FIGURE = 0
"""The place of the tab that shows how the metric stands."""


class Detail(QWidget):
    """The card at the right of the Metrics view."""

    target_wanted = Signal()
    """The target shall be edited."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card, empty."""
        super().__init__(parent)
        self._frame = card(self)
        self.title = label(role="heading")
        self.title.setWordWrap(True)
        self.title.setMinimumWidth(1)
        self.edit_target = button("Edit target", "link")
        self.edit_target.setToolTip("Edit target (E)")
        self.edit_metric = button("Edit metric", "link")
        self.edit_metric.setToolTip("Edit metric (F2)")
        self.edit_metric.hide()
        self.definition = label(role="muted")
        self.definition.setWordWrap(True)
        self.tabs = QTabBar(self._frame)
        self.tabs.setAccessibleName("What is shown of the metric")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._panes = QStackedWidget(self._frame)
        self.figure = FigurePane(desk, theme, self._panes)
        self.change = ChangePane(desk, theme, self._panes)
        self.data = DataPane(desk, theme, self._panes)
        for words, pane in (("Figure", self.figure), ("Change", self.change), ("Data", self.data)):
            self.tabs.addTab(words)
            self._panes.addWidget(pane)
        self._lay_out()
        self.edit_target.clicked.connect(self.target_wanted)
        self.tabs.currentChanged.connect(self._panes.setCurrentIndex)

    def show_metric(self, figure: Figure) -> None:
        """Say which metric it is, and what it means."""
        self.title.setText(figure.metric.label)
        self.definition.setText(figure.metric.definition)
        self.edit_target.setText("Edit target" if figure.goal is not None else "Set a target")

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._frame)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(1, 10, 1, 1)
        inside.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        head.setSpacing(12)
        head.addWidget(self.title, 1)
        head.addWidget(self.edit_metric)
        head.addWidget(self.edit_target)
        inside.addLayout(head)
        for widget in (self.definition, self.tabs):
            row = QHBoxLayout()
            row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
            row.addWidget(widget)
            inside.addLayout(row)
        inside.addWidget(self._panes, 1)
