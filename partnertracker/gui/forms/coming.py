"""The record that is on its way into a form."""

from collections.abc import Callable

from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.lane import Ticket
from partnertracker.services.recording import row_by_names


class Coming:
    """Reads the record that was asked for last; one that is no longer wanted never arrives.

    Attributes:
        key: the key of the record on its way; None: there is none.
    """

    def __init__(self, desk: Desk, table: str, take: Callable[[int, Row | None], None]) -> None:
        """Take what is called with a record's key and its row, other rows by name; None: it is gone."""
        self._desk = desk
        self._table = table
        self._take = take
        self._ticket = Ticket()
        self.key: int | None = None

    def ask(self, key: int) -> None:
        """Ask for a record, in place of the one on its way."""
        self.drop()
        self.key = key
        self._ticket = self._desk.ask(
            lambda session: row_by_names(session, self._table, key),
            lambda row: self._arrive(key, row),
            self._fail,
        )

    def drop(self) -> None:
        """Ask for nothing any more."""
        self._ticket.cancel()
        self.key = None

    def _arrive(self, key: int, row: Row | None) -> None:
        self.key = None
        self._take(key, row)

    def _fail(self, error: Exception) -> None:
        self.key = None
        self._desk.failed.emit(error)
