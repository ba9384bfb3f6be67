"""Which part of the chosen figure is looked into, and the question what is behind it."""

from PySide6.QtCore import QObject, Signal

from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import period_named
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.behind import Behind, behind, drilled_figure
from partnertracker.gui.questions import Questions


class Drilling(QObject):
    """Remembers the part while figures change, and asks anew for each."""

    found = Signal(object)
    """What is behind it: the ``Behind``."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Start with whole figures."""
        super().__init__(parent)
        self._desk = desk
        self._questions = Questions(desk, self)
        self._part = ("", "")

    @property
    def pending(self) -> bool:
        """Whether an answer is still to come."""
        return self._questions.pending

    @property
    def period_label(self) -> str:
        """The period of the trend that is looked into; empty: the figure's own."""
        return self._part[0]

    def leave(self) -> None:
        """Look into whole figures again."""
        self._part = ("", "")

    def forget(self) -> None:
        """No longer want an answer."""
        self._questions.forget_all()

    def into(self, figure: Figure, period_label: str, partner: str = "") -> None:
        """Ask what is behind a figure in a period of its trend, or behind a partner's part of it."""
        self._part = (period_label, partner)
        self.ask(figure)

    def ask(self, figure: Figure) -> None:
        """Ask what is behind the same part of a figure; its own period where its trend has no such one."""
        label, partner = self._part
        if label not in {"", *(point.period.label for point in figure.trend)}:
            label = ""
            self._part = (label, partner)
        start = self._desk.facts.settings.fiscal_year_start
        period = period_named(label, start) if label else figure.period

        def work(facts: Facts) -> Behind:
            whole = drilled_figure(facts, figure, period)
            return behind(facts, drilled_figure(facts, whole, period, partner), split=whole)

        self._questions.compute("behind", work, self.found.emit)
