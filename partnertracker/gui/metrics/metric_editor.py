"""The small window in which a metric of the team's own is entered; what it comes to shows as one types."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from partnertracker.domain.entities.judging import CUSTOM_METRICS
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row
from partnertracker.domain.metrics.catalogue import catalogue, written_in
from partnertracker.domain.metrics.combining import Written
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.metrics.formula import FormulaFault, parsed
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.validation import problems_of_row
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.lines import TextInput
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.metrics import wording
from partnertracker.gui.metrics.formula_input import FormulaInput
from partnertracker.gui.questions import Questions
from partnertracker.gui.steady import SteadyDialog
from partnertracker.gui.theme.controls import button, cancel_button, foot, label, page_column, restyle
from partnertracker.gui.theme.elided import ChoiceBox
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.services.editing import change_row, insert_row
from partnertracker.services.editing.formulas import (
    TABLE,
    formula_problems,
    id_for,
    ids_by_name,
    key_of,
    name_problem,
)
from partnertracker.services.measuring import tried
from partnertracker.services.session import Operation, Session

_WIDTH = 560


class MetricEditor(SteadyDialog):
    """Adds a metric of the team's own, or changes one, in one step."""

    stored = Signal(str)
    """The metric is in the file: its id."""

    def __init__(
        self, desk: Desk, theme: Theme, metric: Metric | None, parent: QWidget | None = None
    ) -> None:
        """Start from a metric of the team's own; None: empty, for a new one."""
        super().__init__(desk, parent)
        self._old = written_in(desk.facts)[metric.id] if metric is not None else None
        self._key = key_of(desk.facts, metric.id) if metric is not None else None
        self._questions = Questions(desk, self)
        self._touched: set[str] = set()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Edit metric" if metric is not None else "New metric")
        self.setMinimumWidth(scaled(_WIDTH))
        self.name = TextInput()
        self.formula = FormulaInput(_usable(desk, metric), theme)
        self.unit = ChoiceBox()
        self.direction = ChoiceBox()
        self.definition = TextInput()
        self.identity = TextInput()
        self.now = label("", "muted")
        self._sentences = {field.name: label("", "error") for field in CUSTOM_METRICS.fields}
        self.save = button("Save metric" if metric is not None else "Add metric", "primary")
        self._fill()
        self._lay_out()
        self._connect()
        self._check()

    @property
    def written(self) -> Written:
        """The metric as it is typed."""
        return Written(
            self.identity.text().strip(),
            self.name.text().strip(),
            self.formula.text().strip(),
            str(self.unit.currentData()),
            str(self.direction.currentData()),
            self.definition.text().strip(),
        )

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when the metric can be stored."""
        row = self._row()
        context = Wording(self._desk.facts, self._desk.today).context
        found = {each.column: each.sentence for each in problems_of_row(CUSTOM_METRICS, row, context)}
        there = written_in(self._desk.facts)
        if self._old is None and self.written.name in there:
            found.setdefault("name", "There is already a metric with this id.")
        problems = formula_problems(there, [self.written])
        if self._old is None or self._old.label != self.written.label:
            problems.append(name_problem(ids_by_name(there), self.written))
        for problem in problems:
            if problem is not None:
                found.setdefault(problem.column, problem.sentence)
        return found

    def sentence(self, name: str) -> str:
        """Return the sentence that stands beside a field."""
        return self._sentences[name].text()

    def accept(self) -> None:
        """Store the metric; where something is wrong, say what and go there."""
        problems = self.problems
        if not problems:
            self._store()
            return
        self._touched.update(self._sentences)
        self._check()
        wrong = next(name for name, _, _ in self._lines() if name in problems)
        if wrong != "formula" or not self._mark_fault():
            next(entry for name, _, entry in self._lines() if name == wrong).setFocus()

    def _mark_fault(self) -> bool:
        """Mark in the formula what its sentence is about; False when that is no place in it."""
        formula, typed = self.written.formula, self.formula.text()
        found = parsed(formula)
        if not isinstance(found, FormulaFault):  # as its sentence: how it is written before what it names
            found = parsed(formula, catalogue(self._desk.facts).by_id)
        if not isinstance(found, FormulaFault):
            return False
        before = len(typed) - len(typed.lstrip())
        self.formula.select(before + found.start, before + found.end)
        return True

    def _store(self) -> None:
        values, key, name = self._row(), self._key, self.written.name

        def edit(session: Session) -> tuple[str, Operation]:
            return (
                insert_row(session, TABLE, values) if key is None else change_row(session, TABLE, key, values)
            )

        def done() -> None:
            super(MetricEditor, self).accept()
            self.stored.emit(name)

        self.store(lambda session: session.execute(*edit(session)), lambda _: done(), self._refused)

    def _refused(self, error: Exception) -> None:
        """Say in the window why the metric could not be stored; what was typed stays."""
        if not isinstance(error, InvalidRowsError):
            self._desk.failed.emit(error)
            return
        for problem in error.problems:
            self._say(problem.column or "name", problem.sentence)

    def _row(self) -> Row:
        written = self.written
        return {field.name: getattr(written, field.name) or None for field in CUSTOM_METRICS.fields}

    def _check(self) -> None:
        """Say what is wrong where somebody has been, and what the formula comes to now."""
        problems = self.problems
        for name in self._sentences:
            self._say(name, problems.get(name, "") if name in self._touched else "")
        if "formula" in problems or not self.formula.text().strip():
            self._questions.forget_all()
            self.now.setText("Metric ids, numbers with a point, + − × ÷ and brackets.")
            return
        written, choice = self.written, self._desk.choice
        self._questions.compute(
            "now",
            lambda facts: tried(facts, written, choice.period, choice.as_of, choice.scope),
            self._show_now,
        )

    def _show_now(self, figure: Figure) -> None:
        currency = self._desk.facts.settings.currency
        value = wording.value_of(figure, currency)
        self.now.setText(f"Now {value} · {wording.counted(figure, currency)}")

    def _say(self, name: str, sentence: str) -> None:
        self._sentences[name].setText(sentence)
        self._sentences[name].setVisible(bool(sentence))
        entry = next(entry for each, _, entry in self._lines() if each == name)
        restyle(entry, "state", "wrong" if sentence else "")
        entry.setAccessibleDescription(sentence)

    def _edited(self, name: str) -> None:
        self._touched.add(name)
        if name == "label" and self._old is None and "name" not in self._touched:
            self.identity.set_text(id_for(self.name.text(), catalogue(self._desk.facts).by_id))
        self._check()

    def _fill(self) -> None:
        old = self._old
        for entry, name in ((self.unit, "unit"), (self.direction, "direction")):
            field = CUSTOM_METRICS.field(name)
            for choice in field.choices:
                entry.addItem(choice.label, choice.value)
            entry.setCurrentIndex(entry.findData(getattr(old, name) if old else field.default))
        if old is not None:
            self._touched.update(self._sentences)
            self.name.set_text(old.label)
            self.formula.set_text(old.formula)
            self.definition.set_text(old.definition)
            self.identity.set_text(old.name)
        self.identity.setReadOnly(old is not None)
        self.definition.setPlaceholderText("What it means, in one sentence")

    def _connect(self) -> None:
        for name, _, entry in self._lines():
            if isinstance(entry, TextInput):
                entry.edited.connect(lambda name=name: self._edited(name))
            elif isinstance(entry, QComboBox):
                entry.currentIndexChanged.connect(lambda _index, name=name: self._edited(name))
        self.save.clicked.connect(self.accept)

    def _lines(self) -> Iterator[tuple[str, str, QWidget]]:
        """Yield the fields in order: the column, the words before it, the input."""
        yield "label", "Name", self.name
        yield "formula", "Formula", self.formula
        yield "unit", "Unit", self.unit
        yield "direction", "Better when", self.direction
        yield "definition", "Definition", self.definition
        yield "name", "Id in files", self.identity

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2 * STEP)
        grid.setColumnStretch(1, 1)
        line = 0
        for name, words, entry in self._lines():
            caption = label(words, "muted")
            caption.setBuddy(entry)
            entry.setAccessibleName(words)
            self._sentences[name].setWordWrap(True)
            self._sentences[name].hide()
            grid.addWidget(caption, line, 0)
            grid.addWidget(entry, line, 1)
            grid.addWidget(self._sentences[name], line + 1, 1)
            if entry is self.formula:
                self.now.setWordWrap(True)
                grid.addWidget(self.now, line + 2, 1)
            line += 3
        self.save.setDefault(True)
        whole = page_column(self)
        whole.addWidget(label(self.windowTitle(), "title"))
        whole.addLayout(grid)
        whole.addLayout(foot(cancel_button(self), self.save))


def _usable(desk: Desk, metric: Metric | None) -> list[Metric]:
    """Return the metrics that the formula of one may name."""
    return [each for each in catalogue(desk.facts) if metric is None or each.id != metric.id]
