"""The small window in which a target is set; what is wrong stands beside the field."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from partnertracker.domain.columns import day_of
from partnertracker.domain.entities.programme import RELATIVE, TARGETS
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import problems_of_row
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.texts import Wording, notation, scope_words
from partnertracker.gui.metrics.earlier import EarlierTargets
from partnertracker.gui.metrics.target_period import PeriodChoice
from partnertracker.gui.metrics.targets import (
    COMPARISONS,
    NUMBERS,
    goal_for,
    read_typed,
    set_goals,
    typed,
    what_it_judges,
    what_wins,
)
from partnertracker.gui.metrics.year_split import YearSplit
from partnertracker.gui.steady import SteadyDialog
from partnertracker.gui.theme.controls import button, cancel_button, foot, label, page_column, restyle
from partnertracker.gui.theme.elided import ChoiceBox
from partnertracker.gui.theme.places import take_size
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.services.measuring import scopes_by
from partnertracker.services.ports import Outcome

_WIDTH, _WIDE = 460, 940
_SHARED_OUT = frozenset({"at_least", "more_than", "at_most", "less_than"})
"""The comparisons whose value can be shared out over the parts of a year."""

_LINES = ("comparison", "value", "value_high", "period", "scope", "yellow_at", "red_below", "reason")
"""What is asked for, in order."""


class TargetEditor(SteadyDialog):
    """Sets the target of one metric in one step."""

    def __init__(self, desk: Desk, theme: Theme, figure: Figure, parent: QWidget | None = None) -> None:
        """Start from the target that holds now."""
        super().__init__(desk, parent)
        self._theme = theme
        self._figure = figure
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Edit target")
        usual = "at_least" if figure.metric.direction == "higher" else "at_most"
        self._begun = figure.goal.comparison if figure.goal else usual
        self.comparison = ChoiceBox()
        self.period = PeriodChoice(desk.facts, figure, self._begun)
        self.scope = ChoiceBox()
        self.numbers = {name: QLineEdit() for name in NUMBERS}
        self.reason = QLineEdit()
        self.split = YearSplit(desk, figure.metric, figure.goal.spread if figure.goal else "evenly")
        self.earlier = EarlierTargets(desk, figure.metric)
        self._captions: dict[str, QWidget] = {}
        self._sentences = {name: label("", "muted" if name == "period" else "error") for name in _LINES}
        self.wrong = label("", "error")
        self.save = button("Set target", "primary")
        self._fill()
        self._lay_out()
        self.comparison.currentIndexChanged.connect(
            lambda _: self.period.offer_always(self.comparison.currentData())
        )
        self.comparison.currentIndexChanged.connect(lambda _: self._check())
        self.comparison.currentIndexChanged.connect(lambda _: self._show_parts())
        for box in (self.period, self.scope):
            box.currentIndexChanged.connect(lambda _: self._follow())
        self.split.edited.connect(self._check)
        for entry in self.numbers.values():
            entry.textEdited.connect(lambda _: self._check())
        self.save.clicked.connect(self._save)
        self._follow()
        # what is typed at once is the value: in the list of comparisons letters would choose another one
        if self._asked("value"):
            self.numbers["value"].setFocus()
            self.numbers["value"].selectAll()

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when the target can be set."""
        found = {name: sentence for name, (_, sentence) in self._read().items() if sentence}
        row: Row = {field.name: field.default for field in TARGETS.fields}
        row |= self._values() | {
            "metric": self._figure.metric.id,
            "scope": "all",
            "period": self.period.label,
        }
        context = Wording(self._desk.facts, self._desk.today).context
        for problem in problems_of_row(TARGETS, row, context):
            found.setdefault(problem.column, problem.sentence)
        return found

    def sentence(self, name: str) -> str:
        """Return the sentence that stands beside a field."""
        return self._sentences[name].text()

    def _read(self) -> dict[str, tuple[object, str]]:
        comparison = self.comparison.currentData()
        currency = self._desk.facts.settings.currency
        return {
            name: read_typed(name, entry.text(), comparison, self._figure.metric, notation(), currency)
            for name, entry in self.numbers.items()
            if self._asked(name)
        }

    def _values(self) -> Row:
        read: Row = {name: value for name, (value, _) in self._read().items()}  # type: ignore[misc]
        return {
            **dict.fromkeys(NUMBERS),
            **read,
            "comparison": self.comparison.currentData(),
            "spread": self.split.spread.currentData(),
            "reason": self.reason.text().strip() or None,
        }

    def _asked(self, name: str) -> bool:
        """Tell whether a number belongs to the comparison that is chosen."""
        comparison = self.comparison.currentData()
        if name == "value_high":
            return bool(comparison == "between")
        return bool(comparison != "growing")

    def _check(self) -> None:
        problems = self.problems
        untouched = not any(entry.isModified() for entry in self.numbers.values())
        for name, entry in self.numbers.items():
            asked = self._asked(name)
            for widget in (entry, self._captions[name]):
                widget.setVisible(asked)
            sentence = problems.get(name, "") if asked else ""
            # an empty input that nobody has touched is no mistake yet
            shown = "" if untouched and not entry.text() else sentence
            self._sentences[name].setText(shown)
            self._sentences[name].setVisible(bool(shown))
            restyle(entry, "state", "wrong" if shown else "")
            entry.setAccessibleDescription(shown)
        if self._splits:
            value = self._read()["value"][0]
            self.split.show_total(value if isinstance(value, float) else None)
        self.save.setEnabled(not problems and not (self._splits and self.split.problems))

    def _save(self) -> None:
        metric, values = self._figure.metric.id, self._values()
        scope, period = str(self.scope.currentData()), self.period.label
        parts = self.split.changes() if self._splits else {}
        self.store(
            lambda session: session.execute(*set_goals(session, metric, scope, period, values, parts)),
            self._done,
            self._tell,
        )

    def _done(self, _outcome: Outcome) -> None:
        self.accept()

    def _tell(self, error: Exception) -> None:
        """Say in the window why the target could not be set; what was typed stays."""
        if not isinstance(error, InvalidRowsError):
            self._desk.failed.emit(error)
            return
        for problem in error.problems:
            self._show_problem(problem)

    def _show_problem(self, problem: Problem) -> None:
        beside = self._sentences[problem.column] if problem.column in self.numbers else self.wrong
        beside.setText(problem.sentence)
        beside.show()

    def _fill(self) -> None:
        for value, words in COMPARISONS:
            self.comparison.addItem(words, value)
        self.comparison.setCurrentIndex(self.comparison.findData(self._begun))
        self._fill_scopes()

    def _follow(self) -> None:
        """Show the target that is set for the scope and period; what somebody typed or chose stays."""
        goal = goal_for(self._desk.facts, self._figure, str(self.scope.currentData()), self.period.label)
        if goal is not None and self.comparison.currentData() == self._begun:
            self._begun = goal.comparison
            self.comparison.setCurrentIndex(self.comparison.findData(goal.comparison))
            self.split.spread.setCurrentIndex(self.split.spread.findData(goal.spread))
        comparison, unit = self.comparison.currentData(), self._figure.metric.unit
        if goal is not None and (goal.comparison in RELATIVE) != (comparison in RELATIVE):
            goal = None  # its number means something else
        for name, entry in self.numbers.items():
            if not entry.isModified():
                entry.setText(typed(name, None if goal is None else getattr(goal, name), comparison, unit))
        self._show_parts()
        self._check()

    def _fill_scopes(self) -> None:
        facts = self._desk.facts
        found = (scope for each in ("manager", "tier", "partner") for scope in scopes_by(facts, each))
        for scope in ("all", *found):
            self.scope.addItem(scope_words(scope), scope)
        self.scope.setCurrentIndex(max(0, self.scope.findData(self._figure.scope)))

    @property
    def _splits(self) -> bool:
        """Whether what is being set is the target of a year that can be shared out."""
        metric = self._figure.metric
        adds_up = metric.kind == "flow" and metric.unit in {"money", "count"}
        return bool(
            adds_up
            and self.period.label == self.period.year.label
            and self.comparison.currentData() in _SHARED_OUT
        )

    def _show_parts(self) -> None:
        """Show the quarters and months beside a year's target, and what was set before for the scope."""
        scope, period = str(self.scope.currentData()), self.period.label
        self.earlier.show_scope(scope)
        facts, today = self._desk.facts, day_of(self._desk.today.isoformat())
        # the parts of a year that is shared out stand beside it, with what is set for each
        wins = "" if self._splits else what_wins(facts, self._figure, scope, period, today)
        judges = what_it_judges(facts, self._figure.metric, scope, period, today)
        told = " ".join(filter(None, (judges, wins)))
        self._sentences["period"].setText(told)
        self._sentences["period"].setVisible(bool(told))
        self.period.setAccessibleDescription(told)
        self.split.setVisible(self._splits)
        wide = scaled(_WIDE if self._splits else _WIDTH)
        self._whole.activate()  # else it takes another text in the grid for as high as the one before
        take_size(self, QSize(wide, self.heightForWidth(wide)))
        if self._splits:
            self.split.show_year(self.period.year, scope)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2 * STEP)
        grid.setColumnStretch(1, 1)
        self.numbers["yellow_at"].setPlaceholderText("90% of the target")
        self.numbers["red_below"].setPlaceholderText("as Yellow from")
        self.reason.setPlaceholderText("Why it changes")
        rows: list[tuple[str, str, QWidget]] = [
            ("comparison", "Target", self.comparison),
            ("value", "Value", self.numbers["value"]),
            ("value_high", "Upper value", self.numbers["value_high"]),
            ("period", "Period", self.period),
            ("scope", "For", self.scope),
            ("yellow_at", "Yellow from", self.numbers["yellow_at"]),
            ("red_below", "Red below", self.numbers["red_below"]),
            ("reason", "Reason", self.reason),
        ]
        for place, (name, words, entry) in enumerate(rows):
            caption = label(words, "muted")
            caption.setBuddy(entry)
            entry.setAccessibleName(words)
            self._captions[name] = caption
            self._sentences[name].setWordWrap(True)
            self._sentences[name].hide()
            grid.addWidget(caption, 2 * place, 0)
            grid.addWidget(entry, 2 * place, 1)
            grid.addWidget(self._sentences[name], 2 * place + 1, 1)
        self._lay_out_window(grid)

    def _lay_out_window(self, grid: QGridLayout) -> None:
        self.save.setDefault(True)
        whole = self._whole = page_column(self)
        whole.addWidget(label(self._figure.metric.label, "title"))
        beside = QHBoxLayout()
        beside.setSpacing(2 * GAP)
        beside.addLayout(grid, 1)
        beside.addWidget(self.split, 1)
        whole.addLayout(beside)
        whole.addWidget(self.wrong)
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        whole.addWidget(label("Targets set before", "heading"))
        whole.addWidget(self.earlier)
        whole.addLayout(foot(cancel_button(self), self.save))
