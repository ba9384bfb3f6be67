"""Where a form stands beside a table, and when it is built: the rows come first."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnertracker.gui.forms.draft import Draft
from partnertracker.gui.forms.entry import EntryForm

_A_FRAME = 16
_AT_LAST = 60
"""Milliseconds after which the form is built though no row was painted."""


class FormPlace(QWidget):
    """Builds its form once rows are painted, soon after it is shown, or when somebody asks for the form."""

    def __init__(self, make: Callable[[QWidget], EntryForm], parent: QWidget) -> None:
        """Take what builds the form in the widget it lies in."""
        super().__init__(parent)
        self._make = make
        self._around = QVBoxLayout(self)
        self._around.setContentsMargins(0, 0, 0, 0)
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(lambda: self.form)

    @cached_property
    def form(self) -> EntryForm:
        """The form, built at the first use."""
        self._wait.stop()
        made = self._make(self)
        self._around.addWidget(made)
        made.show()  # now: a layout would leave it to the next round, and keys typed until then to nobody
        return made

    @property
    def _built(self) -> EntryForm | None:
        return self.form if "form" in self.__dict__ else None

    @property
    def key(self) -> int | None:
        """The key of the record in the form; None for a new one or nothing."""
        return None if self._built is None else self._built.key

    def key_from(self, current: int) -> int | None:
        """Return the key of the record in the form; of one still to come, the current row (0: none)."""
        return current or None if self._built is None else self._built.key

    @property
    def turned_to(self) -> int | None:
        """The key of the record in the form or on its way into it; None for a new one or nothing."""
        return None if self._built is None else self._built.turned_to

    @property
    def is_held(self) -> bool:
        """Whether somebody is in a field of the form."""
        return self._built is not None and bool(self._built.held())

    @property
    def shows_a_row(self) -> bool:
        """Whether a stored record is in the form, as there will be in one that is still to come."""
        return self._built is None or self._built.key is not None

    @property
    def is_free(self) -> bool:
        """Whether no record is in the form or about to be."""
        return self._built is None or self._built.is_free

    @property
    def unsaved(self) -> tuple[str, ...]:
        """A sentence about each record with edits that are not saved."""
        return () if self._built is None else self._built.unsaved

    def show_current(self, key: int) -> None:
        """Show the row that is the current one now, 0: none. A form that is still to come begins with it."""
        if self._built is None:
            return
        if key:
            self._built.show_record(key)
        elif self._built.key is not None:
            self._built.show_nothing()

    def show_nothing(self) -> None:
        """Show that no record is chosen."""
        if self._built is not None:
            self._built.show_nothing()

    def take_over(self, typed: Draft) -> None:
        """Keep in the form what was typed in the table and can't be saved."""
        self.form.take_over(typed)

    def hasten(self) -> None:
        """Build the form now that rows have arrived, once they are seen."""
        if self._wait.isActive():
            self._wait.start(_A_FRAME)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to wait for the rows."""
        super().showEvent(event)
        if self._built is None:
            self._wait.start(_AT_LAST)

    def hideEvent(self, event: QHideEvent) -> None:
        """Build nothing that nobody sees."""
        super().hideEvent(event)
        self._wait.stop()
