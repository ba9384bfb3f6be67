"""The input for a day: as people write it, by calendar, or on by keys."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from partnertracker.domain.spoken import moved
from partnertracker.gui import formats
from partnertracker.gui.forms.lines import IconInput
from partnertracker.gui.forms.texts import spoken_date
from partnertracker.gui.late import CALENDAR, part
from partnertracker.gui.theme.theme import Theme

_UNITS = frozenset("dwmy")


class DateInput(IconInput):
    """A day as people write it; Alt+Down or the icon opens a calendar.

    On a whole day the keys d, w, m and y go on by a day, a week, a month or a year, with Shift back.

    Attributes:
        today: the day that words such as ``yesterday`` start from; without a day the calendar opens on it.
    """

    def __init__(self, today: date, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the day that the calendar opens on where there is none."""
        super().__init__("calendar", "Calendar (Alt+Down)", theme, parent)
        self.today = today
        self.at_end.triggered.connect(self.open_calendar)

    def open_calendar(self) -> None:
        """Show the calendar under the input."""
        iso = spoken_date(self.text(), self.today)
        calendar = part(CALENDAR)(date.fromisoformat(iso) if iso else self.today, self)
        calendar.taken.connect(self._take)
        calendar.drop_down(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt+Down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        key = event.text().casefold()
        if (
            key in _UNITS
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            and self._move(key, -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        ):
            return
        super().keyPressEvent(event)

    def _move(self, unit: str, count: int) -> bool:
        """Go on from the day in the input; False when there is no whole day in it."""
        text = self.text()
        # after a letter it may be the next one of a word: “1 Jul”, “mon”
        iso = spoken_date(text, self.today) if text[-1:].isdigit() and not self.isReadOnly() else ""
        day = moved(date.fromisoformat(iso), unit, count) if iso else None
        if day is None:
            return False
        self.setText(formats.long_date(day))
        self.selectAll()
        self.edited.emit()
        return True

    def _take(self, day: date) -> None:
        self.setText(formats.long_date(day))
        self.setFocus()
        self.edited.emit()
        self.left.emit()
