"""Where the page's figures come from: after an edit the values come before the trends."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure, TrendPoint
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.questions import Questions
from partnertracker.services.measuring import figures

_AFTER_PAINTING_MS = 40
_AT_A_TIME = 4


class FiguresSource(QObject):
    """Computes figures on the figures lane and hands on what there is to show."""

    arrived = Signal(list)
    """All figures for the choice, to be shown in place of those before."""

    settled = Signal()
    """The figures are complete: what is behind the chosen one can be asked for."""

    failed = Signal(object)
    """The figures could not be computed: the exception."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Take the desk; nothing is computed until it is asked for."""
        super().__init__(parent)
        self._desk = desk
        self._questions = Questions(desk, self)
        self._shown: list[Figure] = []
        self._asked: Choice | None = None
        self._current = self._complete = False
        self._trends = QTimer(self)
        self._trends.setSingleShot(True)
        self._trends.setInterval(_AFTER_PAINTING_MS)
        self._trends.timeout.connect(self._ask_trends)

    def ask(self) -> None:
        """Compute the figures for the desk's choice; older questions are forgotten."""
        self.pause()
        self._current = self._complete = False
        if self._asked == self._desk.choice:
            # the same question after an edit: trends take several times as long as what they end in
            self._compute("values", None, self._continue, trend=False)
        else:
            self._compute("figures", None, self._replace, trend=True)

    def pause(self) -> bool:
        """Compute nothing more while nobody looks; tell whether the figures shown are those asked for."""
        self._questions.forget_all()
        self._trends.stop()
        return self._current

    def resume(self) -> None:
        """Go on with what was left when paused."""
        if self._current and not self._complete:
            self._trends.start()

    def _compute(
        self,
        name: str,
        metrics: list[str] | None,
        then: Callable[[list[Figure], Choice], None],
        *,
        trend: bool,
    ) -> None:
        choice = self._desk.choice

        def work(facts: Facts) -> list[Figure]:
            scopes = (choice.scope,)
            return figures(facts, choice.period, choice.as_of, scopes=scopes, metrics=metrics, trend=trend)

        self._questions.compute(name, work, lambda found: then(found, choice), self.failed.emit)

    def _replace(self, found: list[Figure], choice: Choice) -> None:
        self._asked = choice
        self._show(found)
        self._settle()

    def _continue(self, found: list[Figure], _choice: Choice) -> None:
        """Show new values; of the trends those that are known, up to the period that is shown."""
        before = {figure.metric.id: figure.trend for figure in self._shown}
        self._show([_ending(figure, before.get(figure.metric.id, ())) for figure in found])
        # once that is painted: a computing thread would hold up the painting
        self._trends.start()

    def _ask_trends(self) -> None:
        """Compute the trends anew, few at a time: another edit need not wait for the rest."""
        ids = [figure.metric.id for figure in self._shown]
        for start in range(0, len(ids), _AT_A_TIME):
            some = ids[start : start + _AT_A_TIME]
            then = self._finish if some[-1] == ids[-1] else self._merge
            self._compute(f"trends {start}", some, then, trend=True)

    def _merge(self, found: list[Figure], _choice: Choice) -> None:
        new = {figure.metric.id: figure for figure in found}
        self._show([new.get(figure.metric.id, figure) for figure in self._shown])

    def _finish(self, found: list[Figure], choice: Choice) -> None:
        self._merge(found, choice)
        self._settle()

    def _settle(self) -> None:
        self._complete = True
        self.settled.emit()

    def _show(self, found: list[Figure]) -> None:
        self._shown, self._current = found, True
        self.arrived.emit(found)


def _ending(figure: Figure, trend: tuple[TrendPoint, ...]) -> Figure:
    if not trend:
        return figure
    last = trend[-1]._replace(value=figure.value, target=figure.target)
    return figure._replace(trend=(*trend[:-1], last))
