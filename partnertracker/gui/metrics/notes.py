"""What somebody pinned to the trend of a metric."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from partnertracker.domain.columns import day_of
from partnertracker.domain.metrics.figure import Figure
from partnertracker.gui.desk import Desk
from partnertracker.gui.questions import Questions
from partnertracker.services.session import Session


class Note(NamedTuple):
    """A note about a metric on a day."""

    metric: str
    day: int
    text: str


class Notes(QObject):
    """The notes of the open file, read when there are others.

    Attributes:
        all: every note that is about a metric.
    """

    found = Signal()
    """The notes are other ones."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Start without notes; ``refresh`` reads them."""
        super().__init__(parent)
        self.all: tuple[Note, ...] = ()
        self._behind = True
        self._questions = Questions(desk, self)
        desk.changed.connect(self._follow)

    def refresh(self) -> None:
        """Read the notes if they may be other ones than those read last."""
        if self._behind:
            self._questions.ask("notes", notes_of, self._take)

    def _take(self, notes: tuple[Note, ...]) -> None:
        self._behind = False
        if notes != self.all:
            self.all = notes
            self.found.emit()

    def _follow(self, changes: dict[str, object]) -> None:
        if "notes" in changes:
            self._behind = True
            self.refresh()


def notes_of(session: Session) -> tuple[Note, ...]:
    """Return every note that is about a metric."""
    rows = session.store.each("notes", ("metric", "date", "text"))
    return tuple(Note(str(metric), day_of(str(day)), str(text)) for metric, day, text in rows if metric)


def pinned(notes: tuple[Note, ...], figure: Figure) -> dict[str, str]:
    """Return the notes about a figure's metric by the label of the period of its trend that they fall in."""
    found: dict[str, str] = {}
    for each in figure.trend:
        texts = [
            note.text
            for note in notes
            if note.metric == figure.metric.id and each.period.start <= note.day <= each.period.end
        ]
        if texts:
            found[each.period.label] = "\n".join(texts)
    return found
