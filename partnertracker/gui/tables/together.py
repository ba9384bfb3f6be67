"""Editing many rows at once: a form that shows mixed values as such and writes only what is typed."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Field, Kind
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.completing import suggest_for
from partnertracker.gui.forms.fieldbox import FieldBox
from partnertracker.gui.forms.inputs import input_for
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.steady import SteadyDialog
from partnertracker.gui.theme.controls import (
    button,
    cancel_button,
    foot,
    label,
    page_column,
    scrolling,
)
from partnertracker.gui.theme.places import resize_within
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.services.editing.blocks import BlockPlan, carried_out
from partnertracker.services.editing.planning import planned
from partnertracker.services.editing.together import Common, in_common, same_for_all, shared_fields

MIXED = "Mixed"
"""Stands in an input while the rows differ."""

_SIZE = (640, 620)
_AS_TAB = Qt.FocusReason.TabFocusReason
"""Whoever types takes the place of what stands there."""


class TogetherBox(QWidget):
    """One field of all rows; what was typed can be taken back."""

    changed = Signal()
    """Another text was typed, or it was taken back."""

    def __init__(self, box: FieldBox, text: str, *, mixed: bool) -> None:
        """Take the input and what stands in it now."""
        super().__init__()
        self.box = box
        self._held = text
        self._mixed = mixed
        self.touched = False
        self.back = button("Leave as it is", "link")
        self.back.hide()
        self.back.clicked.connect(self._take_back)
        box.entry.set_text(text)
        if mixed:
            box.entry.setPlaceholderText(MIXED)
            box.entry.setAccessibleDescription("The rows hold different values.")
        box.entry.edited.connect(self._touch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(box)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _touch(self) -> None:
        self.touched = self._mixed or self.box.entry.text() != self._held
        self._show_state()

    def _take_back(self) -> None:
        self.box.entry.set_text(self._held)
        self.touched = False
        self.box.entry.setFocus()
        self._show_state()

    def _show_state(self) -> None:
        self.back.setVisible(self.touched)
        self.box.entry.setPlaceholderText(
            "Empty in all of them" if self.touched else MIXED if self._mixed else ""
        )
        self.box.show_problem("")
        self.changed.emit()


class TogetherDialog(SteadyDialog):
    """The form over some rows of one table; it saves in one step."""

    def __init__(
        self, desk: Desk, theme: Theme, table: str, keys: Sequence[int], parent: QWidget | None = None
    ) -> None:
        """Take the rows; their values are read before the form shows."""
        super().__init__(desk, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        about = entity(table)
        noun = about.singular if len(keys) == 1 else about.plural
        self._what = f"Edit {formats.count(len(keys))} {noun.lower()}"
        self.setWindowTitle(self._what)
        resize_within(self, *_SIZE)
        self._theme = theme
        self._table, self._keys = table, list(keys)
        self._adding = False
        self._wording = Wording(desk.facts, desk.today)
        self.boxes: dict[str, TogetherBox] = {}
        self.wrong = label("", "error")
        self.wrong.setWordWrap(True)
        self.confirm = button(self._what, "primary")
        self.confirm.setDefault(True)
        self.confirm.setEnabled(False)
        self.confirm.clicked.connect(self.accept)
        self.cancel = cancel_button(self)
        self._fields = QWidget()
        self._lay_out()
        desk.ask(lambda session: in_common(session, table, self._keys), self._show, self._tell)

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, by field name."""
        return {name: each.box.entry.text() for name, each in self.boxes.items() if each.touched}

    def accept(self) -> None:
        """Check what was typed against every row, and store it if all of it fits."""
        block = same_for_all(self._table, self._keys, self.texts)
        read, adding = self._wording.value, self._adding
        self.ask(lambda session: planned(session, block, read, adding=adding), self._take, self._tell)

    def _take(self, plan: BlockPlan) -> None:
        if not plan.problems:
            label, done = self._what, super().accept
            self.store(
                lambda session: session.execute(*carried_out(session, plan, label)),
                lambda _outcome: done(),
                self._tell,
            )
            return
        told = Counter((cell.field.name, cell.sentence) for cell in plan.unfit)
        elsewhere = []
        for (name, sentence), count in reversed(told.most_common()):
            words = formats.with_spoken_days(sentence)
            if count < len(self._keys):
                words += f" This concerns {formats.count(count)} of {formats.count(len(self._keys))}."
            if name in self.boxes:
                self.boxes[name].box.show_problem(words)
                self.boxes[name].box.entry.setFocus(_AS_TAB)
            else:
                elsewhere.append(words)
        self._say(" ".join(elsewhere))
        for name, text in self.texts.items():
            missing = text.strip() in plan.missing
            self.boxes[name].box.offer_to_add(text.strip() if missing else "")

    def _show(self, common: Common) -> None:
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 2 * STEP, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2 * STEP)
        place = 0
        for field in shared_fields(common.kind):
            wide = field.kind is Kind.LONG_TEXT
            place += place % 2 if wide else 0
            each = self._box(field, common)
            grid.addWidget(each, place // 2, place % 2, 1, 2 if wide else 1)
            each.show()  # the layout would show it only later: until then the keyboard can't go there
            place += 2 if wide else 1
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            first.box.entry.setFocus(_AS_TAB)

    def _box(self, field: Field, common: Common) -> TogetherBox:
        suggest = suggest_for(self._desk, self._table, field)
        box = FieldBox(
            field, input_for(field, suggest, self._desk.today, self._theme), starred=field.required
        )
        value = common.held.get(field.name)
        named = field.kind in {Kind.REFERENCE, Kind.SCOPE}
        text = str(value or "") if named else self._wording.text(field, value, common.currency)
        each = TogetherBox(box, text, mixed=field.name in common.mixed)
        each.changed.connect(self._follow)
        box.add_wanted.connect(self._add)
        self.boxes[field.name] = each
        return each

    def _follow(self) -> None:
        self._adding = False
        self._say("")
        self.confirm.setEnabled(bool(self.texts))

    def _add(self) -> None:
        self._adding = True
        self.accept()

    def _tell(self, error: Exception) -> None:
        if isinstance(error, InvalidRowsError | UnusableArgumentError):
            self._say(str(error))
        else:
            self._desk.failed.emit(error)

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        words = label("What you type holds for all of them; the rest stays as it is.", "muted")
        words.setWordWrap(True)
        whole = page_column(self)
        whole.addWidget(label(self._what, "title"))
        whole.addWidget(words)
        whole.addWidget(scrolling(self._fields), 1)
        whole.addWidget(self.wrong)
        whole.addLayout(foot(self.cancel, self.confirm))
        self._say("")
