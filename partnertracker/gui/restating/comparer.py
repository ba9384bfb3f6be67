"""Works out a comparison on the desk's lanes: the figures first, then row by row what made the difference."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from partnertracker.domain.facts import Facts
from partnertracker.gui.desk import Desk
from partnertracker.gui.questions import Questions
from partnertracker.services.elsewhere import Asked
from partnertracker.services.ports import Step
from partnertracker.services.restating import (
    Differences,
    Question,
    Restatement,
    differences,
    restatements,
    target_difference,
)
from partnertracker.services.session import Session
from partnertracker.services.tracing import Explained, explained, steps_behind


@dataclass(frozen=True, slots=True)
class Basis:
    """What today is compared with.

    Attributes:
        heading: what that is, for a person.
        column: the words over its figures.
        open: opens the file as it was known, and says which figures are compared; runs on the file lane.
    """

    heading: str
    column: str
    open: Callable[[Session], tuple[Session, Question]]


@dataclass(frozen=True, slots=True)
class Account:
    """Why one metric is another one than it was: its rows, and behind them its target if that moved."""

    found: Differences
    rows: tuple[Explained, ...]


class Comparer(QObject):
    """Compares one basis at a time with the file as it is, and again when that changes."""

    compared = Signal()
    """``question`` and ``figures`` are known."""

    accounted = Signal(str)
    """The rows behind a metric's difference are known: its id."""

    finished = Signal()
    """All rows, and the ``steps`` behind them, are known."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Take the desk over the file as it is; nothing is compared yet."""
        super().__init__(parent)
        self._desk = desk
        self._questions = Questions(desk, self)
        self._basis: Basis | None = None
        self._past: Session | None = None
        self._turn = 0
        self._waiting: list[str] = []
        self.question: Question | None = None
        self.figures: tuple[Restatement, ...] = ()
        self.accounts: dict[str, Account] = {}
        self.steps: tuple[Step, ...] = ()
        desk.changed.connect(self._again)

    def compare(self, basis: Basis) -> None:
        """Compare another basis."""
        self._basis = basis
        self._forget()
        turn = self._turn

        def take(opened: tuple[Session, Question]) -> None:
            past, question = opened
            if turn == self._turn:
                self._past, self.question = past, question
                self._ask_figures(past, question)
            else:
                self._close(past)

        self._desk.ask(basis.open, take)

    def want(self, metric: str) -> None:
        """Work out the rows of this metric before those of others."""
        if metric in self._waiting:
            self._waiting.remove(metric)
            self._waiting.insert(0, metric)

    def close(self) -> None:
        """Let go of the past."""
        self._forget()

    def _again(self) -> None:
        if self._basis is not None and self._past is not None:
            self.compare(self._basis)

    def _forget(self) -> None:
        self._turn += 1
        self._questions.forget_all()
        self.accounts, self.steps, self._waiting = {}, (), []
        if self._past is not None:
            self._close(self._past)
            self._past = None

    def _close(self, past: Session) -> None:
        self._desk.ask(lambda _session: past.store.close(), lambda _none: None)

    def _ask_figures(self, past: Session, question: Question) -> None:
        then = past.facts

        def take(found: tuple[Restatement, ...]) -> None:
            self.figures = found
            self._waiting = [each.metric.id for each in found if each.is_restated]
            self.compared.emit()
            self._go_on(past, question)

        self._questions.compute("figures", lambda now: restatements(then, now, question), take)

    def _go_on(self, past: Session, question: Question) -> None:
        """Work out the rows of the next metric, and when all are there the steps."""
        if not self._waiting:
            every = [row for account in self.accounts.values() for row in account.rows]
            self._finish(steps_behind(every))
            return
        metric = self._waiting.pop(0)

        restated = next(each for each in self.figures if each.metric.id == metric)
        targets = target_difference(restated)

        def rows(now: Facts) -> Differences:
            return differences(past.facts, now, metric, question)

        def explain(found: Differences) -> None:
            every, asked = (*found.rows, *targets), Asked(restated, question)
            self._questions.ask("why", lambda session: explained(session, past, every, asked), keep(found))

        def keep(found: Differences) -> Callable[[list[Explained]], None]:
            def take(explanations: list[Explained]) -> None:
                self.accounts[metric] = Account(found, tuple(explanations))
                self.accounted.emit(metric)
                self._go_on(past, question)

            return take

        self._questions.compute("rows", rows, explain)

    def _finish(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps
        self.finished.emit()
