"""The form of one record: saves by itself what is valid, and says why the rest is not saved."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.aside import Aside
from partnertracker.gui.forms.coming import Coming
from partnertracker.gui.forms.draft import Draft, Reading, new_draft
from partnertracker.gui.forms.sheet import Sheet
from partnertracker.gui.forms.storing import Storing
from partnertracker.gui.forms.texts import FIXED
from partnertracker.gui.sight import Sight
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.ports import Outcome, TableChanges

PAUSE = 800
"""Milliseconds after the last key in which a valid record is saved."""

_RELATED = frozenset(
    {"deals", "deal_influences", "deal_stage_events", "partners", "custom_fields", "custom_values"}
)


class RecordForm(Sheet):
    """One record of a table, or a new one. What can't be saved is kept as typed, whatever is shown next."""

    created = Signal(int, bool)
    """A new record was stored: its key, and whether it is still the one in the form."""

    drafts_changed = Signal()
    """There are more or fewer records with unsaved edits."""

    stayed = Signal()
    """Somebody typed here while another record was on its way: that one is no longer wanted."""

    def __init__(self, desk: Desk, table: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with nothing to show."""
        super().__init__(desk, table, theme, parent)
        self._draft: Draft | None = None
        self._aside = Aside()
        self._coming = Coming(desk, table, self._take)
        self._mending: Draft | None = None
        self._storing = Storing(desk, self._saved, self._refused)
        self._unfinished = ""
        self._sight = Sight(self, self._ask_again)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.save)
        self.edited.connect(self._on_edit)
        self.left.connect(self._on_left)
        if self.influences is not None:
            self.influences.entry.edited.connect(self._stay)
        self.add_wanted.connect(self._on_add)
        self.save_button.clicked.connect(self.save_now)
        self.revert_button.clicked.connect(self.revert)
        desk.changed.connect(self._follow)
        desk.stopped.connect(self._check)

    @property
    def key(self) -> int | None:
        """The key of the record shown, None for a new one or nothing."""
        return self._draft.key if self._draft else None

    @property
    def turned_to(self) -> int | None:
        """The key of the record shown or on its way, None for a new one or nothing."""
        return self.key if self._coming.key is None else self._coming.key

    @property
    def is_free(self) -> bool:
        """Whether no record is shown or about to be."""
        return self._draft is None and self._coming.key is None

    @property
    def waiting(self) -> tuple[Draft, ...]:
        """The records put aside with edits that are not saved, those begun first before others."""
        return self._aside.waiting(self._draft)

    @property
    def unsaved(self) -> tuple[str, ...]:
        """A sentence about each record with edits that are not saved."""
        return self._aside.complaints(self._draft, self._wording)

    def show_record(self, key: int) -> None:
        """Show a stored record; edits of the one shown before are saved, or kept where they can't be."""
        if key != self.turned_to:
            self._put_aside()
            self._coming.ask(key)

    def show_new(self, given: Row | None = None) -> None:
        """Show a form for a new record with nothing but the given values; one that was begun before waits."""
        self._put_aside()
        self._draft = new_draft(self.table, self._wording, given)
        self._show(self._draft)
        self.go_to(self.first_to_fill())
        self.drafts_changed.emit()

    def show_waiting(self, draft: Draft) -> None:
        """Show a record put aside, with the cursor where something is wrong."""
        draft.touched.update(self.boxes)
        if draft.key is not None:
            self._mending = draft
            self.show_record(draft.key)
            return
        self._put_aside()
        self._aside.drop(draft)
        self._draft = draft
        self._show(draft)
        self.go_to_first(self._check().problems)
        self.drafts_changed.emit()

    def take_over(self, typed: Draft) -> None:
        """Keep what was typed elsewhere for a stored record and can't be saved, as if it were typed here."""
        if self._draft is not None and self._draft.key == typed.key:
            self._draft.add(typed)
            self._show(self._draft, following=True)
        else:
            self._aside.take_over(typed)
        self.drafts_changed.emit()

    def mend(self) -> None:
        """Put the cursor where something is wrong with the record shown, else show one that waits."""
        if self._draft is not None and self._draft.complaint(self._wording):
            self._draft.touched.update(self.boxes)
            self.go_to_first(self._check().problems)
        elif self.waiting:
            self.show_waiting(self.waiting[0])

    def show_nothing(self) -> None:
        """Show that no record is chosen."""
        self._put_aside()
        self._draft = None
        self.show_empty()

    def save_now(self) -> None:
        """Save at once, and say everything that is missing."""
        self._unfinished = ""
        if self._draft is not None:
            self._draft.touched.update(self.boxes)
            self._draft.refused.clear()
            self.save()

    def save(self) -> None:
        """Save what was typed if it is valid and there is something to save."""
        self._timer.stop()
        if self._draft is not None and not self._desk.read_only:
            self._check()
            self._storing.store(self._draft)

    def revert(self) -> None:
        """Throw away what was typed and not saved."""
        if self._draft is None:
            return
        self._timer.stop()
        self._draft.clear()
        self._show(self._draft)
        self.drafts_changed.emit()

    def _on_edit(self, name: str) -> None:
        draft = self._draft
        if draft is None:
            return
        self._stay()
        box = self.boxes[name]
        draft.type(name, box.entry.text())
        for other, text in draft.follow(name, self._wording).items():
            self.boxes[other].entry.set_text(text)
        whole = box.field.kind not in FIXED or box.entry.text() in self._wording.words(box.field)
        self._unfinished = "" if whole else name
        self._check()
        if not self._unfinished:  # a word that is being chosen is saved when it is whole
            self._timer.start()

    def _stay(self) -> None:
        """Keep a record in the form that is typed in: what is typed belongs where it is seen."""
        if self._coming.key not in {None, self.key}:
            self._coming.drop()
            self._mending = None
            self.stayed.emit()

    def _on_left(self, name: str) -> None:
        self._unfinished = ""
        if self._draft is None:
            return
        if name in self._draft.texts:
            self._draft.touched.add(name)
            self._draft.spell_out(name, self._wording)
            self.save()
            self._draft.settle(self._wording)
        self.fill(self._draft)
        self._check()

    def _on_add(self, name: str) -> None:
        if self._draft is not None:
            self._draft.adding.add(name)
            self.save()

    def _check(self) -> Reading:
        """Say beside each field what is wrong with it."""
        draft, wording = self._draft, self._wording
        if draft is None:
            return Reading({}, {})
        reading = draft.read(wording)
        self.show_reading(draft, reading, wording, self._unfinished)
        return reading

    def _saved(self, draft: Draft, values: Row, outcome: Outcome) -> None:
        inserted = outcome.changes.get(self.table, TableChanges()).inserted
        draft.base |= values
        draft.adding.clear()
        draft.settle(self._wording)
        self._last_words = "Edited just now"
        new = draft.key is None
        if inserted and new:
            draft.key = inserted[0]
        if not draft.texts:
            self._aside.drop(draft)
        if draft is self._draft:
            self._check()
            self.forget_typing(draft)
        here = draft is self._draft and self._coming.key is None
        if new and draft.key is not None:
            if here:
                self._coming.ask(draft.key)
            self.created.emit(draft.key, here)
        for waiting in self.waiting:  # what could not be saved when it was left
            self._storing.store(waiting)
        self.drafts_changed.emit()

    def _refused(self, draft: Draft, error: Exception) -> None:
        """Say what the file would not take; everything typed stays."""
        if isinstance(error, InvalidRowsError):
            draft.refused |= {each.column: each.sentence for each in error.problems}
            draft.touched |= draft.refused.keys()
            if draft is self._draft:
                self._check()
        else:
            self._desk.failed.emit(error)
        self.drafts_changed.emit()

    def _follow(self, changes: dict[str, TableChanges]) -> None:
        self._aside.drop_keys(changes.get(self.table, TableChanges()).deleted)
        self.drafts_changed.emit()
        draft = self._draft
        if draft is not None and draft.key is None and "custom_fields" in changes:
            self._show(draft, following=True)
        if draft is None or draft.key is None or self._coming.key not in {None, draft.key}:
            return
        mine = changes.get(self.table, TableChanges())
        if draft.key in mine.deleted:
            self._draft = None
            self.show_empty()
        elif draft.key in mine.touched or changes.keys() & _RELATED:
            self._sight.follow()

    def _ask_again(self) -> None:
        if self.key is not None:
            self._coming.ask(self.key)

    def _take(self, key: int, row: Row | None) -> None:
        if row is None:
            return
        kept, shown = self._aside.take_up(key), self._draft
        following = shown is not None and shown.key == key
        draft = shown if shown is not None and following else kept or Draft(self.table, key, row)
        draft.base = row
        self._draft = draft
        if not following:
            self._last_words = "Saved"
        draft.settle(self._wording, self.held())
        self._show(draft, following=following)
        if draft is self._mending:
            self.go_to_first(self._check().problems)
        self._mending = None
        self.drafts_changed.emit()

    def _put_aside(self) -> None:
        """Save the record shown, or keep its edits, before another one is shown."""
        self._timer.stop()
        self._coming.drop()
        if self._draft is None:
            return
        self._draft.settle(self._wording)
        if self._draft.texts:
            self._aside.keep(self._draft)
            self.save()
            self.drafts_changed.emit()

    def _show(self, draft: Draft, *, following: bool = False) -> None:
        self.show_filled()
        self.fill(draft, following=following)
        self._check()
        self.show_related(draft.base if draft.key is not None else {})
