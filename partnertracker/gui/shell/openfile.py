"""The open file on screen: as it is and, while somebody looks back, as it was known on a past day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from partnertracker.domain.entities import entity
from partnertracker.domain.periods import Period
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.lane import Ticket
from partnertracker.gui.late import doors
from partnertracker.gui.shell.notice import NoticeBar
from partnertracker.gui.shell.workspace import Workspace
from partnertracker.gui.theme.theme import Theme

_FIRST_DAY = date(1970, 1, 1)


class OpenFile(QStackedWidget):
    """Holds the workspace of today, with everything typed there, and for a while that of a past day.

    What is in front is ``shown``. The past has a desk of its own over a copy, so that no view needs to know.

    Attributes:
        today: the workspace over the file as it is.
    """

    turned = Signal()
    """Another page, or another workspace, is in front."""

    log_read = Signal(object)
    """Undo and redo lead elsewhere now: the ``LogEnds``."""

    command_taken = Signal(str)
    """A command of the window was chosen: its name."""

    said = Signal(str)
    """Something was done that can't be seen on the page: one sentence."""

    def __init__(
        self, desk: Desk, workspace_on: Callable[[Desk, QWidget], Workspace], theme: Theme, parent: QWidget
    ) -> None:
        """Take the desk over the file as it is, and what builds a workspace on a desk, in a widget."""
        super().__init__(parent)
        self._theme = theme
        self._workspace_on = workspace_on
        self._coming = Ticket()
        self._past: Workspace | None = None
        self._began_with: tuple[Period, int | None] | None = None
        self.today = self._add(desk)

    @property
    def shown(self) -> Workspace:
        """The workspace in front."""
        return self._past or self.today

    @property
    def notice(self) -> NoticeBar:
        """Where sentences are shown."""
        return self.shown.notice

    def look_back(self, day: date | None) -> None:
        """Show the file as it was known at the end of a day; None or today: as it is."""
        self._coming.cancel()
        today = self.today.desk.today
        if day is not None and day > today:
            self.shown.top.refuse_known_on(
                f"{formats.long_date(day)} is still to come. "
                f"Choose today, {formats.long_date(today)}, or a day before."
            )
        elif day is not None and day < _FIRST_DAY:
            self.shown.top.refuse_known_on(
                f"{formats.long_date(day)} is before all days that a file can tell of. "
                f"Choose a day from {formats.long_date(_FIRST_DAY)} on."
            )
        elif day is None or day == today:
            self.back_to_today()
        elif day != self.shown.desk.known_on:
            self.shown.finish_typing()
            self._coming = self.today.desk.look_back(day, self._show_past)

    def choose_known_on(self) -> None:
        """Ask for the day to look back to."""
        self.shown.top.look_back()

    def back_to_today(self) -> None:
        """Show the file as it is, on the same page; nothing typed there is lost."""
        self._coming.cancel()
        past = self._past
        if past is None:
            return
        self._past = None
        if past.top.chosen != self._began_with:
            self.today.top.take(*past.top.chosen)
        self.setCurrentWidget(self.today)
        self.today.show_page(past.page.name)
        self._leave(past)

    # --- the windows beside it ---

    def compare(self) -> None:
        """Show what has changed since the day that is looked back to."""
        doors().open_changes(self.today.desk, self.shown.desk, self._theme, self, self._open_record)

    def closed_periods(self) -> None:
        """Show the closed periods, each as it was reported beside what is seen today."""
        doors().open_closed_periods(self.today.desk, self._theme, self, self._open_record)

    def history(self) -> None:
        """Show the steps of the file, what each did and the way back, and the bin."""
        self.today.finish_typing()
        doors().open_history(self.today.desk, self._theme, self, self._open_record)

    def close_period(self) -> None:
        """Ask what the period chosen at the top shall be closed as."""
        self.today.finish_typing()
        doors().close_period(self.today.desk, self)

    def _open_record(self, table: str, key: int) -> None:
        """Show a record as it is, or as it was known if that is in front and it is gone since."""
        if self.today.desk.has(table, key):
            self.back_to_today()
        if self.shown.desk.has(table, key):
            self.shown.desk.open_record(table, key)
            self.window().activateWindow()
        else:
            self.said.emit(f"This {entity(table).singular.lower()} is no longer in the file.")

    def _show_past(self, desk: Desk) -> None:
        before, row = self._past, self.shown.view.shown_record
        page = self.shown.page.name
        self.shown.hide()  # it remembers what is chosen, and the other begins with that
        self._past = self._add(desk)
        self._began_with = self._past.top.chosen
        self._past.show_page(page)
        self.setCurrentWidget(self._past)
        if row is not None and desk.has(*row):
            self._past.open_record(*row)
        if before is not None:
            self._leave(before)
        self.turned.emit()

    def _leave(self, past: Workspace) -> None:
        self.removeWidget(past)
        past.desk.close()
        past.deleteLater()

    def _add(self, desk: Desk) -> Workspace:
        workspace = self._workspace_on(desk, self)
        workspace.turned.connect(self.turned)
        workspace.log_read.connect(self.log_read)
        workspace.command_taken.connect(self.command_taken)
        workspace.said.connect(self.said)
        workspace.top.known_on_wanted.connect(self.look_back)
        self.addWidget(workspace)
        return workspace
