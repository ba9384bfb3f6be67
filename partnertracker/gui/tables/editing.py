"""Editing in a cell: which field it is, what may be typed, the sentence beside it, and saving."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from partnertracker.domain.custom import kind_of
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Entity, Field, Kind, Row
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import problems_of_row
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.completing import suggest_for
from partnertracker.gui.forms.customers import CUSTOMER
from partnertracker.gui.forms.draft import Draft
from partnertracker.gui.forms.inputs import WordInput, input_for
from partnertracker.gui.forms.lines import TextInput
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.tables.model import TableModel
from partnertracker.gui.tables.nearnames import NearName
from partnertracker.gui.theme.controls import label, restyle
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.listing.rows import row_of
from partnertracker.services.recording import Typed, record, with_close_date

_WIDEST = 320


class Spot(NamedTuple):
    """The cell that is being edited: the row's key and its columns's place in the model."""

    key: int
    section: int


class _Open(NamedTuple):
    spot: Spot
    field: Field
    row: Row
    text: str
    editor: TextInput


class CellEditing(QObject):
    """One cell at a time; while it is open the rows stay where they are."""

    refused = Signal(object, str)
    """The file refused what was typed: the ``Spot``, and the text to open the cell with again."""

    left_over = Signal(object)
    """A cell was left by another way than giving up, and what stood in it can't be stored: its ``Draft``."""

    def __init__(self, desk: Desk, model: TableModel, theme: Theme, viewport: QWidget) -> None:
        """Take the widget over which the sentence is shown."""
        super().__init__(viewport)
        self._desk = desk
        self._model = model
        self._theme = theme
        self._open: _Open | None = None
        self._again: tuple[Spot, str, str] | None = None
        self._refusal = ("", "")
        self._under_way: dict[Spot, str] = {}
        self._viewport = viewport
        self._bubble = QFrame(viewport)
        self._bubble.setProperty("role", "notice")
        self._sentence = label("", "error")
        self._sentence.setWordWrap(True)
        layout = QVBoxLayout(self._bubble)
        layout.setContentsMargins(8, 5, 8, 5)
        layout.addWidget(self._sentence)
        self._bubble.hide()

    @property
    def _entity(self) -> Entity:
        return kind_of(self._model.facts, self._model.table)

    def field(self, row: int, section: int) -> Field | None:
        """Return the field that a cell edits, None when nothing can be typed there."""
        names = self._model.columns[section].edits
        if not names:
            return None
        name = names[0] if len(names) == 1 or self._closed(row) else names[-1]
        return self._entity.field(name)

    def begin(self, parent: QWidget, row: int, section: int) -> TextInput:
        """Return an input over a cell with its value in it."""
        field = self.field(row, section)
        if field is None:
            raise KeyError(section)  # the model's flags let nobody come here
        wording = Wording(self._desk.facts, self._desk.today)
        values = self._row(row)
        spot = Spot(self._model.key(row), section)
        currency = str(values.get("currency") or "")
        text = self._under_way.get(spot, wording.text(field, values.get(field.name), currency))
        suggest = suggest_for(self._desk, self._model.table, field)
        made = input_for(field, suggest, self._desk.today, self._theme, in_cell=True)
        editor = made if isinstance(made, TextInput) else TextInput()
        editor.setParent(parent)
        if field.kind is Kind.MONEY:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.set_text(text)
        self._open = _Open(spot, field, values, text, editor)
        self._model.hold(True)
        editor.edited.connect(self._check)
        if field.name == CUSTOMER and isinstance(editor, WordInput):
            NearName(self._desk, editor, partial(self._show, editor, role="caption"))
        if self._again is not None and self._again[0] == spot:
            editor.set_text(self._again[1])
            self.tell(editor, self._again[2])
            self._refusal = self._again[1:]
        self._again = None
        editor.selectAll()
        return editor

    def problem(self, editor: TextInput) -> str:
        """Return the sentence why what stands in the input can't be stored, empty when it can."""
        now = self._open
        if now is None or editor.text() == now.text:
            return ""
        values = self._values(now, editor.text())
        if isinstance(values, Problem):
            return values.sentence
        context = Wording(self._desk.facts, self._desk.today).context
        known = {problem.sentence for problem in problems_of_row(self._entity, now.row, context)}
        after = problems_of_row(self._entity, {**now.row, **values}, context)
        new = (each.sentence for each in after if each.sentence not in known)
        return formats.with_spoken_days(next(new, ""))

    @property
    def is_open(self) -> bool:
        """Whether somebody is typing in a cell."""
        return self._open is not None

    @property
    def unsaved(self) -> str:
        """The sentence about an open cell that can't be saved as it stands, empty when there is none."""
        now = self._open
        if now is None:
            return ""
        text, sentence = self._refusal
        problem = self.problem(now.editor) or (sentence if now.editor.text() == text else "")
        if not problem:
            return ""
        name = now.row.get(self._entity.name_fields[0])
        return f"{self._entity.singular} “{name}” is not saved: {problem}"

    def go_back(self) -> None:
        """Put the cursor into the open cell, and say what is wrong with it."""
        if self._open is not None:
            self._open.editor.setFocus()
            self.tell(self._open.editor)

    def is_at(self, index: QModelIndex) -> bool:
        """Tell whether a cell is the open one."""
        there = index.isValid() and (self._model.key(index.row()), index.column())
        return self._open is not None and there == self._open.spot

    def tell(self, editor: TextInput, sentence: str = "") -> None:
        """Show the sentence beside the cell."""
        restyle(editor, "state", "wrong")
        self._show(editor, sentence or self.problem(editor))

    def _show(self, editor: TextInput, sentence: str, role: str = "error") -> None:
        restyle(self._sentence, "role", role)
        self._sentence.setText(sentence)
        self._bubble.setFixedWidth(min(_WIDEST, max(editor.width(), 220)))
        self._bubble.adjustSize()
        below = editor.geometry().bottomLeft() + QPoint(0, 2)
        room = self._viewport.height()
        if below.y() + self._bubble.height() > room:
            below.setY(editor.geometry().top() - self._bubble.height() - 2)
        self._bubble.move(below)
        self._bubble.raise_()
        self._bubble.show()
        editor.setAccessibleDescription(self._sentence.text())

    @property
    def sentence(self) -> str:
        """The sentence on screen, empty when there is none."""
        return self._sentence.text() if self._bubble.isVisible() else ""

    def commit(self, editor: TextInput) -> None:
        """Save what stands in the input, unless it is what stood there before."""
        now = self._open
        if now is None or editor.text() == now.text or self.problem(editor):
            return
        text = editor.text()
        values = self._values(now, text)
        if isinstance(values, Problem):
            return
        typed = Typed(self._model.table, now.spot.key, values)
        self._under_way[now.spot] = text

        def arrived() -> None:
            if self._under_way.get(now.spot) == text:
                del self._under_way[now.spot]

        def fail(error: Exception) -> None:
            arrived()
            self._refuse(now, text, error)

        self._desk.change(
            lambda session: session.execute(*record(session, typed)), lambda _outcome: arrived(), fail
        )

    def end(self, *, given_up: bool) -> None:
        """Close: the rows may move again."""
        now = self._open
        problem = self.problem(now.editor) if now is not None else ""
        self._open, self._refusal = None, ("", "")
        if now is not None and problem and not given_up:
            self.left_over.emit(self._draft(now, now.editor.text()))
        self._bubble.hide()
        self._model.hold(False)

    def _values(self, now: _Open, text: str) -> Row | Problem:
        """Return what a text changes in the row."""
        wording = Wording(self._desk.facts, self._desk.today)
        value = wording.value(now.field, text, str(now.row.get("currency") or ""))
        if isinstance(value, Problem):
            return value
        closing = with_close_date(now.row, value, wording.context) if now.field.kind is Kind.STAGE else {}
        return {now.field.name: value, **closing}

    def _check(self) -> None:
        """Take the sentence away as soon as it no longer holds."""
        if self._open is not None and self._bubble.isVisible():
            sentence = self.problem(self._open.editor)
            if sentence:
                self._sentence.setText(sentence)
            else:
                self._bubble.hide()
                restyle(self._open.editor, "state", "")

    def _draft(self, now: _Open, text: str) -> Draft:
        return Draft(self._model.table, now.spot.key, dict(now.row), {now.field.name: text})

    def _refuse(self, now: _Open, text: str, error: Exception) -> None:
        spot = now.spot
        if not isinstance(error, InvalidRowsError):
            self._desk.failed.emit(error)
        elsewhere = self._open is not None and self._open.spot != spot
        if elsewhere or not self._has_focus or self._model.row_of(spot.key) < 0:
            draft = self._draft(now, text)
            draft.refused[now.field.name] = str(error)
            self.left_over.emit(draft)
            return
        self._again = (spot, text, str(error))
        self.refused.emit(spot, text)

    @property
    def _has_focus(self) -> bool:
        focused, table = QApplication.focusWidget(), self._viewport.parentWidget()
        return focused is not None and table is not None and (table is focused or table.isAncestorOf(focused))

    def _row(self, row: int) -> Row:
        values = row_of(self._model.facts, self._model.table, int(self._model.positions[row]))
        return values | self._model.stored(row)

    def _closed(self, row: int) -> bool:
        stage = self._row(row).get("stage")
        return any(each.key == stage and each.outcome != "open" for each in self._model.facts.stages)
