"""What one person of each role carries: what the resource forecast is made of."""

import numpy as np
from PySide6.QtWidgets import QWidget

from partnertracker.domain.columns import day_of
from partnertracker.domain.entities.judging import CAPACITIES
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.forecast import forecast
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.questions import Questions
from partnertracker.gui.settings.editor import Asked
from partnertracker.gui.settings.history import reader_of_lines
from partnertracker.gui.settings.lines import Column, Line
from partnertracker.gui.settings.list_card import ListCard
from partnertracker.services.editing import end_capacity, set_capacity
from partnertracker.services.editing.edit import Edit
from partnertracker.services.session import Session

_ABOUT = "How much one person carries, for the resource forecast. A change holds from its day on."
_NUMBERS = (
    *("people", "partners_per_person", "bookings_per_person", "onboardings_per_person", "ramp_up_months"),
)
_COLUMNS = (
    Column("Role"),
    Column("People", 68, number=True),
    Column("Partners", 78, number=True),
    Column("Bookings", 84, number=True),
    Column("Onboardings", 102, number=True),
    Column("Ramp-up", 82, number=True),
)


class CapacitiesCard(ListCard):
    """Edits the capacities."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the card; ``refresh`` fills it."""
        super().__init__(desk, "Capacities", _ABOUT, _COLUMNS, parent)
        self._questions = Questions(desk, self)
        self._roles: tuple[Row, ...] = ()
        self.edit = self.add_button("Edit…", self._edit)
        self.add = self.add_button("Add role…", self._add)
        self.remove = self.add_button("Remove", self._remove)
        self.table.opened.connect(self._edit)
        self.table.removed.connect(self._remove)
        self.table.chosen.connect(self._allow)

    def refresh(self) -> None:
        """Show what holds today."""
        day = day_of(self.desk.today.isoformat())
        self._questions.compute("roles", lambda facts: _roles(facts, day), self._show)

    def _show(self, roles: tuple[Row, ...]) -> None:
        self._roles = roles
        currency = self.desk.facts.settings.currency
        self.table.show_lines([_line(row, currency) for row in roles])
        self.table.setVisible(bool(roles))
        self._allow()

    def _allow(self) -> None:
        writable = not self.desk.read_only
        self.add.setEnabled(writable)
        for each in (self.edit, self.remove):
            each.setEnabled(writable and bool(self.table.key))

    def _edit(self) -> None:
        role = self.table.key
        row = next((each for each in self._roles if each["role"] == role), None)
        if row is None:
            return
        earlier = reader_of_lines("capacities", {"role": role}, self._words, self.desk.today)

        def save(session: Session, values: Row) -> Edit:
            return set_capacity(session, role, **values)

        self.open_editor(Asked(role, CAPACITIES, (*_NUMBERS, "reason"), row, save, earlier=earlier))

    def _add(self) -> None:
        def save(session: Session, values: Row) -> Edit:
            return set_capacity(session, str(values.pop("role")), **values)

        names = ("role", *_NUMBERS, "reason")
        self.open_editor(Asked("New role", CAPACITIES, names, {"ramp_up_months": 0}, save, "Add role"))

    def _remove(self) -> None:
        role = self.table.key
        if role:
            self.do(lambda session: end_capacity(session, role))

    def _words(self, row: Row) -> str:
        currency = self.desk.facts.settings.currency
        texts = zip(_NUMBERS, _texts(row, currency), strict=True)
        told = [f"{CAPACITIES.field(name).label} {text}" for name, text in texts if row[name] is not None]
        return " · ".join(told) or "no longer forecast"


def _roles(facts: Facts, day: int) -> tuple[Row, ...]:
    """Return what holds of each role on a day; ``present`` are the people there, entered or told by costs."""
    table = facts["capacities"]
    found = []
    for role in forecast(facts, day).roles:
        row: Row = {"role": role.name, "present": role.present}
        for name in _NUMBERS:
            value = float(table[name][role.row])
            row[name] = None if np.isnan(value) else value
        found.append(row)
    return tuple(found)


def _line(row: Row, currency: str) -> Line:
    """Return a role's line; people that costs tell stand where none are entered."""
    return Line(str(row["role"]), (str(row["role"]), *_texts({**row, "people": row["present"]}, currency)))


def _texts(row: Row, currency: str) -> tuple[str, ...]:
    people, partners, bookings, onboardings, months = (_number(row[name]) for name in _NUMBERS)
    return (
        formats.people(people),
        formats.number(partners, 2),
        formats.short_money(bookings, currency),
        formats.number(onboardings, 2),
        formats.MISSING if not months else f"{formats.number(months, 1)} mo",
    )


def _number(value: Value) -> float | None:
    return None if value is None else float(value)
