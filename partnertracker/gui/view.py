"""A page of the window: refreshes when something it is about has changed and it is on screen."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from partnertracker.gui.desk import Desk

_PATIENCE = 100
"""Milliseconds that a page waits for a change under way, to be filled once and not twice."""


class View(QWidget):
    """One page. A subclass builds its widgets in ``__init__`` and fills them in ``refresh``.

    Attributes:
        listed: the table whose rows it lists, with which import and export begin; empty: of more than one.
        new_words: the words on the button of its main action; empty: those of its ``Page``.
        interest: the tables whose changes it shows.
        handles: which of the window's commands it takes now: ``duplicate``, ``delete``, ``edit_rows``,
            ``merge``, ``edit_metric``, ``next_month``.
        offers: what it can do even where nothing can be changed: ``rows`` (find them, filter them, choose
            their columns), ``partner`` (open the page of the partner it is about),
            ``months`` (show a year of it in one grid).
    """

    command_wanted = Signal(str)
    """A command of the window, by its name in ``ACTIONS``, was asked for on the page."""

    handling = Signal()
    """It ``handles`` other commands than before."""

    listed: str = ""
    new_words: str = ""
    interest: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Start stale: the first showing refreshes."""
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._renew)
        desk.changed.connect(self._on_changed)
        desk.chosen.connect(self._renew)

    def refresh(self) -> None:
        """Show the desk's facts and choice as they are; long work goes through the desk's lanes."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Take the keyboard to where the work on the page begins.

        No focus proxy of the page does this: Tab would jump to it over all that stands before.
        """
        self.setFocus()

    def new_record(self) -> None:
        """Do the view's main action (the button at the top right); a view without one does nothing."""

    def duplicate_record(self) -> None:
        """Make a copy of the chosen record (Ctrl+D); a view that can says so in ``handles``."""

    def delete_records(self) -> None:
        """Delete the chosen records (Ctrl+Delete); a view that can says so in ``handles``."""

    def add_next_month(self) -> None:
        """Copy the last month's rows to the month after it; a view that can says so in ``handles``."""

    def show_year(self) -> None:
        """Show a year by month, to be typed in one grid; a view that ``offers`` months does."""

    def find_rows(self) -> None:
        """Put the cursor where rows are looked for (Ctrl+F); a view that ``offers`` rows does."""

    def add_filter(self) -> None:
        """Offer the columns to filter by (Ctrl+Shift+F); a view that ``offers`` rows does."""

    def save_view(self) -> None:
        """Keep the table as it is arranged under a name; a view that ``offers`` rows does."""

    def show_table(self, table: str) -> None:
        """Turn to a table of the page; one that is a single table's has nothing to turn."""

    def show_saved_view(self, table: str, key: int) -> None:
        """Arrange a table of the page as a view says that the team keeps."""

    def choose_columns(self) -> None:
        """Offer the columns to show and hide (Ctrl+Shift+C); a view that ``offers`` rows does."""

    def new_metric(self) -> None:
        """Enter a metric of the team's own, in the view that is home to ``metrics``."""

    def edit_rows(self) -> None:
        """Change all chosen records at once (Ctrl+Shift+E); a view that can says so in ``handles``."""

    def merge_rows(self) -> None:
        """Make one record of two chosen ones (Ctrl+J); a view that can says so in ``handles``."""

    def edit_metric(self) -> None:
        """Change the chosen metric; a view that can says so in ``handles``."""

    @property
    def unsaved(self) -> tuple[str, ...]:
        """A sentence about each thing typed on the page that can't be saved as it stands."""
        return ()

    def mend(self) -> None:
        """Put the cursor where what was typed can't be saved; a view with ``unsaved`` does."""

    @property
    def shown_record(self) -> tuple[str, int] | None:
        """The record on the page, by table and key; None where there is none."""
        return None

    @property
    def partner(self) -> int:
        """The key of the partner that what is chosen concerns; 0: of none. A view that ``offers`` it does."""
        return 0

    def show_record(self, table: str, key: int) -> None:
        """Select and show one record of a table this view is home to."""

    def show_new(self, table: str, given: Mapping[str, str]) -> None:
        """Show the form of a new row of a table this view is home to, with the texts given."""

    def show_metric(self, metric: str) -> None:
        """Select and show a metric by its id, in the view that is home to ``metrics``."""

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the view was hidden, and what is changing just now."""
        super().showEvent(event)
        if self._stale and self.desk.changing:
            self._patience.start()
        elif self._stale:
            self._renew()

    def _on_changed(self, changes: dict[str, object]) -> None:
        if self.interest & changes.keys():
            self._renew()

    def _renew(self) -> None:
        self._patience.stop()
        self._stale = not self.isVisible()
        if not self._stale:
            self.refresh()
