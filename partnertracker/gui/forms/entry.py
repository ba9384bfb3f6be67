"""The form in which records are seen, edited and entered one after another."""

from functools import partial

from PySide6.QtWidgets import QWidget

from partnertracker.domain.custom import kind_of
from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Field, Row
from partnertracker.domain.problems import Problem
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.draft import Draft
from partnertracker.gui.forms.fieldbox import FieldBox
from partnertracker.gui.forms.form import RecordForm
from partnertracker.gui.forms.lines import TextInput
from partnertracker.gui.forms.pins import Pins
from partnertracker.gui.theme.theme import Theme


class EntryForm(RecordForm):
    """Enter goes on to the next field to fill in of a new record, and pinned values are there already.

    To fill in are the fields that every record needs, and those that were filled in records entered before;
    what holds something already is passed over.

    Attributes:
        pins: the fields whose value the next new record begins with.
    """

    def __init__(self, desk: Desk, table: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with nothing to show."""
        self._typed: set[str] = set()
        self._usual: set[str] = set()
        self._entered: Draft | None = None
        self.pins = Pins(entity(table).singular.lower())
        super().__init__(desk, table, theme, parent)
        self.pins.answer_keys_in(self)
        self.edited.connect(self._note)
        self.drafts_changed.connect(self._offer_pins)

    def show_new(self, given: Row | None = None) -> None:
        """Show a form for a new record with the pinned values and those given."""
        self._usual |= self._typed
        self._typed = set()
        super().show_new({**self._pinned(), **(given or {})})
        self._entered = self._draft
        self._offer_pins()

    def go_on(self, name: str) -> None:
        """Go from a field to the next one to fill in; behind the last one, say what is missing."""
        if self._draft is None or self._draft is not self._entered:
            return
        names = list(self.boxes)
        behind = names[names.index(name) + 1 :]
        following = next((each for each in behind if self.is_wanted(each)), "")
        if following:
            self.go_to(following)
        else:
            self.save_now()

    def is_wanted(self, name: str) -> bool:
        """Tell whether a field is to be filled in: one that is needed or usually filled, and isn't yet."""
        box = self.boxes[name]
        filled = name in self.pins.texts or (name in self._typed and bool(box.entry.text().strip()))
        return (box.field.required or name in self._usual) and not filled and not box.isHidden()

    def _pinned(self) -> Row:
        """Return the values of the pinned fields that can be read."""
        wording, values = self._wording, Row()
        for field in kind_of(self._desk.facts, self.table).fields:
            text = self.pins.texts.get(field.name, "").strip()
            value = wording.value(field, text) if text else None
            if value is not None and not isinstance(value, Problem):
                values[field.name] = value
        return values

    def _offer_pins(self) -> None:
        entering = self._draft is not None and self._draft is self._entered
        self.pins.offer(offering=entering)
        self.past.answer_keys_alone(alone=entering)

    def _note(self, name: str) -> None:
        if self._draft is not None and self._draft is self._entered:
            self._typed.add(name)

    def _box(self, field: Field) -> FieldBox:
        box = super()._box(field)
        if isinstance(box.entry, TextInput):
            box.entry.returnPressed.connect(partial(self.go_on, field.name))
        self.pins.watch(box)
        return box
