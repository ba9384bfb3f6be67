"""The targets that were set for a metric and a scope before."""

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QListView

from partnertracker.domain.metrics.metric import Metric
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.targets import Earlier, earlier_targets
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.sizes import scaled

_HEIGHT = 108


class EarlierTargets(QListView):
    """One line each, the newest first: what, by whom, since when and why."""

    def __init__(self, desk: Desk, metric: Metric) -> None:
        """Start empty; ``show_scope`` reads those of the metric."""
        super().__init__()
        self._metric = metric
        self._desk = desk
        self._questions = Questions(desk, self)
        self._lines = QStringListModel(self)
        self.setModel(self._lines)
        self.setAccessibleName("Targets set before")
        self.setProperty("role", "lines")
        self.setFixedHeight(scaled(_HEIGHT))
        self.setWordWrap(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def show_scope(self, scope: str) -> None:
        """Show those of a scope; a partner by its name."""
        settings, today, metric = self._desk.facts.settings, self._desk.today, self._metric
        self._questions.ask(
            "earlier",
            lambda session: earlier_targets(
                session, metric, scope, settings.currency, settings.fiscal_year_start, today
            ),
            self._show,
        )

    @property
    def lines(self) -> list[str]:
        """What is shown."""
        return self._lines.stringList()

    def _show(self, earlier: tuple[Earlier, ...]) -> None:
        self._lines.setStringList([each.line for each in earlier] or ["None was set before."])
