"""The rows of one flaw: what they do to figures, and the way to the field that mends each."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.domain.columns import date_of
from partnertracker.domain.entities import EXCHANGED, entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import period_named
from partnertracker.domain.quality.finding import Found
from partnertracker.gui.desk import Desk
from partnertracker.gui.late import TARGET_EDITOR, part
from partnertracker.gui.metrics.behind import Entry
from partnertracker.gui.metrics.rows import DAY, VALUE, RowsTable
from partnertracker.gui.months.window import YearWindow
from partnertracker.gui.painting.chips import Chip
from partnertracker.gui.quality.flawed import (
    KIND_WORDS,
    TONES,
    entries_of,
    field_label,
    heading_of,
    metrics_of,
)
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.elided import Elided
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.by_month import TABLES as BY_MONTH
from partnertracker.services.explaining import noun
from partnertracker.services.measuring import figures

_WIDEST, _SIDE = 132, 12  # of the field that lacks; at either side of its words
_IMPORTED = frozenset(each.table for each in EXCHANGED) - {"targets"}
_REQUIREMENTS = "tier_requirements"


class FlawRows(QWidget):
    """Lists the rows of a flaw; Enter or a double click opens one with the cursor in the field to mend."""

    command_wanted = Signal(str)
    """What is absent shall be entered: a command of the window, by its name."""

    def __init__(
        self, desk: Desk, theme: Theme, *, metrics: bool = False, parent: QWidget | None = None
    ) -> None:
        """Start without a flaw; ``metrics`` names those that a flaw can change."""
        super().__init__(parent)
        self._tells_metrics = metrics
        self._desk = desk
        self._theme = theme
        self._questions = Questions(desk, self)
        self._found: Found | None = None
        self.title = label(role="heading")
        self.title.setWordWrap(True)
        self.metrics = label(role="caption")
        self.metrics.setWordWrap(True)
        self.kind = Chip(theme)
        self.heading = Elided("", between=", ")
        self.effect = label(role="muted")
        self.effect.setWordWrap(True)
        self.step = button("", "link")
        self.table = RowsTable(desk, theme, self)
        self.table.setAccessibleName("Rows with this flaw")
        self.table.setColumnHidden(DAY, True)
        self._measure = QFontMetrics(theme.font("heading"))
        self.table.record_wanted.connect(self._mend)
        self.table.absent_wanted.connect(self._enter)
        self.step.clicked.connect(self._take_step)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.kind)
        head.addWidget(self.heading, 1)
        head.addWidget(self.step)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        for widget in (self.title, self.metrics):
            inside.addWidget(widget)
        inside.addLayout(head)
        inside.addWidget(self.effect)
        inside.addWidget(self.table, 1)
        self.show_found(None)

    def show_found(self, found: Found | None) -> None:
        """Show the rows of a flaw; None: of none."""
        self._found = found
        self.setVisible(found is not None)
        if found is None:
            return
        flaw, today, past = found.flaw, self._desk.today, self._desk.past
        self.title.setText(flaw.label)
        metrics = metrics_of(found, self._desk.facts)
        self.metrics.setText(f"Can change {', '.join(metrics)}")
        self.metrics.setVisible(bool(metrics) and self._tells_metrics)
        self.kind.show_status(TONES[flaw.kind], KIND_WORDS[flaw.kind])
        self.heading.show_text(heading_of(found))
        self.effect.setText(flaw.effect)
        self.step.setText(self._step(found)[0])
        self.step.setAccessibleName(self.step.text())
        self.step.setVisible(bool(self.step.text()) and not self._desk.read_only)
        head = noun(flaw.table, 1) if not found.absent else "Missing"
        self.table.setColumnHidden(VALUE, not field_label(found))

        def show(entries: tuple[Entry, ...]) -> None:
            currency = self._desk.facts.settings.currency
            heads = (head.capitalize(), "", field_label(found))
            self.table.rows.show(entries, heads, currency, today)
            self._fit(heads[VALUE], max((entry.why for entry in entries), key=len, default=""))

        def work(facts: Facts) -> tuple[Entry, ...]:
            return entries_of(found, facts, today, past)

        self._questions.compute("rows", work, show)

    def _fit(self, *words: str) -> None:
        """Give the field the room of its words, so that what is left tells the rows apart."""
        needed = max(map(self._measure.horizontalAdvance, words)) + 2 * _SIDE + 1
        self.table.setColumnWidth(VALUE, min(needed, scaled(_WIDEST)))

    def drill(self) -> None:
        """Take the keyboard to the rows."""
        self.table.setFocus()
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _mend(self, table: str, key: int) -> None:
        if self._found is not None:
            self._desk.mend_field(table, key, self._found.flaw.field)

    def _enter(self, row: int) -> None:
        """Lead to where what is absent is entered: a target, a month, a requirement, or the step."""
        if self._found is None or self._desk.read_only:
            return
        table, absent = self._found.flaw.table, self._found.absent[row]
        if table == "targets":
            self._set_target(absent)
        elif table in BY_MONTH:
            month = date_of(period_named(absent).start)
            window = YearWindow(self._desk, self._theme, table, self.window())
            window.show_month(month.year, month.month)
            window.open()
        elif table == _REQUIREMENTS:
            self._desk.entry_wanted.emit(table, {"tier": absent})
        else:
            self._take_step()

    def _set_target(self, label: str) -> None:
        """Open the editor for the target of the metric with that label."""
        choice = self._desk.choice

        def work(facts: Facts) -> list[Figure]:
            named = [metric.id for metric in catalogue(facts) if metric.label == label]
            return figures(facts, choice.period, choice.as_of, metrics=named, trend=False)

        def edit(found: list[Figure]) -> None:
            part(TARGET_EDITOR)(self._desk, self._theme, found[0], self.window()).open()

        self._questions.compute("figure", work, edit)

    def _take_step(self) -> None:
        if self._found is None:
            return
        _, command = self._step(self._found)
        if command:
            self.command_wanted.emit(command)
        else:
            self._enter(max(0, self.table.currentIndex().row()))

    def _step(self, found: Found) -> tuple[str, str]:
        """Return the words of the next step where no row can be opened, and its command.

        Without a command it leads to where the chosen line is entered.
        """
        if not found.absent:
            return "", ""
        table = found.flaw.table
        if table == _REQUIREMENTS:
            return "Add requirement…", ""
        if table in _IMPORTED:
            return f"Import {entity(table).plural.lower()}…", "import"
        return ("Set target…", "") if table == "targets" else ("Open settings…", "show_settings")
