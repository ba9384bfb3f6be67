"""Which records were left before they could be saved, and the way back to them."""

from collections.abc import Sequence

from partnertracker.domain.entities import entity
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.draft import Draft
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.theme.controls import Button, escaped, restyle


class WaitingDrafts(Button):
    """A link that names the drafts of a table; hidden while there are none."""

    def __init__(self, desk: Desk, table: str) -> None:
        """Take the drafts' table."""
        super().__init__()
        self._desk = desk
        self._new = f"new {entity(table).singular.lower()}"
        restyle(self, "kind", "link")
        self.hide()

    def show_waiting(self, waiting: Sequence[Draft]) -> None:
        """Name the drafts that wait."""
        self.setVisible(bool(waiting))
        wording = Wording(self._desk.facts, self._desk.today)
        names = ", ".join(draft.title(wording) or self._new for draft in waiting)
        self.setText(escaped(f"Not saved yet: {names}"))
        self.setAccessibleName(f"Not saved yet: {names}")
