"""The sign over the figures of a closed period: when it was closed, and what was restated since."""

from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from partnertracker.domain.facts import Facts
from partnertracker.domain.periods import Period
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import Button
from partnertracker.services.closing import ClosedPeriod, closing_of, question_of
from partnertracker.services.restating import Question, restatements
from partnertracker.services.session import Session


class _Frozen(NamedTuple):
    """What was known when a period was closed; it never changes."""

    closed: ClosedPeriod
    then: Facts
    question: Question


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
        self._frozen: _Frozen | None = None
        self.hide()

    def refresh(self) -> None:
        """Say how the period at the top stands."""
        self._questions.forget_all()
        period, kept = self._desk.choice.period, self._frozen
        if not len(self._desk.facts["closed_periods"]):
            self.hide()
            return
        self._questions.ask("frozen", lambda session: _frozen(session, period, kept), self._take)

    def _take(self, frozen: _Frozen | None) -> None:
        self._frozen = frozen
        if frozen is None or not _same_days(frozen.question.period, self._desk.choice.period):
            self.hide()
            return
        self._questions.compute("restated", lambda now: _restated(frozen, now), self._show)

    def _show(self, restated: int) -> None:
        if self._frozen is None:
            return
        closed = formats.long_date(self._frozen.closed.closed_on)
        since = f"{formats.counted(restated, 'metric')} restated" if restated else "as reported"
        self.setText(f"Closed {closed} · {since}")
        self.setAccessibleName(self.text())
        self.show()


def _frozen(session: Session, period: Period, kept: _Frozen | None) -> _Frozen | None:
    closed = closing_of(session, period)
    if closed is None or (kept is not None and kept.closed == closed):
        return kept if closed is not None else None
    past = session.as_known(closed.step)
    then = past.load()
    past.store.close()
    return _Frozen(closed, then, question_of(closed, then))


def _restated(frozen: _Frozen, now: Facts) -> int:
    return sum(each.is_restated for each in restatements(frozen.then, now, frozen.question))


def _same_days(one: Period, other: Period) -> bool:
    return (one.start, one.end) == (other.start, other.end)
