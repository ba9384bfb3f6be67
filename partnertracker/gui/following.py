"""Which row of a table is the current one once other rows are listed."""

from PySide6.QtCore import QSignalBlocker

from partnertracker.gui.forms.place import FormPlace
from partnertracker.gui.tables.grid import Grid
from partnertracker.gui.tables.header import TableHeader
from partnertracker.services.listing.queries import Listing


class Following:
    """Goes to the record that was asked for, else to the first row where the list is a new one.

    A record that the rows asked for no longer hold gives way to the first of them, unless edits of it are
    not saved or somebody is in its form. One that leaves them because it was entered or changed just now
    stays in the form.
    """

    def __init__(self, header: TableHeader, grid: Grid, place: FormPlace) -> None:
        """Take what chooses the rows, the rows and where the form of the current one stands."""
        self._header = header
        self._grid = grid
        self._place = place
        self._wanted = 0
        self._in_any_case = False
        self._from: int | None = None
        self._begun = False
        self._asked: Listing | None = None

    @property
    def is_typing(self) -> bool:
        """Whether somebody is in a field or a cell: nothing that comes late may take its place."""
        return self._place.is_held or self._grid.editing.is_open

    def go_back(self) -> None:
        """Go back to the row of the record in the form."""
        if self._place.key is None or not self._grid.select_key(self._place.key):
            with QSignalBlocker(self._grid):
                self._grid.leave()

    def want(self, key: int, *, in_any_case: bool) -> None:
        """Go to a record when it is listed next, unless the form is turned to another one by then.

        Args:
            key: the record's.
            in_any_case: filters that hide it are taken away.
        """
        self._wanted, self._in_any_case = key, in_any_case
        self._from = self._place.turned_to

    def begin_anew(self) -> None:
        """Begin with the first row once more."""
        self._begun = False

    def go_on(self) -> None:
        """Go to the row that is to be the current one, now that rows are listed."""
        rows = self._grid.rows
        asked = rows.listing._replace(sort=("", False))  # another order hides nothing
        before, self._asked = self._asked, asked
        if self._reach() or not len(rows.positions):
            return
        if not self._begun and self._place.is_free:
            self._begun = True
            self._grid.select_first()
        elif asked != before and self._is_left_out and not (self._place.unsaved or self._place.is_held):
            self._grid.select_first()

    @property
    def _is_left_out(self) -> bool:
        """Whether the form shows a stored record that is not among the rows."""
        return self._place.shows_a_row and not self._grid.current_key

    def _reach(self) -> bool:
        """Bring the record that was asked for into sight; tells whether the list is asked for once more."""
        key, self._wanted = self._wanted, 0
        turned_to = self._place.turned_to
        wanted = turned_to == key or (turned_to == self._from and not self._place.is_held)
        if not key or not wanted or self._grid.select_key(key):
            return False
        facts = self._grid.rows.facts
        hidden = facts[self._grid.rows.table].positions_of([key])[0] >= 0
        if not (self._in_any_case and self._header.narrows and hidden):
            return False
        self._wanted = key
        self._header.show_all()
        return True
