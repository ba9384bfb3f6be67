"""Choosing the period of figures, the day they are looked at from, and the day of what was known."""

from datetime import date
from math import ceil

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFontMetricsF
from PySide6.QtWidgets import (
    QButtonGroup,
    QDateEdit,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from partnertracker.domain import periods
from partnertracker.domain.columns import date_of, day_of
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.periods import Period
from partnertracker.domain.titles import title
from partnertracker.gui import formats
from partnertracker.gui.forms.days import DateInput
from partnertracker.gui.forms.texts import spoken_date
from partnertracker.gui.theme.controls import button, label, restyle
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP

_BACK = 7
_WIDTH = 320
_BUTTON_SIDE = 12


class PeriodPopup(QFrame):
    """The panel under the period's chip. It edits a period and a day, and tells each change at once."""

    chosen = Signal(object, object)
    """The ``Period`` and the day chosen (days since 1970-01-01), None for today."""

    known_on_chosen = Signal(object)
    """The file shall be shown as it was known at the end of a day: a ``date``; None: as it is."""

    command_wanted = Signal(str)
    """A command of the window, by its name in ``ACTIONS``, was asked for."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Build the panel, hidden."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAccessibleName("Period and as-of day")
        self.setMinimumWidth(_WIDTH)
        self._theme = theme
        self._fiscal = 1
        self._today = 0
        self._day: int | None = None
        self._known: date | None = None
        self._period = Period("quarter", "", 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * STEP, 3 * STEP, 3 * STEP, 3 * STEP)
        layout.setSpacing(2 * STEP)
        layout.addLayout(self._kind_row())
        layout.addLayout(self._step_row())
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._lines: list[QPushButton] = []
        layout.addLayout(self._recent)
        self._wrong = label(role="error")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        layout.addLayout(self._lower_rows())
        layout.addWidget(self._wrong)
        self._wrong_day = label(role="error")
        self._wrong_day.setWordWrap(True)
        self._wrong_day.hide()
        layout.addWidget(self._wrong_day)
        layout.addLayout(self._closing_row())
        theme.changed.connect(self._colour)
        self._colour()

    def show_choice(self, period: Period, day: int | None, today: int, fiscal: int) -> None:
        """Show a period and a day (None: today) in a file whose fiscal year starts in month ``fiscal``."""
        self._period, self._day, self._today, self._fiscal = period, day, today, fiscal
        self._kinds[period.kind].setChecked(True)
        self._title.setText(title(period))
        self._jump.setText(period.label)
        self._show_wrong("")
        on = date_of(today if day is None else day)
        self._date.blockSignals(True)  # only what a person chooses is a choice
        self._date.setDate(QDate(on.year, on.month, on.day))
        self._date.blockSignals(False)
        self._as_today.setChecked(day is None)
        self._fill_recent()

    def show_known_on(self, day: date | None) -> None:
        """Show the day of what was known, None for today."""
        self._known = day
        self._as_today.setText("Today" if day is None else "That day")
        self._known_now.setChecked(day is None)
        self.close_period.setEnabled(day is None)
        self._known_on.today = date_of(self._today)
        on = day or self._known_on.today
        self._known_on.set_text(formats.long_date(on))
        self.refuse_known_on("")

    def refuse_known_on(self, sentence: str) -> None:
        """Say why the file can't be shown as it was known on the day that was typed; empty: it can."""
        self._wrong_day.setText(sentence)
        self._wrong_day.setVisible(bool(sentence))
        restyle(self._known_on, "state", "wrong" if sentence else "")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Forget a day that was typed but not chosen: it would be chosen when the focus goes."""
        self.show_known_on(self._known)
        super().closeEvent(event)

    def ask_known_on(self) -> None:
        """Put the cursor where the day of what was known is typed, over the day that stands there."""
        self._known_on.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._known_on.selectAll()

    def _kind_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(STEP)
        group = QButtonGroup(self)
        bold = QFontMetricsF(self._theme.font("heading"))
        self._kinds: dict[str, QPushButton] = {}
        for kind in periods.KINDS:
            choice = button(kind.capitalize())
            choice.setCheckable(True)
            # the chosen one is bold, which Qt does not measure
            choice.setMinimumWidth(ceil(bold.horizontalAdvance(choice.text())) + 2 * _BUTTON_SIDE)
            choice.clicked.connect(lambda _checked=False, kind=kind: self._turn_to(kind))
            group.addButton(choice)
            self._kinds[kind] = choice
            row.addWidget(choice)
        return row

    def _step_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        back, self._title, forth = button(""), label(role="heading"), button("")
        self._arrows = {"chevron-left": back, "chevron-right": forth}
        back.setAccessibleName("Previous period")
        forth.setAccessibleName("Next period")
        back.clicked.connect(lambda: self._take(periods.previous(self._period, self._fiscal)))
        forth.clicked.connect(lambda: self._take(periods.following(self._period, self._fiscal)))
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(back)
        row.addWidget(self._title, 1)
        row.addWidget(forth)
        return row

    def _lower_rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * STEP)
        grid.setVerticalSpacing(2 * STEP)
        self._jump = QLineEdit()
        self._jump.setAccessibleName("Jump to a period")
        self._jump.setPlaceholderText("2026-Q3, 2026-09, 2026, 2026-W38")
        self._jump.returnPressed.connect(self._jump_there)
        grid.addWidget(label("Jump to", "muted"), 0, 0)
        grid.addWidget(self._jump, 0, 1, 1, 2)
        self._as_today, self._known_now = _today_button("As of today"), _today_button("As known today")
        self._as_today.clicked.connect(lambda: self._look_from(None))
        self._date = QDateEdit()
        self._date.setCalendarPopup(True)
        self._date.setDisplayFormat("d MMM yyyy")
        for part in (self._date, self._date.lineEdit()):  # the line inside has the focus
            part.setAccessibleName("As of another day")
        self._date.dateChanged.connect(self._look_from_date)
        self._known_on = DateInput(date_of(self._today), self._theme)
        self._known_on.setAccessibleName("As known on a past day")
        self._known_now.clicked.connect(lambda: self._look_back(None))
        self._known_on.left.connect(self._look_back_as_typed)
        rows = (("As of", self._as_today, self._date), ("As known on", self._known_now, self._known_on))
        for row, (words, now, day) in enumerate(rows, start=1):
            grid.addWidget(label(words, "muted"), row, 0)
            grid.addWidget(now, row, 1)
            grid.addWidget(day, row, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        return grid

    def _closing_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.close_period, self.closed_periods = (
            button("Close period…", "link"),
            button("Closed periods", "link"),
        )
        for name, link in (("close_period", self.close_period), ("closed_periods", self.closed_periods)):
            link.clicked.connect(self.close)
            link.clicked.connect(lambda _checked=False, name=name: self.command_wanted.emit(name))
            row.addWidget(link)
        row.addStretch(1)
        return row

    def _colour(self) -> None:
        for icon, arrow in self._arrows.items():
            arrow.setIcon(self._theme.icon(icon))

    def _fill_recent(self) -> None:
        for line in self._lines:
            line.deleteLater()
        self._lines = []
        latest = periods.period_containing(self._today, self._period.kind, self._fiscal)
        for period in reversed(periods.trailing(latest, _BACK, self._fiscal)):
            line = button(title(period), "page")
            line.setCheckable(True)
            line.setChecked(period == self._period)
            line.clicked.connect(lambda _checked=False, period=period: self._finish(period))
            self._recent.addWidget(line)
            self._lines.append(line)

    def _turn_to(self, kind: str) -> None:
        """Take the period of another kind that ends where the present one does, or is running."""
        day = min(self._period.end, max(self._period.start, self._today))
        self._take(periods.period_containing(day, kind, self._fiscal))

    def _finish(self, period: Period) -> None:
        self._take(period)
        self.close()

    def _jump_there(self) -> None:
        try:
            period = periods.period_named(self._jump.text(), self._fiscal)
        except UnusableArgumentError as error:
            self._show_wrong(str(error))
        else:
            self._finish(period)

    def _show_wrong(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        restyle(self._jump, "state", "wrong" if sentence else "")

    def _take(self, period: Period) -> None:
        self._period = period
        self._tell()

    def _look_from(self, day: int | None) -> None:
        self._day = day
        self._tell()

    def _look_from_date(self, on: QDate) -> None:
        day = day_of(on.toString(Qt.DateFormat.ISODate))
        self._look_from(None if day == self._today else day)

    def _look_back_as_typed(self) -> None:
        """Look back to the day that was typed, once the person is done with it."""
        today = date_of(self._today)
        iso = spoken_date(self._known_on.text(), today)
        if not iso:
            self.refuse_known_on(f"Write a day up to today, such as {formats.long_date(today)}.")
        elif date.fromisoformat(iso) != (self._known or today):
            self._look_back(date.fromisoformat(iso))
        else:
            self.refuse_known_on("")

    def _look_back(self, day: date | None) -> None:
        self.refuse_known_on("")
        self.known_on_chosen.emit(day)
        if not self._wrong_day.text():
            self.close()

    def _tell(self) -> None:
        self.chosen.emit(self._period, self._day)
        self.show_choice(self._period, self._day, self._today, self._fiscal)


def _today_button(name: str) -> QPushButton:
    """Return a button for today, under a name for who can't see what it is for."""
    today = button("Today")
    today.setCheckable(True)
    today.setAccessibleName(name)
    return today
