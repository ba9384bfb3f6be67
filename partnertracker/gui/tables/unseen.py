"""Rows that were entered just now and that the table doesn't show: said above it, with the way to them."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal

from partnertracker.domain.columns import NO_ROW
from partnertracker.domain.entities import entity
from partnertracker.gui import formats
from partnertracker.gui.tables.model import TableModel
from partnertracker.gui.tables.states import Notice


class UnseenRows(Notice):
    """Says how many of the new rows are not listed, until they are, are gone, or it is closed."""

    wanted = Signal(int)
    """A new row shall be shown though filters hide it: its key."""

    def __init__(self, rows: TableModel) -> None:
        """Take the rows on screen."""
        super().__init__()
        self._rows = rows
        self._keys: Sequence[int] = ()
        self._first = 0
        self.remedy.clicked.connect(lambda: self.wanted.emit(self._first))
        self.close_button.clicked.connect(self._forget)
        rows.listed.connect(self._look)

    def watch(self, keys: Sequence[int]) -> None:
        """Take the keys of rows that were added just now, to look for once rows are listed next."""
        self._keys = (*self._keys, *keys) if len(self._keys) else keys
        self.hide()

    def _forget(self) -> None:
        self._keys = ()

    def _look(self) -> None:
        if not len(self._keys):
            return
        rows = self._rows
        keys = np.asarray(self._keys, np.int64)
        positions = rows.facts[rows.table].positions_of(keys)
        there = positions != NO_ROW
        unseen = keys[there & ~np.isin(positions, rows.positions)]
        if len(unseen):
            self._first = int(unseen[0])
            self._say_how_many(len(unseen))
        else:
            self.hide()
            if there.any():
                self._keys = ()

    def _say_how_many(self, count: int) -> None:
        about, listing = entity(self._rows.table), self._rows.listing
        narrows = listing.preset or listing.filters or listing.text or not listing.later
        one = count == 1
        new = f"{formats.count(count)} new {(about.singular if one else about.plural).lower()}"
        if narrows:
            self.note(
                f"{new} {'does' if one else 'do'}n't pass the filters.", "Show it" if one else "Show them"
            )
        else:
            self.note(f"{new} {'is' if one else 'are'} saved but not part of this list.")
