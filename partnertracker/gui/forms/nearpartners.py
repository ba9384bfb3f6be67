"""A partner's name as it is typed into a record about it: one that is nearly there is offered."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from partnertracker.domain.facts import Facts
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.form import RecordForm
from partnertracker.gui.forms.inputs import WordInput
from partnertracker.gui.forms.offer import Offer
from partnertracker.gui.late import service
from partnertracker.gui.questions import Questions

PAUSE = 300
"""Milliseconds after the last key in which somebody is looked for."""


class NearPartners(QObject):
    """Watches the fields of a form that name a partner.

    Attributes:
        offers: by field, the partner that may be meant where it is offered to add another one.
    """

    def __init__(self, desk: Desk, form: RecordForm) -> None:
        """Take the form of a record; it may name partners in several fields, or in none."""
        super().__init__(form)
        self._form = form
        self._questions = Questions(desk, self)
        self.offers = {
            name: Offer(box, ("Use it",))
            for name, box in form.boxes.items()
            if box.field.references == "partners"
        }
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.look)
        form.edited.connect(self._on_edit)
        form.left.connect(self._on_left)
        form.drafts_changed.connect(self._withdraw_settled)

    def look(self) -> None:
        """Ask who may be meant by the names that are not there."""
        self._timer.stop()
        for name in self.offers:
            text = self._unknown(name)
            if text:

                def work(facts: Facts, text: str = text) -> list[str]:
                    near: list[str] = service("duplicates:partners_like")(facts, text)
                    return near

                self._questions.compute(name, work, partial(self._show, name, text))

    def _unknown(self, name: str) -> str:
        """Return the name of a partner that is not there, as it stands in a field."""
        box = self._form.boxes[name]
        return box.entry.text().strip() if box.adds else ""

    def _on_edit(self, name: str) -> None:
        if name in self.offers:
            self.offers[name].withdraw()
            self._timer.start()

    def _on_left(self, name: str) -> None:
        if name in self.offers and self._timer.isActive():
            self.look()

    def _withdraw_settled(self) -> None:
        for name, offer in self.offers.items():
            if not self._unknown(name):
                offer.withdraw()

    def _show(self, name: str, text: str, near: list[str]) -> None:
        if near and self._unknown(name) == text:
            answer = ("Use it", partial(self._use, name, near[0]))
            self.offers[name].show_answers(f"Did you mean {near[0]}?", [answer])

    def _use(self, name: str, meant: str) -> None:
        entry = self._form.boxes[name].entry
        self.offers[name].withdraw()
        if isinstance(entry, WordInput):
            entry.take(meant)
