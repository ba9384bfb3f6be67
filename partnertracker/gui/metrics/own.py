"""What can be done with the metrics of the team's own: enter, change, delete."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from partnertracker.domain.metrics.combining import is_own
from partnertracker.domain.metrics.figure import Figure
from partnertracker.gui.desk import Desk
from partnertracker.gui.late import METRIC_EDITOR, part
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import delete_rows
from partnertracker.services.editing.formulas import TABLE, key_of

COMMANDS = frozenset({"edit_metric", "delete"})
"""What the window can do with one that is chosen."""


class OwnMetrics(QObject):
    """Opens the editor and makes the steps; a metric of the program is left as it is."""

    stored = Signal(str)
    """A metric was entered or changed: its id."""

    def __init__(self, desk: Desk, theme: Theme, owner: QWidget) -> None:
        """Take the widget that the editor belongs to."""
        super().__init__(owner)
        self._desk = desk
        self._theme = theme
        self._owner = owner

    def enter(self) -> None:
        """Open the editor for a new metric."""
        self._open(None)

    def edit(self, figure: Figure | None) -> None:
        """Open the editor for the metric of a figure."""
        if figure is not None and is_own(figure.metric):
            self._open(figure)

    def delete(self, figure: Figure | None) -> None:
        """Delete the metric of a figure, with its targets and notes."""
        if figure is not None and is_own(figure.metric):
            key = key_of(self._desk.facts, figure.metric.id)
            self._desk.change(lambda session: session.execute(*delete_rows(session, TABLE, [key])))

    def open_menu(self, place: QPoint, figure: Figure | None, edit_target: Callable[[], None]) -> None:
        """Offer what can be done with a metric.

        Args:
            place: where, on the screen.
            figure: that of the metric.
            edit_target: opens the editor of its target.
        """
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        writable = figure is not None and not self._desk.read_only
        own = writable and figure is not None and is_own(figure.metric)
        for text, act, possible in (
            ("Edit target…", edit_target, writable),
            ("Edit metric…", lambda: self.edit(figure), own),
            ("Delete metric", lambda: self.delete(figure), own),
            ("New metric…", self.enter, writable),
        ):
            menu.addAction(text, act).setEnabled(possible)
        menu.popup(place)

    def _open(self, figure: Figure | None) -> None:
        if not self._desk.read_only:
            editor = part(METRIC_EDITOR)(
                self._desk, self._theme, None if figure is None else figure.metric, self._owner
            )
            editor.stored.connect(self.stored)
            editor.open()
