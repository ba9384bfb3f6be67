"""The calendar that drops down under the input for a day."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget


class Calendar(QFrame):
    """A month to choose a day from; closed, it is gone."""

    taken = Signal(object)
    """A day was chosen: a ``date``."""

    def __init__(self, day: date, parent: QWidget) -> None:
        """Start with a day."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._month = QCalendarWidget(self)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day_of_week in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._month.setWeekdayTextFormat(day_of_week, QTextCharFormat())  # red is for what is wrong
        self._month.setAccessibleName("Calendar")
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self._month.activated.connect(self._take)
        self._month.clicked.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._month)

    def drop_down(self, under: QWidget) -> None:
        """Show the month under a widget, ready for the keys."""
        self.move(under.mapToGlobal(QPoint(0, under.height())))
        self.show()
        self._month.setFocus()

    def _take(self, day: QDate) -> None:
        self.close()
        self.taken.emit(date(day.year(), day.month(), day.day()))
