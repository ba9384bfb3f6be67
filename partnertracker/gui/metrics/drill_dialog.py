"""Figures of another page than Metrics, each with the rows that add up to it, in a small window."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.domain.columns import NO_ROW
from partnertracker.domain.facts import Facts
from partnertracker.domain.periods import Period, title
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics import wording
from partnertracker.gui.metrics.behind import Behind, behind
from partnertracker.gui.metrics.drill_pane import DrillPane
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.services.listing.columns import names_of
from partnertracker.services.measuring import figures

_SIZE = (520, 560)


@dataclass(frozen=True, slots=True)
class Asked:
    """Some figures of a partner.

    Attributes:
        partner: its key.
        metrics: the ids of what is measured.
        period: of which period.
        as_of: seen from which day.
    """

    partner: int
    metrics: tuple[str, ...]
    period: Period
    as_of: int


class DrillDialog(QDialog):
    """Explains figures of a partner, and follows every change of the file while it is open."""

    def __init__(self, desk: Desk, theme: Theme, asked: Asked, parent: QWidget | None = None) -> None:
        """Take which figures."""
        super().__init__(parent)
        self._desk = desk
        self._asked = asked
        self._questions = Questions(desk, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.title = label(role="title", parent=self)
        self.values = [label(role="heading", parent=self) for _ in asked.metrics]
        self.panes = [DrillPane(desk, theme, self) for _ in asked.metrics]
        self._lay_out()
        for pane in self.panes:
            pane.rows.record_wanted.connect(self._open_record)
        desk.changed.connect(self._ask)
        self._ask()

    def _ask(self) -> None:
        asked = self._asked

        def work(facts: Facts) -> tuple[str, list[Behind]]:
            (at,) = facts["partners"].positions_of([asked.partner])
            if at == NO_ROW:
                return "", []
            name, period, day = names_of(facts, "partners")[at], asked.period, asked.as_of
            found = figures(
                facts, period, day, scopes=[f"partner:{name}"], metrics=asked.metrics, trend=False
            )
            return name, [behind(facts, each) for each in found]

        self._questions.compute("behind", work, self._show)

    def _show(self, found: tuple[str, list[Behind]]) -> None:
        name, every = found
        if not every:  # the partner is gone
            self.close()
            return
        words = f"{name}, {title(self._asked.period)}"
        self.setWindowTitle(words)
        self.title.setText(words)
        currency = self._desk.facts.settings.currency
        for value, pane, each in zip(self.values, self.panes, every, strict=True):
            value.setText(f"{each.figure.metric.label} {wording.value_of(each.figure, currency)}")
            pane.show_behind(each, currency, self._desk.today)

    def _open_record(self, table: str, key: int) -> None:
        self._desk.open_record(table, key)
        self.close()

    def _lay_out(self) -> None:
        close = button("Close", "primary")
        close.setDefault(True)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP, GAP, GAP, GAP)
        whole.setSpacing(2 * STEP)
        whole.addWidget(self.title)
        for value, pane in zip(self.values, self.panes, strict=True):
            whole.addWidget(value)
            whole.addWidget(pane, 1)
            whole.addSpacing(STEP)
        whole.addLayout(foot)
