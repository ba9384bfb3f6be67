"""The line over a table that is looked at from a past day: what it hides, and what it does not."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from partnertracker.domain.columns import day_of
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.listing.presets import BEGINS
from partnertracker.services.listing.queries import begun_later

_BEGUN = {
    "deals": ("deal created later", "deals created later"),
    "partners": ("partner that joined later", "partners that joined later"),
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
        self._lifted: int | None = None
        self.text = label(role="muted")
        self.toggle = button("", "link")
        self.toggle.clicked.connect(self._turn)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * STEP)
        line.addWidget(self.text)
        line.addWidget(self.toggle)
        line.addStretch(1)
        desk.chosen.connect(self._show)
        desk.changed.connect(self._show)
        self._show()

    @property
    def later(self) -> bool:
        """Whether rows that began after the as-of day are shown: from today every row is."""
        return not self._is_past or self._lifted == self._desk.choice.as_of

    def show_later(self) -> None:
        """Show all rows, as long as the as-of day stays."""
        self._lifted = self._desk.choice.as_of
        self._show()

    @property
    def _is_past(self) -> bool:
        return self._table in BEGINS and self._desk.choice.as_of < day_of(self._desk.today.isoformat())

    def _turn(self) -> None:
        self._lifted = None if self.later else self._desk.choice.as_of
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.setVisible(self._is_past)
        if not self._is_past:
            return
        as_of = self._desk.choice.as_of
        count = begun_later(self._desk.facts, self._table, as_of)
        self.toggle.setVisible(bool(count))
        self.toggle.setText("Hide them" if self.later else "Show them")
        later = formats.counted(count, *_BEGUN[self._table])
        verb = "is" if count == 1 else "are"
        said = f", with {later}" if self.later else f": {later} {verb} hidden"
        known = self._desk.known_on
        values = "today" if known is None else formats.long_date(known)
        self.text.setText(
            f"As of {formats.long_date(as_of)}{said if count else ''}; values are those of {values}."
        )
