"""Where a table's texts lie between one search and the next."""

from partnertracker.domain.texts import Texts
from partnertracker.services.listing.texts import followed_texts, load_texts
from partnertracker.services.ports import TableChanges
from partnertracker.services.session import Session


class Shelf:
    """Holds a table's texts on the file lane, where they are read and follow each step in turn."""

    def __init__(self, table: str) -> None:
        """Start empty; ``load`` or the first ``follow`` fills it."""
        self._table = table
        self._texts: Texts | None = None

    def load(self, session: Session) -> Texts:
        """Read the texts as they are now."""
        self._texts = load_texts(session.store, self._table)
        return self._texts

    def follow(self, session: Session, changes: TableChanges) -> Texts:
        """Return the texts after a step that has been made."""
        if self._texts is None:
            return self.load(session)
        self._texts = followed_texts(self._texts, session.store, self._table, changes)
        return self._texts
