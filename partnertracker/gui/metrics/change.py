"""How the chosen metric's figure came from one day's to another's: a waterfall, and the rows of its bars."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from partnertracker.domain.bridge.bar import Bridge
from partnertracker.domain.bridge.bridging import bridgeable
from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.combining import is_own
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.metrics.metric import Metric
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.days import DateInput
from partnertracker.gui.forms.texts import spoken_date
from partnertracker.gui.metrics.behind import Entry
from partnertracker.gui.metrics.bridging import (
    bar_day_words,
    entries_of,
    heading_of,
    lacks_names,
    lines_of,
)
from partnertracker.gui.metrics.rows import DAY, RowsTable
from partnertracker.gui.metrics.waterfall import Line, Waterfall
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import label, restyle
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW
from partnertracker.services.bridging import Knowledge, bridged, knowledge
from partnertracker.services.explaining import noun

_MARGIN = 14
_DAY_WIDTH = 156
_NARROW = 380
_LEAST_ROWS = 4
_PATIENCE_MS = 400
_UNITS = {"share": "a share", "days": "a number of days", "points": "a score", "times": "a ratio"}


class ChangePane(QScrollArea):
    """Shows the bridge of a figure from one day to another; it is made while the pane is on screen."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the pane, empty."""
        super().__init__(parent)
        self._desk = desk
        self._questions = Questions(desk, self)
        self._figure: Figure | None = None
        self._usual = self._days = (0, 0)
        self._known: Knowledge | None = None
        self._made: Bridge | None = None
        self._chosen = ("", False)
        self._stale = True
        self.first = DateInput(desk.today, theme)
        self.last = DateInput(desk.today, theme)
        self.first.setAccessibleName("First day")
        self.last.setAccessibleName("Second day")
        self.problem = label(role="error")
        self.note = label(role="muted")
        self.waterfall = Waterfall(theme)
        self.rows_heading = label(role="heading")
        self.rows_help = label(role="caption")
        self.rows = RowsTable(desk, theme)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._say_waiting)
        self._lay_out()
        for entry in (self.first, self.last):
            entry.left.connect(self._take_days)
            entry.returnPressed.connect(self._take_days)
        self.waterfall.chosen.connect(self._show_bar)
        self.waterfall.drilled.connect(self._drill)

    def show_figure(self, figure: Figure) -> None:
        """Show the bridge to a figure: from the end of the period before, or from the chosen day."""
        usual = (figure.period.start - 1, figure.as_of)
        if usual != self._usual:
            self._usual = usual
            self._show_days((min(usual), usual[1]))
        self._figure, self._stale = figure, True
        self._renew()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the bridge if that was left."""
        super().showEvent(event)
        self._renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the days under one another, and leave the rows' own days away, where the pane is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._days_layout.setDirection(direction)
        for caption in self._captions:
            caption.setMinimumWidth(self._captions[0].sizeHint().width() if narrow else 0)
        self.rows.setColumnHidden(DAY, narrow)

    def hideEvent(self, event: QHideEvent) -> None:
        """Want no answer any more."""
        super().hideEvent(event)
        self._patience.stop()
        self._stale = self._stale or self._questions.pending
        self._questions.forget_all()

    def _renew(self) -> None:
        if not self._stale or not self.isVisible() or self._figure is None:
            return
        self._stale = False
        leads = bridgeable(self._figure.metric)
        self._choosers.setVisible(leads)
        if not leads:
            self._show_nothing(_no_bridge(self._figure.metric))
        elif self._known is not None and self._known.days == self._days:
            self._make(self._known)
        else:
            self._look_back()

    def _look_back(self) -> None:
        """Read what was known on the two days, then make the bridge."""
        days = self._days
        self._patience.start()

        def keep(known: Knowledge) -> None:
            self._known = known
            self._make(known)

        self._questions.ask("known", lambda session: knowledge(session, days), keep)

    def _make(self, known: Knowledge) -> None:
        figure = self._figure
        if figure is None:
            return

        def work(facts: Facts) -> tuple[Bridge, bool]:
            made = bridged(facts, known, figure.metric.id, figure.period.kind, figure.scope)
            return made, lacks_names(made, facts, known)

        self._questions.compute("bridge", work, self._show)

    def _show(self, found: tuple[Bridge, bool]) -> None:
        self._patience.stop()
        made, lacking = found
        if lacking and self._known is not None:  # what was deleted since has a name in the past only
            self._known = None
            self._look_back()
            return
        if made.reason:
            self._show_nothing(f"No bridge: {formats.with_spoken_days(made.reason)}.")
            return
        self._made = made
        self._say("" if made.known_then else self._unknown_then(made))
        self._reveal(shown=True)
        self.waterfall.show_lines(lines_of(made, self._desk.today), self._chosen)

    def _show_bar(self, line: Line) -> None:
        """Show the rows of a bar."""
        made, known, bar = self._made, self._known, line.bar
        if made is None or known is None or bar is None:
            return
        self._chosen = (bar.kind, bar.correction)
        self.rows_heading.setText(heading_of(made, bar, self._desk.today))
        self.rows_help.setText(line.help)

        def show(entries: tuple[Entry, ...]) -> None:
            heads = (noun(bar.table, 1).capitalize(), bar_day_words(made, bar), "Adds")
            self.rows.rows.show(entries, heads, made.currency, self._desk.today)
            self.rows.fit(reasons=False)

        self._questions.compute("rows", lambda facts: entries_of(made, bar, facts, known), show)

    def _drill(self) -> None:
        self.rows.setFocus()
        if not self.rows.currentIndex().isValid():
            self.rows.selectRow(0)

    def _show_nothing(self, sentence: str) -> None:
        self._patience.stop()
        self._made = None
        self._say(sentence)
        self._reveal(shown=False)

    def _unknown_then(self, made: Bridge) -> str:
        first, last = (formats.short_date(day, self._desk.today) for day in made.days)
        things = noun(made.metric.reads, 2)
        if not made.known_by_then:
            known = self._desk.known_on
            now = "today" if known is None else f"on {formats.short_date(known, self._desk.today)}"
            return f"All {things} were entered after {last}: both ends are as known {now}."
        return f"No {things} were entered by the end of {first}: the start is as known on {last}."

    def _say_waiting(self) -> None:
        self._say(f"Looking back to {formats.short_date(self._days[0], self._desk.today)}…")

    def _say(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def _reveal(self, *, shown: bool) -> None:
        for each in (self.waterfall, self.rows_heading, self.rows_help, self.rows):
            each.setVisible(shown)

    def _take_days(self) -> None:
        """Take the days as typed; what is no day, or the wrong way round, is said and changes nothing."""
        today = self._desk.today
        typed = [spoken_date(entry.text(), today) for entry in (self.first, self.last)]
        for entry, iso in zip((self.first, self.last), typed, strict=True):
            restyle(entry, "state", "" if iso else "wrong")
        if not all(typed):
            self._complain("Write a day such as 30 Sep 2026.")
            return
        first, last = (day_of(iso) for iso in typed)
        if first > last:
            self._complain("The first day must not be after the second.")
            return
        self._complain("")
        if (first, last) != self._days:
            self._show_days((first, last))
            self._stale = True
            self._renew()

    def _complain(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _show_days(self, days: tuple[int, int]) -> None:
        self._days = days
        for entry, day in zip((self.first, self.last), days, strict=True):
            entry.set_text(formats.long_date(day))
            restyle(entry, "state", "")
        self._complain("")

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        self.setWidget(content)
        inside = QVBoxLayout(content)
        inside.setContentsMargins(_MARGIN, 8, _MARGIN, _MARGIN)
        inside.setSpacing(6)
        self._choosers = QWidget(content)
        self._days_layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._choosers)
        self._days_layout.setContentsMargins(0, 0, 0, 0)
        self._days_layout.setSpacing(8)
        self._captions = (label("From", "muted"), label("to", "muted"))
        for caption, entry in zip(self._captions, (self.first, self.last), strict=True):
            caption.setBuddy(entry)
            entry.setMinimumWidth(1)
            entry.setMaximumWidth(scaled(_DAY_WIDTH))
            one = QHBoxLayout()
            one.addWidget(caption)
            one.addWidget(entry, 1)
            one.addStretch(0)
            self._days_layout.addLayout(one, 1)
        self._days_layout.addStretch(0)
        inside.addWidget(self._choosers)
        for text in (self.problem, self.note, self.rows_heading, self.rows_help):
            text.setWordWrap(True)
        self.rows_heading.setMinimumWidth(1)
        inside.addWidget(self.problem)
        inside.addWidget(self.note)
        inside.addWidget(self.waterfall)
        inside.addSpacing(4)
        inside.addWidget(self.rows_heading)
        inside.addWidget(self.rows_help)
        self.rows.setMinimumHeight((_LEAST_ROWS + 1) * scaled(ROW))
        inside.addWidget(self.rows, 1)
        inside.addStretch(0)
        self._complain("")
        self._say("")


def _no_bridge(metric: Metric) -> str:
    """Return why no bridge leads to a metric's figures, and where to look instead."""
    if metric.unit in _UNITS:
        what = f"{metric.label} is {_UNITS[metric.unit]}, neither money nor a count"
        return f"{what}: no rows add up to its change. Look at the change of what it is made of."
    if is_own(metric):
        return (
            f"No rows add up to the change of {metric.label}. A bridge leads to sums and differences of "
            "money and counts, times and divided by constants or by one such sum. "
            "Look at the change of its parts."
        )
    return f"No rows add up to the change of {metric.label}. Look at the rows behind each figure."
