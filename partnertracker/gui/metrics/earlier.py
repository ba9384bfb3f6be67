"""The targets that were set for a metric before."""

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QListView

from partnertracker.domain.metrics.metric import Metric
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.targets import Earlier, earlier_targets

_HEIGHT = 108


class EarlierTargets(QListView):
    """One line each, the newest first: what, by whom, since when and why."""

    def __init__(self, desk: Desk, metric: Metric) -> None:
        """Start empty, and read those of the metric."""
        super().__init__()
        self._lines = QStringListModel(self)
        self.setModel(self._lines)
        self.setAccessibleName("Targets set before")
        self.setFixedHeight(_HEIGHT)
        self.setWordWrap(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        settings, today = desk.facts.settings, desk.today
        desk.ask(
            lambda session: earlier_targets(
                session, metric, settings.currency, settings.fiscal_year_start, today
            ),
            self._show,
        )

    @property
    def lines(self) -> list[str]:
        """What is shown."""
        return self._lines.stringList()

    def _show(self, earlier: tuple[Earlier, ...]) -> None:
        self._lines.setStringList([each.line for each in earlier] or ["None was set before."])
