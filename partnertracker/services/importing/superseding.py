"""Stage events that the program wrote with an imported deal, and that a file of events tells better."""

from collections.abc import Mapping, Sequence

from partnertracker.domain.fields import Value
from partnertracker.services.editing.stage_events import TABLE
from partnertracker.services.ports import Writer


class Superseded:
    """Finds the events to take away when events of the same deals are imported.

    A deal imported beyond the first stage gets an event for its present stage unless the events given say so.
    They may be given later, in a file of their own: then the event that came with the deal goes.
    """

    def __init__(self, writer: Writer) -> None:
        """Look at the events that are there before the import."""
        self._writer = writer
        self._told: set[tuple[Value, Value]] = set()
        self._before = writer.count(TABLE) > 0

    def note(self, columns: Mapping[str, Sequence[Value]]) -> None:
        """Take imported events: they say when these deals entered these stages."""
        if self._before:
            self._told.update(zip(columns["deal"], columns["stage"], strict=True))

    def delete(self) -> None:
        """Delete what they say better: events as old as their deal, for the stage that it is in."""
        if not self._told:
            return
        made = {
            row_id: (stage, step)
            for row_id, stage, step in self._writer.each("deals", ("id", "stage", "created_step"))
            if (row_id, stage) in self._told
        }
        events = self._writer.each(TABLE, ("key", "deal", "stage", "created_step"))
        keys = [int(key or 0) for key, deal, stage, step in events if made.get(deal) == (stage, step)]
        if keys:
            self._writer.delete(TABLE, keys)
