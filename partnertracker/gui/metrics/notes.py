"""What somebody pinned to the trend of a metric."""

from typing import NamedTuple

from partnertracker.domain.columns import day_of
from partnertracker.domain.metrics.figure import Figure
from partnertracker.services.session import Session


class Note(NamedTuple):
    """A note about a metric on a day."""

    metric: str
    day: int
    text: str


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
