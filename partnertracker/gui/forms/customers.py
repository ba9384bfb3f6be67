"""Help with a customer as it is typed: a name nearly one that is there, and what the last deal tells."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.entry import EntryForm
from partnertracker.gui.forms.inputs import WordInput
from partnertracker.gui.forms.offer import Offer
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.late import service
from partnertracker.gui.questions import Questions

PAUSE = 300
"""Milliseconds after the last key in which customers are looked at."""

KEY = "F8"
"""Takes what is offered, wherever the cursor is in the form."""

CUSTOMER = "customer"
"""The field that names one."""


class _Known(NamedTuple):
    """What the file knows of a typed customer: near names, or the key of its last deal."""

    near: list[str]
    last: int


class CustomerHelp(QObject):
    """Watches the customer in a form.

    Attributes:
        near: offers the customer that may be meant.
        filling: offers to fill the empty fields of a new deal, and then says which were filled.
    """

    def __init__(self, desk: Desk, form: EntryForm) -> None:
        """Take the form of a record that names a customer."""
        super().__init__(form)
        self._desk = desk
        self._form = form
        self._questions = Questions(desk, self)
        box = form.boxes[CUSTOMER]
        self.near = Offer(box, ("Use it",), by_tab=False)
        self.filling = Offer(box, ("Fill",), by_tab=False)
        self._asked = ""
        self._eager = False
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.look)
        shortcut = QShortcut(QKeySequence(KEY), form, self.take)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # by keyword it would be ignored
        form.edited.connect(self._on_edit)
        form.left.connect(self._on_left)
        form.drafts_changed.connect(self._on_other_record)

    def look(self) -> None:
        """Ask what the file knows of the customer as it is typed now."""
        self._timer.stop()
        text, key = self._text(), self._form.key or 0
        self._asked = text

        def work(facts: Facts) -> _Known:
            last = service("customers:last_deal_of")(facts, text, key)
            return _Known([] if last else service("customers:customers_like")(facts, text, 1), last)

        self._questions.compute(CUSTOMER, work, self._show)

    def take(self) -> None:
        """Take what is offered; for a name that was just typed, as soon as it was looked at."""
        if self._timer.isActive():
            self.look()
        if self._questions.pending:
            self._eager = True
            return
        self._eager = False
        offered = next((each for each in (self.near, self.filling) if each.text), None)
        if offered is not None:
            offered.take()

    def _text(self) -> str:
        return self._form.boxes[CUSTOMER].entry.text().strip()

    def _on_edit(self, name: str) -> None:
        if name == CUSTOMER and not self._desk.read_only:
            self._eager = False
            self._timer.start()

    def _on_left(self, name: str) -> None:
        if name == CUSTOMER and self._timer.isActive():
            self.look()

    def _on_other_record(self) -> None:
        if self._asked and self._text() != self._asked and not self._timer.isActive():
            self._asked = ""
            self._questions.forget_all()
            self._withdraw()

    def _withdraw(self) -> None:
        self.near.withdraw()
        self.filling.withdraw()

    def _show(self, known: _Known) -> None:
        self._withdraw()
        for name in known.near:
            answer = (f"Use it ({KEY})", partial(self._use, name))
            self.near.show_answers(f"Did you mean {name}?", [answer])
        if known.last and self._form.key is None:
            self._questions.ask(
                "last", lambda session: service("customers:what_stays")(session, known.last), self._offer
            )
        elif self._eager:
            self.take()

    def _use(self, name: str) -> None:
        entry = self._form.boxes[CUSTOMER].entry
        self.near.withdraw()
        if isinstance(entry, WordInput):
            entry.take(name)

    def _offer(self, row: Row) -> None:
        """Offer those of the last deal's values whose field is empty here."""
        texts = {
            name: text
            for name, text in self._as_texts(row).items()
            if not self._form.boxes[name].entry.text().strip()
        }
        if texts:
            boxes = self._form.boxes
            told = ", ".join(f"{boxes[name].field.label} {text}" for name, text in texts.items())
            sentence = f"The last deal of this customer: {told}"
            self.filling.show_answers(sentence, [(f"Fill in ({KEY})", lambda: self._fill(texts))])
        if self._eager:
            self.take()

    def _as_texts(self, row: Row) -> dict[str, str]:
        wording = Wording(self._desk.facts, self._desk.today)
        boxes = self._form.boxes
        return {name: wording.text(boxes[name].field, value) for name, value in row.items() if name in boxes}

    def _fill(self, texts: dict[str, str]) -> None:
        filled, held = [], self._form.held()
        for name, text in texts.items():
            box = self._form.boxes[name]
            if not box.entry.text().strip():
                box.entry.set_text(text)
                box.entry.edited.emit()
                filled.append(box.field.label)
        self.filling.tell(f"Filled from the last deal: {', '.join(filled)}")
        if held in texts:
            self._form.go_on(held)
