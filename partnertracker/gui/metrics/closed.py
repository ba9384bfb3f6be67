"""The sign over the figures of a closed period: when it was closed, and what was restated since."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from partnertracker.domain.periods import Period
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.late import service
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import Button

if TYPE_CHECKING:
    from partnertracker.services.frozen import Frozen


class ClosedMark(Button):
    """Hidden while the period is open; a click leads to what was reported beside what is seen today."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Start hidden; ``refresh`` looks at the desk's period."""
        super().__init__(parent)
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        self.setToolTip("Compare what was reported with what is seen today")
        self._desk = desk
        self._questions = Questions(desk, self)
        self._frozen: Frozen | None = None
        self.hide()

    def refresh(self) -> None:
        """Say how the period at the top stands."""
        self._questions.forget_all()
        period, kept = self._desk.choice.period, self._frozen
        if not len(self._desk.facts["closed_periods"]):
            self.hide()
            return
        self._questions.ask(
            "frozen", lambda session: service("frozen:frozen_of")(session, period, kept), self._take
        )

    def _take(self, frozen: "Frozen | None") -> None:
        self._frozen = frozen
        if frozen is None or not _same_days(frozen.question.period, self._desk.choice.period):
            self.hide()
            return
        self._questions.compute("restated", lambda now: service("frozen:restated")(frozen, now), self._show)

    def _show(self, restated: int) -> None:
        if self._frozen is None:
            return
        closed = formats.long_date(self._frozen.closed.closed_on)
        since = f"{formats.counted(restated, 'metric')} restated" if restated else "as reported"
        self.setText(f"Closed {closed} · {since}")
        self.setAccessibleName(self.text())
        self.show()


def _same_days(one: Period, other: Period) -> bool:
    return (one.start, one.end) == (other.start, other.end)
