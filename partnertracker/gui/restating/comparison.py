"""Metric by metric as known then and as seen today, with the rows that differ and the steps behind them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.moments import step_cells
from partnertracker.gui.restating import words
from partnertracker.gui.restating.comparer import Account, Basis, Comparer
from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.theme.controls import card, label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.restating import TARGET, Restatement
from partnertracker.services.tracing import Explained, steps_behind

MOST = 500
"""So many rows are listed, those that make most of the difference first; the rest is summed up."""

_SIDES = (600, 680)
_BESIDE = 1150
_STEPS = (Column("When", muted=True), Column("Who"), Column("Step that made a difference", stretches=True))


class Comparison(QWidget):
    """Shows what differs between the file as it was known and as it is."""

    record_wanted = Signal(str, int)
    """A record shall be opened: table, key."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        """Take the desk over the file as it is; ``show_basis`` fills the page."""
        super().__init__()
        self._desk = desk
        self._then = ""
        self.comparer = Comparer(desk, self)
        self.heading, self.asked = label(role="title"), label(role="muted")
        self.found = label(role="muted")
        self.only = QCheckBox("Only what differs")
        self.only.setChecked(True)
        self.only.setMinimumWidth(self.only.sizeHint().width() + 2 * STEP)  # the style pads it unmeasured
        self.figures = TextsTable("Metrics as known then and as seen today", theme)
        self.name, self.sums = label(role="heading"), label(role="muted")
        self.sums.setWordWrap(True)
        self.rows = TextsTable("Rows that differ", theme, begins=False)
        self.steps = TextsTable("Steps that made a difference", theme, begins=False)
        self._lay_out()
        self.only.toggled.connect(self._show_figures)
        self.figures.chosen.connect(self._choose)
        self.rows.opened.connect(self._open)
        self.comparer.compared.connect(self._show_figures)
        self.comparer.accounted.connect(self._show_account)
        self.comparer.finished.connect(self._show_steps)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rows stand beside the figures where there is room, else below them."""
        super().resizeEvent(event)
        beside = self.width() >= scaled(_BESIDE)
        self._sides.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)

    def show_basis(self, basis: Basis) -> None:
        """Compare the file as it is with another state of it."""
        self._then = basis.column
        self.heading.setText(basis.heading)
        self.asked.setText("")
        self.found.setText("Comparing…")
        for table in (self.figures, self.rows, self.steps):
            table.show_lines((), ())
        self.name.setText("")
        self.sums.setText("")
        self.comparer.compare(basis)

    @property
    def _currency(self) -> str:
        return self._desk.facts.settings.currency

    def _restatement(self) -> Restatement | None:
        chosen = self.figures.about
        return next((each for each in self.comparer.figures if each.metric.id == chosen), None)

    def _show_figures(self) -> None:
        figures = self.comparer.figures
        if self.comparer.question is not None:
            self.asked.setText(words.asked(self.comparer.question, self._desk.today))
        self.found.setText(words.found(figures))
        shown = [each for each in figures if each.is_restated or not self.only.isChecked()]
        columns = (
            Column("Metric", stretches=True, wraps=True),
            *(Column(head, right=True) for head in (self._then, "Today")),
            Column("Difference", right=True, wraps=True),
        )
        among = not self.only.isChecked()
        lines = [
            Line(words.metric_cells(each, self._currency), among and each.is_restated, each.metric.id)
            for each in shown
        ]
        self.figures.show_lines(columns, lines)
        if not lines:
            self._choose(None)
        self._show_steps()

    def _choose(self, metric: object) -> None:
        each = self._restatement()
        if each is None:
            self.name.setText("")
            self.sums.setText("")
            self.rows.show_lines((), ())
            return
        self.name.setText(each.metric.label)
        self.comparer.want(str(metric))
        account = self.comparer.accounts.get(str(metric))
        if account is not None:
            self._show_rows(each, account)
            return
        self.rows.show_lines((), ())
        self.sums.setText("Looking for the rows…" if each.is_restated else "This figure is what it was.")

    def _show_account(self, metric: str) -> None:
        if metric == self.figures.about:
            self._choose(metric)

    def _show_rows(self, each: Restatement, account: Account) -> None:
        metric, rows = each.metric, account.found.rows
        units = {total.part: words.unit_of(total, metric) for total in account.found.parts}
        units[TARGET] = metric.unit
        summed = words.sums(each, account.found.parts, units, self._currency)
        through = f"{formats.counted(len(rows), 'row')} differ{'s' if len(rows) == 1 else ''}" if rows else ""
        self.sums.setText(" · ".join(part for part in (summed, through) if part))
        parts = any(explained.row.part for explained in account.rows)
        columns = (
            Column("Row", wraps=True),
            *((Column("Counts in", muted=True),) if parts else ()),
            Column(self._then, right=True),
            Column("Today", right=True),
            Column("What was done", stretches=True, wraps=True),
            Column("By", muted=True),
        )
        lines = [self._row(explained, units, parts=parts) for explained in account.rows[:MOST]]
        if len(account.rows) > MOST:
            rest = sum(explained.row.difference for explained in account.rows[MOST:])
            more = formats.counted(len(account.rows) - MOST, "further row")
            unit = units[account.rows[MOST].row.part]
            empty = ("",) * (len(columns) - 2)
            lines.append(Line((more, words.signed(rest, unit, self._currency), *empty)))
        self.rows.show_lines(columns, lines)

    def _row(self, each: Explained, units: dict[str, str], *, parts: bool) -> Line:
        unit, today = units[each.row.part], self._desk.today
        then, now, _ = words.compared(each.row.then, each.row.now, unit, self._currency)
        cells = (
            each.name or "The usual target",
            *((words.part_words(each.row.part),) if parts else ()),
            then,
            now,
            words.happened(each, self._desk.facts, today),
            words.who_and_when(steps_behind([each]), today),
        )
        return Line(cells, about=each)

    def _show_steps(self) -> None:
        today = self._desk.today
        lines = [Line(step_cells(step, today), about=step.number) for step in self.comparer.steps]
        self.steps.show_lines(_STEPS, lines)

    def _open(self, about: object) -> None:
        if isinstance(about, Explained):
            self.record_wanted.emit(about.row.table, about.row.key)

    def _lay_out(self) -> None:
        left = _panel(_line(self.found, None, self.only), self.figures)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        right.addWidget(_panel(_line(self.name, None), _line(self.sums), self.rows))
        right.addWidget(_panel(self.steps))
        right.setSizes([420, 190])
        sides = self._sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setHandleWidth(3 * STEP)
        right.setHandleWidth(3 * STEP)
        sides.setChildrenCollapsible(False)
        sides.addWidget(left)
        sides.addWidget(right)
        sides.setSizes(_SIDES)
        sides.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2 * STEP)
        head = _line(self.heading, None, self.asked)
        head.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(head)
        whole.addWidget(sides, 1)


def _line(*widgets: QWidget | None) -> QHBoxLayout:
    """Return widgets side by side; None is the space between left and right."""
    line = QHBoxLayout()
    line.setContentsMargins(2 * STEP, 0, 2 * STEP, 0)
    for widget in widgets:
        if widget is None:
            line.addStretch(1)
        else:
            line.addWidget(widget)
    return line


def _panel(*parts: QWidget | QHBoxLayout) -> QWidget:
    """Return a card with lines of widgets above a table."""
    panel = card()
    inside = QVBoxLayout(panel)
    inside.setContentsMargins(1, 2 * STEP if len(parts) > 1 else 1, 1, 1)
    inside.setSpacing(STEP)
    for part in parts:
        if isinstance(part, QWidget):
            inside.addWidget(part, 1)
        else:
            inside.addLayout(part)
    return panel
