"""The chosen metric: what it means, and how it stands."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.domain.metrics.figure import Figure
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.figure_pane import FigurePane
from partnertracker.gui.theme.controls import button, card, label
from partnertracker.gui.theme.theme import Theme

_MARGIN = 14


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
        self.figure = FigurePane(desk, theme, self._frame)
        self._lay_out()
        self.edit_target.clicked.connect(self.target_wanted)

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
        words = QHBoxLayout()
        words.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        words.addWidget(self.definition)
        inside.addLayout(words)
        inside.addWidget(self.figure, 1)
