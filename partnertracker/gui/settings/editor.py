"""The small window in which some fields of a row are edited; what is wrong stands beside the field."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QListView, QWidget

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Context, Entity, Kind, Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import problems_of_row
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.lines import TextInput
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.questions import Questions
from partnertracker.gui.steady import SteadyDialog
from partnertracker.gui.theme.controls import button, cancel_button, foot, label, page_column, restyle
from partnertracker.gui.theme.elided import ChoiceBox
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.services.editing.edit import Edit
from partnertracker.services.session import Session

_WIDTH = 520
_HISTORY = 96


Check = Callable[[Row, Context], Sequence[Problem]]
"""Returns what is wrong with a row."""


class Asked(NamedTuple):
    """What an editor asks for.

    Attributes:
        title: of the window.
        entity: whose fields these are.
        names: the fields, in order.
        row: the whole row to start from.
        save: makes the edit from what was entered, by field.
        verb: the words on the button.
        earlier: reads what held before, a line each; None: nothing is told of it.
        check: finds what is wrong with the row; None: the rules of its entity do.
        only_where: fields that are asked for only while another one holds a value, by name.
    """

    title: str
    entity: Entity
    names: tuple[str, ...]
    row: Mapping[str, Value]
    save: Callable[[Session, Row], Edit]
    verb: str = "Save"
    earlier: Callable[[Session], tuple[str, ...]] | None = None
    check: Check | None = None
    only_where: Mapping[str, tuple[str, str]] = {}


class Editor(SteadyDialog):
    """Edits a row in one step."""

    def __init__(self, desk: Desk, asked: Asked, parent: QWidget | None = None) -> None:
        """Start from the row as it is."""
        super().__init__(desk, parent)
        self._asked = asked
        self._touched: set[str] = set()
        self._questions = Questions(desk, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(asked.title)
        self.setMinimumWidth(scaled(_WIDTH))
        self.inputs = {name: self._input(name) for name in asked.names}
        self._sentences = {name: label("", "error") for name in asked.names}
        self.wrong = label("", "error")
        self.save = button(asked.verb, "primary")
        self._lines = QStringListModel(self)
        self.earlier = QListView()
        self._captions: dict[str, QWidget] = {}
        self._lay_out()
        self._show_asked()
        self.save.clicked.connect(self.accept)
        if asked.earlier is not None:
            self._questions.ask("earlier", asked.earlier, self._show_earlier)

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong, by field (empty: with the whole); empty when it can be saved."""
        values, found = self._read()
        row = {**self._asked.row, **values}
        context, check = self._wording.context, self._asked.check
        for problem in check(row, context) if check else problems_of_row(self._asked.entity, row, context):
            found.setdefault(problem.column if problem.column in self.inputs else "", problem.sentence)
        return found

    def sentence(self, name: str) -> str:
        """Return the sentence that stands beside a field."""
        return self._sentences[name].text()

    def accept(self) -> None:
        """Save; where something is wrong, say what and go there."""
        problems = self.problems
        if problems:
            self._touched.update(self.inputs)
            self._check()
            first = next((name for name in self.inputs if name in problems), "")
            if first:
                self.inputs[first].setFocus(Qt.FocusReason.TabFocusReason)
            return
        values, _ = self._read()
        self.store(
            lambda session: session.execute(*self._asked.save(session, values)),
            lambda _outcome: super(Editor, self).accept(),
            self._refused,
        )

    @property
    def _wording(self) -> Wording:
        return Wording(self._desk.facts, self._desk.today)

    def _read(self) -> tuple[Row, dict[str, str]]:
        """Return what was entered, and the sentence about each text that can't be read."""
        values: Row = {}
        found: dict[str, str] = {}
        for name, entry in self.inputs.items():
            if isinstance(entry, QComboBox):
                values[name] = entry.currentData()
                continue
            value = self._wording.value(self._asked.entity.field(name), entry.text())
            if isinstance(value, Problem):
                found[name] = value.sentence
            else:
                values[name] = value
        return values, found

    def _input(self, name: str) -> TextInput | QComboBox:
        asked = self._asked.entity.field(name)
        value = self._asked.row.get(name)
        if asked.kind is Kind.CHOICE:
            box = ChoiceBox()
            for choice in asked.choices:
                box.addItem(choice.label, choice.value)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.currentIndexChanged.connect(lambda: self._edited(name))
            return box
        entry = TextInput()
        entry.set_text(self._wording.text(asked, value))
        entry.setPlaceholderText(asked.help)
        entry.edited.connect(lambda: self._edited(name))
        return entry

    def _edited(self, name: str) -> None:
        self._touched.add(name)
        self._show_asked()
        self._check()

    def _show_asked(self) -> None:
        """Show the fields that are asked for now."""
        values, _ = self._read()
        for name, (other, value) in self._asked.only_where.items():
            for each in (self._captions[name], self.inputs[name]):
                each.setVisible(values.get(other) == value)

    def _check(self) -> None:
        """Say what is wrong; what nobody has come to yet and is still empty is no mistake."""
        problems = self.problems
        for name, entry in self.inputs.items():
            empty = isinstance(entry, TextInput) and not entry.text() and name not in self._touched
            self._say(name, "" if empty else problems.get(name, ""))
        self.wrong.setText(problems.get("", ""))
        self.wrong.setVisible(bool(problems.get("")))

    def _say(self, name: str, sentence: str) -> None:
        self._sentences[name].setText(sentence)
        self._sentences[name].setVisible(bool(sentence))
        restyle(self.inputs[name], "state", "wrong" if sentence else "")
        self.inputs[name].setAccessibleDescription(sentence)

    def _refused(self, error: Exception) -> None:
        """Say in the window why it could not be saved; what was typed stays."""
        if not isinstance(error, InvalidRowsError):
            self._desk.failed.emit(error)
            return
        for problem in error.problems:
            if problem.column in self.inputs:
                self._say(problem.column, problem.sentence)
            else:
                self.wrong.setText(problem.sentence)
                self.wrong.show()

    def _show_earlier(self, lines: tuple[str, ...]) -> None:
        self._lines.setStringList(list(lines) or ["Nothing was set before."])

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2 * STEP)
        grid.setColumnStretch(1, 1)
        for place, (name, entry) in enumerate(self.inputs.items()):
            words = self._asked.entity.field(name).label
            caption = label(words, "muted")
            caption.setBuddy(entry)
            self._captions[name] = caption
            entry.setAccessibleName(words)
            self._sentences[name].setWordWrap(True)
            self._sentences[name].hide()
            grid.addWidget(caption, 2 * place, 0)
            grid.addWidget(entry, 2 * place, 1)
            grid.addWidget(self._sentences[name], 2 * place + 1, 1)
        self.save.setDefault(True)
        whole = page_column(self)
        whole.addWidget(label(self._asked.title, "title"))
        whole.addLayout(grid)
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        whole.addWidget(self.wrong)
        if self._asked.earlier is not None:
            self.earlier.setModel(self._lines)
            self.earlier.setAccessibleName("Set before")
            self.earlier.setProperty("role", "lines")
            self.earlier.setFixedHeight(scaled(_HISTORY))
            self.earlier.setWordWrap(True)
            self.earlier.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
            whole.addWidget(label("Set before", "heading"))
            whole.addWidget(self.earlier)
        whole.addLayout(foot(cancel_button(self), self.save))
