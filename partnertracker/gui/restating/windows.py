"""The windows of what was known: what has changed since a past day, the closed periods, closing one."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.periods import Period, period_named
from partnertracker.domain.titles import title
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.questions import Questions
from partnertracker.gui.restating.comparer import Basis
from partnertracker.gui.restating.comparison import Comparison
from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.steady import SteadyDialog
from partnertracker.gui.theme.controls import (
    button,
    cancel_button,
    close_button,
    foot,
    label,
    page_column,
)
from partnertracker.gui.theme.places import resize_within
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.closing import (
    LONGEST_LABEL,
    ClosedPeriod,
    close_period,
    closed_periods,
    question_of,
    reopen_period,
    usual_label,
)
from partnertracker.services.ports import Outcome
from partnertracker.services.restating import Question
from partnertracker.services.session import Session

_SIZE = (1320, 780)
_LIST = 132
_NARROW = 440
_COLUMNS = (
    Column("Closed as"),
    Column("Period"),
    Column("Closed on"),
    Column("By"),
    Column("Notes", stretches=True, muted=True),
)


class _Window(QDialog):
    """A window beside the main one, with a comparison in it; both can be worked in."""

    record_wanted = Signal(str, int)
    """A record shall be opened: table, key."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        resize_within(self, *_SIZE)
        self._desk = desk
        self.comparison = Comparison(desk, theme)
        self.comparison.record_wanted.connect(self.record_wanted)
        self._layout = page_column(self)
        self._layout.addWidget(self.comparison, 1)
        self._foot = foot(close_button(self))
        self._layout.addLayout(self._foot)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the past."""
        self.comparison.comparer.close()
        event.accept()  # a dialog's own way would reject, which closes, and so never end

    def reject(self) -> None:
        """Close by Escape as by the button."""
        self.close()


class ComparisonWindow(_Window):
    """What has changed since a past day."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget, day: date, question: Question) -> None:
        """Compare the figures of a question as known at the end of a day with those of today."""
        super().__init__(desk, theme, parent, "What has changed since")

        def opened(session: Session) -> tuple[Session, Question]:
            past = session.looking_back(day)
            past.load()
            return past, question

        words = formats.long_date(day)
        self.comparison.show_basis(
            Basis(f"As known on {words}, and today", f"On {formats.short_date(day, desk.today)}", opened)
        )


class ClosedPeriodsWindow(_Window):
    """Every closed period, and of the chosen one what was reported beside what is seen today."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget, chosen: str = "") -> None:
        """Begin with the period of that label; empty: the one closed last."""
        super().__init__(desk, theme, parent, "Closed periods")
        self._chosen = chosen
        self._questions = Questions(desk, self)
        self.closed = TextsTable("Closed periods", theme)
        self.closed.setFixedHeight(scaled(_LIST))
        self.none = label("No period is closed yet. “Close period…” freezes the figures of one.", "muted")
        self.none.hide()
        self.reopen = button("Reopen period")
        self.reopen.setToolTip("Forget that the period was closed; undo brings it back")
        self.reopen.clicked.connect(self._reopen)
        self._foot.insertWidget(0, self.reopen)
        self._layout.insertWidget(0, self.none)
        self._layout.insertWidget(0, self.closed)
        self.closed.chosen.connect(self._compare)
        desk.changed.connect(self._follow)
        self._read()

    def _follow(self, changes: dict[str, object]) -> None:
        if "closed_periods" in changes:
            self._read()

    def _read(self) -> None:
        self._questions.ask("closed", closed_periods, self._show)

    def _show(self, closed: tuple[ClosedPeriod, ...]) -> None:
        today = self._desk.today
        lines = [
            Line((each.label, title(period_named(each.period)), on, each.who, each.notes), about=each)
            for each in closed
            for on in [formats.short_date(each.closed_on, today)]
        ]
        self.closed.setVisible(bool(lines))
        self.comparison.setVisible(bool(lines))
        self.none.setVisible(not lines)
        self.reopen.setEnabled(bool(lines) and not self._desk.read_only)
        self.closed.show_lines(_COLUMNS, lines)
        rows = [row for row, each in enumerate(closed) if each.period == self._chosen]
        if rows:
            self.closed.selectRow(rows[0])

    def _compare(self, about: object) -> None:
        if not isinstance(about, ClosedPeriod):
            return
        self._chosen = about.period

        def opened(session: Session) -> tuple[Session, Question]:
            past = session.as_known(about.step)
            return past, question_of(about, past.load())

        self.comparison.show_basis(Basis(f"{about.label}, and today", "As closed", opened))

    def _reopen(self) -> None:
        about = self.closed.about
        if isinstance(about, ClosedPeriod):
            self._desk.change(lambda session: session.execute(*reopen_period(session, about.key)))


class ClosePeriodDialog(SteadyDialog):
    """Asks what a period shall be closed as."""

    def __init__(self, desk: Desk, period: Period, parent: QWidget) -> None:
        """Suggest the usual label."""
        super().__init__(desk, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Close period")
        self.setMinimumWidth(_NARROW)
        self._period = period
        self.entry = QLineEdit(usual_label(period))
        self.entry.setMaxLength(LONGEST_LABEL)
        self.entry.setAccessibleName("Label")
        self.notes = QLineEdit()
        self.notes.setAccessibleName("Notes")
        self.notes.setPlaceholderText("Optional")
        self.wrong = label(role="error")
        self.wrong.setWordWrap(True)
        self.confirm = button("Close period", "primary")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self._close_period)
        explained = label(_explanation(desk, period), "muted")
        explained.setWordWrap(True)
        layout = page_column(self, 2 * STEP)
        layout.addWidget(label(f"Close {title(period)}", "title"))
        layout.addWidget(explained)
        for words, entry in (("Label", self.entry), ("Notes", self.notes)):
            layout.addWidget(label(words, "caption"))
            layout.addWidget(entry)
        layout.addWidget(self.wrong)
        layout.addLayout(foot(cancel_button(self), self.confirm))
        self.entry.selectAll()
        self.entry.setFocus()

    def _close_period(self) -> None:
        words, notes = self.entry.text(), self.notes.text()
        self.store(
            lambda session: session.execute(*close_period(session, self._period, words, notes)),
            self._done,
            self._refuse,
        )

    def _done(self, _outcome: Outcome) -> None:
        self.accept()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, InvalidRowsError):
            self.wrong.setText(str(error))
        else:
            self.reject()
            self._desk.failed.emit(error)


def _explanation(desk: Desk, period: Period) -> str:
    frozen = "Its figures, targets and settings are kept as they are known now. "
    later = "Later edits stay possible and are listed as restatements."
    today = (desk.today - date(1970, 1, 1)).days
    if period.start <= today < period.end:
        running = f"It runs until {formats.long_date(period.end)}: it is closed as of today. "
        return running + frozen + later
    return frozen + later
