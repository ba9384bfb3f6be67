"""The line over a table that is looked at from a past day: what it hides, and what it does not."""

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from partnertracker.domain.as_of import BEGINS, TOLD_BY, there_by
from partnertracker.domain.entities import entity
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.listing.scope import rows_inside

_BEGUN = {"deals": "created later", "partners": "that joined later"}
_LATER = "dated later"
_STOOD = {
    "deals": "stages and dates as on that day, other values as {known}",
    "partners": "health and deals as on that day, other values as {known}",
}


class AsOfLine(QWidget):
    """Hidden while the table is looked at from today, and where rows have no day on which they began."""

    changed = Signal()
    """Other rows are wanted."""

    def __init__(self, desk: Desk, table: str, parent: QWidget) -> None:
        """Take the desk whose as-of day it follows."""
        super().__init__(parent)
        self._desk = desk
        self._table = table
        self._partner = 0
        self._lifted: int | None = None
        self.text = label(role="muted")
        self.text.setWordWrap(True)
        self.toggle = button("", "link")
        self.toggle.clicked.connect(self._turn)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * STEP)
        line.addWidget(self.text, 1)
        line.addWidget(self.toggle)
        desk.chosen.connect(self._show)
        desk.changed.connect(self._show)
        self._show()

    @property
    def later(self) -> bool:
        """Whether rows that began after the as-of day are shown: from today every row is."""
        return not self.is_past or self._lifted == self._desk.choice.as_of

    def show_partner(self, key: int) -> None:
        """Count only what concerns one partner; 0: all that the window looks at."""
        self._partner = key
        self._show()

    def show_later(self) -> None:
        """Show all rows, as long as the as-of day stays."""
        self._lifted = self._desk.choice.as_of
        self._show()

    @property
    def is_past(self) -> bool:
        """Whether rows that follow from dates are looked at from a day before today."""
        dated = self._table in BEGINS or self._table in TOLD_BY
        return dated and self._desk.past is not None

    def _turn(self) -> None:
        self._lifted = None if self.later else self._desk.choice.as_of
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.setVisible(self.is_past)
        if not self.is_past:
            return
        as_of = self._desk.choice.as_of
        facts = self._desk.facts
        hidden, choice = ~there_by(facts, self._table, as_of), self._desk.choice
        inside = rows_inside(facts, self._table, self._partner, choice.manager, choice.tier)
        count = int(np.count_nonzero(hidden if inside is None else hidden & inside))
        self.toggle.setVisible(bool(count))
        self.toggle.setText("Hide them" if self.later else "Show them")
        self.toggle.setAccessibleName(f"{self.toggle.text()}: {self._later_ones(count)}")
        known = self._desk.known_on
        words = "they are now" if known is None else f"known on {formats.long_date(known)}"
        stood = _STOOD.get(self._table, "rows as on that day").format(known=words)
        where = "shown in grey" if self.later else "hidden"
        later = f" {self._later_ones(count)} {'is' if count == 1 else 'are'} {where}." if count else ""
        edits = "" if self._desk.read_only else " Edits change the record of today."
        self.text.setText(f"As of {formats.long_date(as_of)}: {stood}.{later}{edits}")

    def _later_ones(self, count: int) -> str:
        """Return how many rows began later, such as ``3 deals created later``."""
        kind, begun = entity(self._table), _BEGUN.get(self._table, _LATER)
        return f"{formats.counted(count, kind.singular.lower(), kind.plural.lower())} {begun}"
