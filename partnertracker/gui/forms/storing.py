"""Storing drafts one after another."""

from collections.abc import Callable

from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.draft import Draft
from partnertracker.gui.forms.texts import Wording
from partnertracker.services.ports import Outcome
from partnertracker.services.recording import Typed, record


class Storing:
    """Stores what is valid of a draft; while one is being stored the next ones wait for their turn.

    Else a new record that is typed on would be stored twice: it has no key before it is stored.
    """

    def __init__(
        self,
        desk: Desk,
        stored: Callable[[Draft, Row, Outcome], None],
        refused: Callable[[Draft, Exception], None],
    ) -> None:
        """Take what is told when a draft is stored, with the values, and when the file would not take it."""
        self._desk = desk
        self._stored = stored
        self._refused = refused
        self._busy = False
        self._queue: list[Draft] = []

    def store(self, draft: Draft) -> None:
        """Store a draft, now or in its turn, as it stands then: if it is valid and there is something new."""
        reading = draft.read(Wording(self._desk.facts, self._desk.today))
        if reading.problems or not reading.values:
            return
        if self._busy:
            self._queue += [] if draft in self._queue else [draft]
            return
        self._busy = True
        draft.under_way = frozenset(reading.values)
        values: Row = {**draft.base, **reading.values} if draft.key is None else reading.values
        typed = Typed(draft.table, draft.key, values, frozenset(draft.adding))
        self._desk.change(
            lambda session: session.execute(*record(session, typed)),
            lambda outcome: self._go_on(draft, lambda: self._stored(draft, values, outcome)),
            lambda error: self._go_on(draft, lambda: self._refused(draft, error)),
        )

    def _go_on(self, draft: Draft, tell: Callable[[], None]) -> None:
        self._busy, draft.under_way = False, frozenset()
        queue, self._queue = self._queue, []
        tell()
        for waiting in queue:
            self.store(waiting)
