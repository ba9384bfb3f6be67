"""Partners or deals that may be the same as the one that is being typed, pointed out beside what is alike."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.form import RecordForm
from partnertracker.gui.forms.offer import Offer
from partnertracker.gui.late import MERGE_DIALOG, part, service
from partnertracker.gui.questions import Questions
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session

if TYPE_CHECKING:  # rapidfuzz takes a twentieth of a second, which a start does not wait for
    from partnertracker.services.duplicates import Duplicate

PAUSE = 300
"""Milliseconds after the last key in which somebody is looked for."""

_COMPARED = {"partners": ("name", "website", "contact_email"), "deals": ("name", "customer")}
# of a deal below the customer, so that what is said does not move the field being typed
_TOLD_AT = {"partners": _COMPARED["partners"], "deals": ("customer",)}
_ANSWERS = ("Open it", "Merge…", "Not the same")


class Lookalikes(QObject):
    """Watches a form. What is alike stays pointed out after the record was saved by itself."""

    def __init__(self, desk: Desk, form: RecordForm) -> None:
        """Take the form of a partner or a deal."""
        super().__init__(form)
        self._desk = desk
        self._form = form
        self._questions = Questions(desk, self)
        self._asked: Row = {}
        self._stored: Callable[[int], None] | None = None
        self.offers = {name: Offer(form.boxes[name], _ANSWERS) for name in _TOLD_AT[form.table]}
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.look)
        form.edited.connect(self._on_edit)
        form.created.connect(self._on_created)
        form.drafts_changed.connect(self._on_other_record)

    def look(self) -> None:
        """Ask who is alike, as the fields are now."""
        self._timer.stop()
        values, key, table = self._typed(), self._form.key, self._form.table
        self._asked = values

        def work(session: Session) -> "list[Duplicate]":
            found: list[Duplicate] = (
                service("duplicates:deals_like")(session, values, key)
                if table == "deals"
                else service("duplicates:duplicates_of")(session.store, values, key)
            )
            return found

        self._questions.ask("alike", work, self._show)

    def _typed(self) -> Row:
        return {name: self._form.boxes[name].entry.text().strip() for name in _COMPARED[self._form.table]}

    def _on_edit(self, name: str) -> None:
        if name in _COMPARED[self._form.table] and not self._desk.read_only:
            self._stored = None
            self._timer.start()

    def _on_other_record(self) -> None:
        """Point out nothing any more where something else stands in the fields."""
        if self._asked and self._typed() != self._asked and not self._timer.isActive():
            self._asked = {}
            self._questions.forget_all()
            self._withdraw()

    def _on_created(self, key: int, here: bool) -> None:  # noqa: FBT001  as the signal has it
        stored = self._stored if here else None
        if stored is not None:
            self._stored = None
            stored(key)

    def _show(self, found: "list[Duplicate]") -> None:
        """Point out the surest one beside each field."""
        self._withdraw()
        for each in reversed(found):
            acts = (
                partial(self._desk.open_record, self._form.table, each.key),
                lambda other=each.key: self._when_stored(lambda key: self._merge(key, other)),
                lambda other=each.key: self._when_stored(lambda key: self._tell_apart(key, other)),
            )
            sentence = f"May be the same as {each.name} ({each.why})"
            self.offers[each.column].show_answers(sentence, list(zip(_ANSWERS, acts, strict=True)))

    def _withdraw(self) -> None:
        for offer in self.offers.values():
            offer.withdraw()

    def _when_stored(self, then: Callable[[int], None]) -> None:
        """Do something with the record's key; a new record is saved first, if it can be."""
        if self._form.key is not None:
            then(self._form.key)
        else:
            self._stored = then
            self._form.save_now()

    def _merge(self, key: int, other: int) -> None:
        part(MERGE_DIALOG)(self._desk, self._form.table, (other, key), self._form.window()).open()

    def _tell_apart(self, key: int, other: int) -> None:
        table = self._form.table

        def work(session: Session) -> Outcome:
            return session.execute(*service("duplicates:tell_apart")(session, key, other, table))

        self._desk.change(work, lambda _outcome: self.look())
