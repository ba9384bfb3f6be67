"""The chosen metric: what it means; in tabs how it stands, how it came about, what its data are worth."""

from functools import cached_property
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from partnertracker.domain.metrics.figure import Figure
from partnertracker.gui.desk import Desk
from partnertracker.gui.late import part
from partnertracker.gui.metrics.figure_pane import FigurePane
from partnertracker.gui.theme.controls import button, card, label
from partnertracker.gui.theme.theme import Theme

_MARGIN = 14

FIGURE, _CHANGE, _DATA = range(3)
"""The places of the tabs: how the metric stands, how it came about, what its data are worth."""

_TABS, _NAMES = ("Figure", "Change", "Data"), ("figure", "change", "data")


class Detail(QWidget):
    """The card at the right of the Metrics view."""

    target_wanted = Signal()
    """The target shall be edited."""

    record_wanted = Signal(str, int)
    """A record of which the change tells shall be shown: table, key."""

    command_wanted = Signal(str)
    """A command of the window, by its name, was asked for on a pane."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card, empty."""
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._explained: Figure | None = None
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
        self._places = [self.figure, QWidget(), QWidget()]
        for words, pane in zip(_TABS, self._places, strict=True):
            self.tabs.addTab(words)
            self._panes.addWidget(pane)
        self._lay_out()
        self.edit_target.clicked.connect(self.target_wanted)
        self.tabs.currentChanged.connect(self._turn)

    @cached_property
    def change(self) -> Any:  # noqa: ANN401  a ChangePane, loaded when somebody turns to it
        """The pane that shows how the figure came about."""
        pane = self._put(_CHANGE, part("metrics.change:ChangePane"))
        pane.rows.record_wanted.connect(self.record_wanted)
        return pane

    @cached_property
    def data(self) -> Any:  # noqa: ANN401  a DataPane, loaded when somebody turns to it
        """The pane that shows what the metric's data are worth."""
        pane = self._put(_DATA, part("metrics.data:DataPane"))
        pane.command_wanted.connect(self.command_wanted)
        return pane

    def show_metric(self, figure: Figure) -> None:
        """Say which metric it is, and what it means."""
        self.title.setText(figure.metric.label)
        self.definition.setText(figure.metric.definition)
        self.edit_target.setText("Edit target" if figure.goal is not None else "Set a target")

    def focus_trend(self) -> None:
        """Take the keyboard to the trend."""
        self.tabs.setCurrentIndex(FIGURE)
        self.figure.chart.setFocus()

    def explain(self, figure: Figure) -> None:
        """Have the panes beside the figure's own follow it, as far as somebody turned to them."""
        self._explained = figure
        for name in {"change", "data"} & self.__dict__.keys():
            getattr(self, name).show_figure(figure)

    def _turn(self, place: int) -> None:
        self._panes.setCurrentWidget(getattr(self, _NAMES[place]))

    def _put(self, place: int, build: Any) -> Any:  # noqa: ANN401  the class of a pane, and one of it
        """Build a pane where it stays."""
        pane = build(self._desk, self._theme, self._panes)
        self._panes.insertWidget(place, pane)
        self._panes.removeWidget(self._places[place])
        self._places[place].deleteLater()
        self._places[place] = pane
        if self._explained is not None:
            pane.show_figure(self._explained)
        return pane

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
