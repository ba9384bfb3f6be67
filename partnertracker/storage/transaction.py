"""One transaction: everything in it or nothing."""

import sqlite3
from types import TracebackType
from typing import Self

from partnertracker.domain.errors import UnusableFileError


class Transaction:
    """Begins at once for writing, commits at the end of the ``with``, rolls back on any exception."""

    def __init__(self, conn: sqlite3.Connection, name: str) -> None:
        """Take the connection and the file's name for a sentence."""
        self._conn = conn
        self._name = name
        self._forgotten = False

    def forget(self) -> None:
        """Roll back at the end, without a failure."""
        self._forgotten = True

    def __enter__(self) -> Self:
        """Begin; waits while another program writes, but not for ever."""
        self._conn.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit or roll back.

        Raises:
            UnusableFileError: SQLite had rolled back by itself, as it does when the disk is full or fails.
        """
        try:
            if kind is None and not self._forgotten:
                self._commit()
        finally:
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")

    def _commit(self) -> None:
        if not self._conn.in_transaction:
            sentence = f"The disk that holds {self._name} is full or failed; nothing of this step was stored."
            raise UnusableFileError(sentence, "Free some space, or save a copy elsewhere.")
        self._conn.execute("COMMIT")
