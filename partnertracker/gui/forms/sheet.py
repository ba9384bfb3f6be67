"""What a form is made of: heading, fields in lines, what belongs to the record, and its buttons."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from partnertracker.domain.custom import kind_of
from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Field, Kind, Row
from partnertracker.domain.sentences import with_article
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.completing import suggest_for
from partnertracker.gui.forms.draft import Draft, Reading, hints_of
from partnertracker.gui.forms.fieldbox import FieldBox
from partnertracker.gui.forms.flow import FlowLayout
from partnertracker.gui.forms.influences import Influences
from partnertracker.gui.forms.inputs import input_for
from partnertracker.gui.forms.layouts import COLUMNS, FIELD_GAP, INFLUENCES, lines_of
from partnertracker.gui.forms.lines import TextInput
from partnertracker.gui.forms.pairs import FieldPairs, FurtherFields
from partnertracker.gui.forms.related import RelatedHistory, StoodLine
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.forms.unfilled import show_closing, show_usual
from partnertracker.gui.history.field import FieldHistory
from partnertracker.gui.theme.controls import button, label, spring
from partnertracker.gui.theme.elided import Elided
from partnertracker.gui.theme.theme import Theme


class Sheet(QFrame):
    """The widgets of a form, without knowing how records are saved."""

    edited = Signal(str)
    """The person changed what stands in a field: its name."""

    left = Signal(str)
    """The person is done with a field."""

    add_wanted = Signal(str)
    """The row that a field names is to be added."""

    def __init__(self, desk: Desk, table: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Build every input that the table's entity declares."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.table = table
        self._desk = desk
        self._theme = theme
        self._last_words = "Saved"
        self._shown: int | None = None
        self._mends: tuple[int, str] | None = None
        self.name_label = Elided("heading")
        self.state_label = label("", "muted")
        self.boxes: dict[str, FieldBox] = {}
        self._own = FieldPairs(self._box, self)
        self.influences = Influences(desk, theme) if table == "deals" else None
        self.stood = StoodLine(desk, table)
        self.history = RelatedHistory(desk, table)
        self.save_button = button("Save", "primary")
        self.save_button.setToolTip("Save at once (Ctrl+S)")
        self.save_button.setShortcut("Ctrl+S")
        self.revert_button = button("Revert")
        self.delete_button = button("Delete", "danger")
        self._empty = label("", "muted")
        self._lay_out()
        self.past = FieldHistory(desk, table, self.boxes, lambda: self._shown, self)
        self._follow_fields()
        self.show_empty()
        desk.mending.connect(self._go_to_mend)
        desk.changed.connect(self._follow_fields)
        desk.stopped.connect(self._follow_file)

    @property
    def _wording(self) -> Wording:
        return Wording(self._desk.facts, self._desk.today)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take a change of page, and the end of the window, as leaving the field."""
        held = self.held()
        if held and not event.spontaneous():
            self.boxes[held].entry.clearFocus()
        super().hideEvent(event)

    def show_empty(self) -> None:
        """Say that no record is chosen."""
        self._shown = None
        one = with_article(entity(self.table).singular.lower())
        self._empty.setText(f"Choose {one} to see and edit it here.")
        self._pages.setCurrentIndex(0)

    def _follow_fields(self) -> None:
        """Show the team's own fields as they are declared now; the same ones stay as they are."""
        own = tuple(field for field in kind_of(self._desk.facts, self.table).fields if field.custom)
        if own != self._own.fields:
            self.past.leave()
            for field in self._own.fields:
                del self.boxes[field.name]
            self._own.show_fields(own, self._last_entry)
            for box in self._own.boxes:
                self.past.watch(box)

    def show_filled(self) -> None:
        """Show the inputs."""
        self._pages.setCurrentIndex(1)
        self._follow_file()

    def _follow_file(self) -> None:
        for box in self.boxes.values():
            box.entry.setReadOnly(bool(self._desk.read_only))
        for each in (self.save_button, self.delete_button):
            each.setEnabled(not self._desk.read_only)

    def reveal(self, name: str) -> None:
        """Open the further fields if this one is among them."""
        self._further.reveal(self.boxes[name])

    def fill(self, draft: Draft, *, following: bool = False) -> None:
        """Put the values into the inputs, but for the one being typed in when the record is the same.

        That one stays even if it is stored by now: a space at its end may begin another word.
        """
        wording, held = self._wording, self.held()
        self._shown = draft.key
        if draft.key is None:
            self.past.leave()
        for name, box in self.boxes.items():
            if following and name == held and (name in draft.texts or self._is_stored(draft, box, wording)):
                continue
            text = draft.texts.get(name)
            box.entry.set_text(draft.as_stored(box.field, wording) if text is None else text)
        self._reach_mend()

    def forget_typing(self, draft: Draft) -> None:
        """Leave what is stored by now to the steps of the file, where undo is pressed in a field."""
        for name in self.boxes.keys() - draft.texts.keys():
            self.boxes[name].entry.forget_typing()

    def _is_stored(self, draft: Draft, box: FieldBox, wording: Wording) -> bool:
        typed, stored = box.entry.text(), draft.base.get(box.field.name)
        return wording.value(box.field, typed, draft.currency(wording)) == stored

    def _go_to_mend(self, table: str, key: int, name: str) -> None:
        """Put the cursor into a field of a record that is asked for, as soon as it is shown."""
        if table == self.table and name in self.boxes:
            self._mends = (key, name)
            self._reach_mend()

    def _reach_mend(self) -> None:
        if self._mends is not None and self._mends[0] == self._shown:
            name = self._mends[1]
            self._mends = None
            self.go_to(name)

    def held(self) -> str:
        """Return the field that has the focus."""
        return next((name for name, box in self.boxes.items() if box.entry.hasFocus()), "")

    def first_to_fill(self) -> str:
        """Return the first empty field that a new record wants, else the first empty one."""
        shown = {name: box for name, box in self.boxes.items() if not box.isHidden()}
        empty = [name for name, box in shown.items() if not box.entry.text().strip()]
        return next(filter(self.is_wanted, empty), [*empty, *shown][0])

    def is_wanted(self, name: str) -> bool:
        """Tell whether a field is to be filled in of a new record."""
        return self.boxes[name].field.required

    def go_to(self, name: str) -> None:
        """Put the cursor into a field, over its text as Tab does, and bring it whole into sight."""
        self.reveal(name)
        self._sheet.adjustSize()
        entry = self.boxes[name].entry
        entry.setFocus()
        if isinstance(entry, TextInput):
            entry.selectAll()
        self._area.ensureWidgetVisible(self.boxes[name])

    def go_to_first(self, problems: Mapping[str, str]) -> None:
        """Put the cursor into the first of the fields with a problem."""
        wrong = next((name for name in self.boxes if name in problems), "")
        if wrong:
            self.go_to(wrong)

    def show_reading(self, draft: Draft, reading: Reading, wording: Wording, unfinished: str = "") -> None:
        """Say beside each field what is wrong with it, and above them how the record stands.

        Of a new record only those fields are complained about that somebody has been to, and never the one
        in which a word is still ``unfinished``.
        """
        row: Row = {**draft.base, **reading.values}
        hints = hints_of(self.table, row, wording.context)
        for name, box in self.boxes.items():
            told = (draft.key is not None or name in draft.touched) and name != unfinished
            problem = reading.problems.get(name, "") if told else ""
            box.show_problem(problem or hints.get(name, ""))
            unknown = box.field.kind is Kind.REFERENCE and bool(problem) and name not in draft.refused
            box.offer_to_add(draft.texts.get(name, "").strip() if unknown else "")
            if problem:
                self.reveal(name)
        show_closing(self.table, self.boxes, row, wording)
        show_usual(self.boxes, row, wording)
        self.name_label.show_text(draft.title(wording) or f"New {entity(self.table).singular.lower()}")
        self.state_label.setText(self._state_of(draft, reading))
        if not draft.texts and self.revert_button.hasFocus():
            self.save_button.setFocus()  # Qt would go on to the next one, which deletes
        self.revert_button.setEnabled(bool(draft.texts))

    def _state_of(self, draft: Draft, reading: Reading) -> str:
        if self._desk.read_only:
            return "Not saved: the file is read only" if draft.texts else "Read only"
        if reading.problems and draft.key is not None:
            return "Not saved: see below"
        return "Not saved yet" if reading.values or draft.key is None else self._last_words

    def show_related(self, row: Row) -> None:
        """Show what belongs to a stored record: who influenced a deal, and its stages."""
        if self.influences is not None:
            self.influences.show_deal(row)
        self.stood.show_row(row)
        self.history.show_row(row)

    def _lay_out(self) -> None:
        self._pages = QStackedLayout(self)
        nothing = QWidget()
        middle = QVBoxLayout(nothing)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        middle.addWidget(self._empty)
        self._pages.addWidget(nothing)
        filled = QWidget()
        self._pages.addWidget(filled)
        page = QVBoxLayout(filled)
        page.setContentsMargins(1, 12, 1, 12)
        page.setSpacing(8)
        page.addLayout(self._heading())
        page.addWidget(self.stood)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.addWidget(area, 1)
        self._sheet = QWidget()
        area.setWidget(self._sheet)
        self._fill_sheet()
        page.addLayout(self._buttons())

    def _heading(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(14, 0, 14, 0)
        line.addWidget(self.name_label, 1)
        line.addWidget(self.state_label)
        return line

    def _fill_sheet(self) -> None:
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(14, 0, 14, 0)
        column.setSpacing(10)
        placed, kind = lines_of(self.table), entity(self.table)
        for names in placed:
            line = QHBoxLayout()  # a grid would let columns differ where a field spans several
            line.setSpacing(FIELD_GAP)
            column.addLayout(line)
            for name, width in names:
                influences = self.influences if name == INFLUENCES else None
                shown = influences or self._box(kind.field(name))
                line.addWidget(shown, width, Qt.AlignmentFlag.AlignTop)
            if left_over := COLUMNS - sum(width for _, width in names):
                line.addWidget(spring(), left_over)
        self._last_entry = list(self.boxes.values())[-1].entry
        column.addWidget(self._own)
        column.addWidget(self.history)
        named = {name for names in placed for name, _ in names}
        self._further = FurtherFields(self._box, self._sheet)  # with its parent: else a window for a moment
        self._further.show_fields([field for field in kind.fields if field.name not in named])
        column.addWidget(self._further)
        column.addStretch(1)

    def _box(self, field: Field) -> FieldBox:
        suggest = suggest_for(self._desk, self.table, field)
        entry = input_for(field, suggest, self._desk.today, self._theme)
        box = FieldBox(field, entry, starred=field.required)
        entry.edited.connect(partial(self.edited.emit, field.name))
        entry.left.connect(partial(self.left.emit, field.name))
        box.add_wanted.connect(partial(self.add_wanted.emit, field.name))
        self.boxes[field.name] = box
        return box

    def _buttons(self) -> QHBoxLayout:
        self.foot = FlowLayout(spacing=8)
        for each in (self.save_button, self.revert_button):
            self.foot.addWidget(each)
        line = QHBoxLayout()
        line.setContentsMargins(14, 0, 14, 0)
        line.addLayout(self.foot, 1)
        line.addWidget(self.delete_button, 0, Qt.AlignmentFlag.AlignTop)
        return line
