"""The window that makes one record of two."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from partnertracker.domain.custom import kind_of
from partnertracker.domain.entities import ENTITIES, entity
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Field, Kind, Row, Value
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.merging.choices import Choices, Pair
from partnertracker.gui.merging.losing import sentences_about
from partnertracker.gui.questions import Questions
from partnertracker.gui.steady import SteadyDialog
from partnertracker.gui.theme.controls import (
    button,
    cancel_button,
    label,
    page_column,
    scrolling,
)
from partnertracker.gui.theme.places import resize_within
from partnertracker.services.joining import Prospect
from partnertracker.services.merging import Candidate, candidates, merge, prospect
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session

_SIZE = (1120, 740)
_GOES_WITH = {"currency": "value"}
"""Fields that mean nothing alone: they are kept with another one."""


class MergeDialog(SteadyDialog):
    """Two records side by side; what is kept of each is chosen field by field."""

    def __init__(
        self, desk: Desk, table: str, keys: tuple[int, int], parent: QWidget, *, then_open: bool = True
    ) -> None:
        """Ask for two records of a table; they are laid out when they are there.

        Args:
            desk: the open file.
            table: their table.
            keys: of the two, in any order.
            parent: the window it belongs to.
            then_open: whether what they have become is shown in the end.
        """
        super().__init__(desk, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table = table
        self._then_open = then_open
        self._both: tuple[Candidate, Candidate] | None = None
        self._questions = Questions(desk, self)
        plural = entity(table).plural.lower()
        self.setWindowTitle(f"Merge {plural}")
        self.choices = Choices()
        self.wrong = label("", "error")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.confirm = button("Merge", "primary")
        self.confirm.setDefault(True)
        self.confirm.setEnabled(False)
        self.confirm.clicked.connect(self._merge)
        self._lay_out(plural)
        self.choices.changed.connect(self.wrong.hide)
        self.choices.changed.connect(self._look_ahead)
        self._questions.ask("both", lambda session: candidates(session, table, keys), self._show)

    def _lay_out(self, plural: str) -> None:
        told = label(
            f"Choose what is kept of the two {plural}. What belongs to either of them then belongs to the one"
            " that stays, but for what is said to go. One undo takes it back.",
            "muted",
        )
        told.setWordWrap(True)
        cancel = cancel_button(self)
        foot = QHBoxLayout()
        foot.addWidget(self.wrong, 1)
        foot.addStretch(0)
        foot.addWidget(cancel)
        foot.addWidget(self.confirm)
        layout = page_column(self)
        layout.addWidget(label(f"Merge two {plural}", "title"))
        layout.addWidget(told)
        layout.addWidget(scrolling(self.choices), 1)
        layout.addLayout(foot)
        resize_within(self, *_SIZE)

    def _show(self, both: tuple[Candidate, Candidate]) -> None:
        wording = Wording(self._desk.facts, self._desk.today)
        pairs = [
            Pair(field, (_text(wording, field, both[0].named), _text(wording, field, both[1].named)))
            for field in kind_of(self._desk.facts, self._table).fields
            if field.name not in _GOES_WITH
        ]
        name = entity(self._table).name_fields[0]
        names = (str(both[0].named[name]), str(both[1].named[name]))
        self.choices.show_pairs(names, pairs, _hanging(*both))
        self._both = both
        self.choices.begin()
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Ask what will be left, and what goes, with the values that are chosen now."""
        if self._both is None:
            return
        kept, gone = self._both
        values = self._values(self._both)
        self._questions.ask(
            "prospect",
            lambda session: prospect(session, self._table, kept.key, gone.key, values),
            self._show_prospect,
        )

    def _show_prospect(self, seen: Prospect) -> None:
        wording = Wording(self._desk.facts, self._desk.today)
        self.choices.show_left(seen.hanging, sentences_about(seen.losses, self._table, wording))
        self.confirm.setEnabled(not self._desk.read_only)

    def _values(self, both: tuple[Candidate, Candidate]) -> dict[str, Value]:
        names = [field.name for field in kind_of(self._desk.facts, self._table).fields]
        return {name: both[self.choices.side(_GOES_WITH.get(name, name))].stored[name] for name in names}

    def _merge(self) -> None:
        if self._both is None:
            return
        kept, gone = self._both
        values = self._values(self._both)

        def work(session: Session) -> Outcome:
            return session.execute(*merge(session, self._table, kept.key, gone.key, values))

        self.store(work, lambda _outcome: self._done(kept.key), self._refused)

    def _done(self, key: int) -> None:
        self.accept()
        if self._then_open:
            self._desk.open_record(self._table, key)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, InvalidRowsError):
            self.wrong.setText(str(error))
            self.wrong.show()
        else:
            self._desk.failed.emit(error)


def _text(wording: Wording, field: Field, row: Row) -> str:
    """Return a value as it reads on screen; money with its currency."""
    value = row.get(field.name)
    if value is None:
        return ""
    if field.kind is Kind.MONEY:
        currency = str(row.get("currency") or wording.facts.settings.currency)
        return f"{wording.text(field, value, currency)} {currency}"
    return wording.text(field, value)


def _hanging(one: Candidate, other: Candidate) -> dict[str, tuple[str, int, int]]:
    """Return what hangs on two records, by table: the plural, and how many rows hang on each."""
    tables = (each.table for each in ENTITIES if each.table in {*one.hanging, *other.hanging})
    return {
        each: (entity(each).plural, one.hanging.get(each, 0), other.hanging.get(each, 0)) for each in tables
    }
